import { Icon } from '@/components/ui/icon'
import { fill } from '../../../_components/fill'
import type { EditWords } from './edit-words'

/** Tells that words of another window were overwritten, and which. */
export function Replaced({ names, words }: { names: string[]; words: EditWords }) {
  if (!names.length) return null
  const known = words.fieldNames as Record<string, string>
  return (
    <p role="alert" className="mb-1 flex gap-2">
      <Icon name="triangle-alert" size={18} className="mt-[3px]" />
      <span>{fill(words.autosave.replaced, { fields: names.map((name) => known[name] ?? name).join(', ') })}</span>
    </p>
  )
}
