'use client'

import { type ReactNode, useActionState } from 'react'
import { emptyForm, type FormState } from '@/lib/web/form-state'

/** A form for an action with nothing to type: works without script, and says in words what went wrong. */
export function ActionForm({ action, className, id, children }: {
  action: (state: FormState, form: FormData) => Promise<FormState>; className?: string; id?: string; children: ReactNode
}) {
  const [state, send] = useActionState(action, emptyForm)
  return (
    <form action={send} className={className} id={id}>
      {state.message && !state.ok && (
        <p role="alert" className="mb-4 rounded-control border border-bad p-4 text-bad">
          {state.message}
        </p>
      )}
      {children}
    </form>
  )
}
