import { Icon } from '@/components/ui/icon'
import { fill } from '../../../_components/fill'
import type { EditWords } from './edit-words'
import { type Given, listMissing, type Missing } from './missing'

/** What is still missing before the photo can go to review, each a link to its field. */
export function Checklist({ given, words }: { given: Given; words: EditWords }) {
  const missing = listMissing(given)
  const said = ({ what, count }: Missing) =>
    what === 'tags' ? (count === 1 ? words.missing.tagsOne : fill(words.missing.tagsMany, { count })) : words.missing[what]
  if (!missing.length) {
    return (
      <p aria-live="polite" className="flex gap-2">
        <Icon name="circle-check" className="mt-0.5 text-ok" />
        <span>
          <strong>{words.completeTitle}.</strong> {words.complete}
        </span>
      </p>
    )
  }
  return (
    <div aria-live="polite">
      <p className="font-semibold">{words.missingTitle}</p>
      <ul className="mt-1 flex flex-wrap gap-x-5">
        {missing.map((one) => (
          <li key={one.what}>
            <a href={`#${one.field}`} className="link inline-flex min-h-11 items-center">
              {said(one)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
