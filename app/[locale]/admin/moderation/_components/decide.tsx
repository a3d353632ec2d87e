'use client'

import { type Ref, useId, useState } from 'react'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { DeskWords } from './desk-words'
import type { Draft } from './use-decisions'

export type Reason = { code: string; name: string; advice: string; example: string }

type Props = {
  reasons: readonly Reason[]
  draft: Draft
  onToggle: (code: string) => void
  onNote: (note: string) => void
  noteRef: Ref<HTMLTextAreaElement>
  /** What stands in the way of a decision, in words. */
  fault: string | null
  /** Somebody else looks at the photo: it is theirs to decide. */
  held: boolean
  words: DeskWords
}

/** All that decides, always in sight: the reasons with their keys, a note, and two buttons. What a reason asks of the photographer is shown beside it. */
export function Decide({ reasons, draft, onToggle, onNote, noteRef, fault, held, words }: Props) {
  const { reasons: chosen, note } = draft
  const [pointed, setPointed] = useState<string | null>(null)
  const hintId = useId()
  const last = chosen.at(-1)
  const hint = reasons.find(({ code }) => code === (pointed ?? last))
  return (
    <div className="desk-decide">
      <fieldset aria-describedby={hintId}>
        <legend className="font-semibold">{words.reasons}</legend>
        <ul className="desk-reasons">
          {reasons.map(({ code, name }, index) => (
            <li key={code} onPointerEnter={() => setPointed(code)} onPointerLeave={() => setPointed(null)}>
              <label className="desk-reason">
                <input
                  type="checkbox"
                  name="reasons[]"
                  value={code}
                  checked={chosen.includes(code)}
                  onChange={() => onToggle(code)}
                  onFocus={() => setPointed(code)}
                  onBlur={() => setPointed(null)}
                  className="sr-only"
                />
                <kbd aria-hidden>{index < 9 ? index + 1 : '·'}</kbd>
                <span>{name}</span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <p id={hintId} className={`desk-hint ${pointed ? 'is-pointed' : ''}`}>
        {hint && (
          <>
            <b>{hint.name}</b> {hint.advice} {hint.example && <span className="block text-muted">{words.example.replace('{example}', hint.example)}</span>}
          </>
        )}
      </p>
      <label className="desk-note">
        <span>{words.note}</span>
        <textarea
          ref={noteRef}
          name="note"
          rows={1}
          maxLength={1000}
          value={note}
          onChange={(event) => onNote(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      </label>
      {fault && (
        <p role="alert" className="mt-2 flex gap-2 text-bad">
          <Icon name="circle-alert" className="mt-0.5" />
          <span>{fault}</span>
        </p>
      )}
      <div className="desk-deeds">
        <button
          type="submit"
          name="decision"
          value="publish"
          aria-disabled={held}
          className={buttonClass('quiet', 'lg', chosen.length ? 'text-muted!' : 'border-[1.5px] border-ok! text-ok!')}
        >
          <span>{words.publish}</span>
          <kbd aria-hidden>A</kbd>
        </button>
        <button type="submit" name="decision" value="reject" aria-disabled={held} className={buttonClass(chosen.length ? 'danger' : 'outline')}>
          <span>{chosen.length ? words.rejectCount.replace('{count}', String(chosen.length)) : words.reject}</span>
          <kbd aria-hidden>R</kbd>
        </button>
      </div>
    </div>
  )
}
