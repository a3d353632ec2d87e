'use client'

import { type ReactNode, useActionState } from 'react'
import { emptyForm, type FormState } from '@/lib/web/form-state'
import { FormMessage } from './field'

/** A form for an action with nothing to type: works without script, and says in words what happened or went wrong. */
export function ActionForm({
  action,
  className,
  id,
  children,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>
  className?: string
  id?: string
  children: ReactNode
}) {
  const [state, send] = useActionState(action, emptyForm)
  return (
    <form action={send} className={className} id={id}>
      {state.message && (
        <div className="mb-4">
          <FormMessage ok={state.ok}>{[state.message, ...Object.values(state.fields)].join(' ')}</FormMessage>
        </div>
      )}
      {children}
    </form>
  )
}
