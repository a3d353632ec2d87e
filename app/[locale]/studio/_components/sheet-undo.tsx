'use client'

import { useActionState } from 'react'
import { Icon } from '@/components/ui/icon'
import { emptyForm } from '@/lib/web/form-state'
import { undoEditAction } from '../actions'

/** The last change of many photos can be taken back, also after the page was left and opened again; then what became of it. */
export function SheetUndo({ edit, words }: { edit: { id: string; said: string } | null; words: { action: string } }) {
  const [state, send, pending] = useActionState(undoEditAction, emptyForm)
  if (!edit && !state.message) return null
  return (
    // A second press would be told that the first has done it already.
    <form action={send} onSubmit={(event) => pending && event.preventDefault()} className="mt-3 flex flex-wrap items-center gap-x-4">
      {!edit && (
        <p role={state.ok ? 'status' : 'alert'} className="inline-flex min-h-11 items-center gap-2">
          <Icon name={state.ok ? 'circle-check' : 'circle-alert'} size={18} className={state.ok ? 'text-ok' : 'text-bad'} />
          {state.message}
        </p>
      )}
      {edit && (
        <p className="text-muted">
          {edit.said}{' '}
          <button type="submit" name="editId" value={edit.id} className="link min-h-11">
            {words.action}
          </button>
        </p>
      )}
    </form>
  )
}
