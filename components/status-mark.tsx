import type { ReactNode } from 'react'
import { Icon } from './ui/icon'
import type { IconName } from './ui/icon-shapes'

const tones = { ok: 'text-ok', bad: 'text-bad', wait: 'text-muted', busy: 'text-indigo' } as const

/** A state as an icon and words, never a pill. */
export function StatusMark({ tone, icon, children }: { tone: keyof typeof tones; icon: IconName; children: ReactNode }) {
  return (
    <span className={`inline-flex items-baseline gap-1.5 ${tones[tone]}`}>
      <Icon name={icon} size={18} className="self-center" />
      <span>{children}</span>
    </span>
  )
}
