'use client'

import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { boxes, tick, useChosen } from './chosen'

/** Every photo of this page is chosen, or none if some are. */
export function SelectAll({ all, none }: { all: string; none: string }) {
  const some = useChosen().length > 0
  return (
    <button
      type="button"
      onClick={() => tick(boxes(), !some)}
      className={buttonClass('quiet', 'md', 'whitespace-nowrap font-normal! max-sm:px-2! unscripted:hidden')}
    >
      <Icon name={some ? 'x' : 'check'} size={18} />
      <span>{some ? none : all}</span>
    </button>
  )
}
