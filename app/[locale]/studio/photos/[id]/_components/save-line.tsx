import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import { clock } from '@/lib/web/clock'
import { fill } from '../../../_components/fill'
import type { EditWords } from './edit-words'
import type { Saving } from './use-autosave'

/** Whether what is typed is safe, in one quiet line. */
export function SaveLine({ saving, isAutomatic, words, locale }: { saving: Saving; isAutomatic: boolean; words: EditWords['autosave']; locale: Locale }) {
  const [icon, tone, said] = lineOf(saving, isAutomatic, words, locale)
  return (
    <p role="status" className={`flex min-h-6 items-start gap-2 ${tone}`}>
      {icon && <Icon name={icon} size={18} className="mt-[3px]" />}
      <span>{said}</span>
    </p>
  )
}

function lineOf(saving: Saving, isAutomatic: boolean, words: EditWords['autosave'], locale: Locale) {
  if (saving.is === 'saved') return ['circle-check', 'text-ok', fill(words.saved, { time: clock(saving.at, locale) })] as const
  if (saving.is === 'unsaved') return [saving.why ? 'circle-alert' : 'wifi-off', 'text-bad', fill(words.unsaved, { why: saving.why ?? words.offline })] as const
  if (saving.is === 'saving') return [null, 'text-muted', words.saving] as const
  if (saving.is === 'typing') return [null, 'text-muted', isAutomatic ? words.typing : words.held] as const
  return [null, 'text-muted', isAutomatic ? words.idle : ''] as const
}
