'use client'

import { Icon } from '@/components/ui/icon'
import type { FormState } from '@/lib/web/form-state'
import type { DeskWords } from './desk-words'
import type { Undone } from './use-decisions'

type Props = { undone: Undone | null; onReturn: (id: string) => void; state: FormState; heldBy: string | null; words: DeskWords }

/** What stands over the facts when something is in the way: a decision the server did not take, or somebody else looking at this photo. */
export function DeskNotices({ undone, onReturn, state, heldBy, words }: Props) {
  return (
    <>
      {undone && (
        <p role="alert" className="desk-undone">
          <Icon name="circle-alert" className="mt-0.5" />
          <span>
            {words.undone.replace('{title}', undone.item.title).replace('{why}', undone.words)}{' '}
            <a
              href={undone.item.href}
              className="link"
              onClick={(event) => {
                event.preventDefault()
                onReturn(undone.item.id)
              }}
            >
              {words.back}
            </a>
          </span>
        </p>
      )}
      {state.message && (
        <p role="alert" className="desk-undone">
          {[state.message, ...Object.values(state.fields)].join(' ')}
        </p>
      )}
      {heldBy && (
        <p role="status" className="desk-held">
          <Icon name="lock" className="mt-0.5" />
          <span>{words.heldBy.replace('{name}', heldBy)}</span>
        </p>
      )}
    </>
  )
}
