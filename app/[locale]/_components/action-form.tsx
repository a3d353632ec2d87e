'use client'

import { type ReactNode, useActionState } from 'react'
import { FormMessage } from '@/components/ui/field'
import { emptyForm, type FormState } from '@/lib/web/form-state'

/** A form whose fields come drawn from the server; what the action answers is said above them. Works as a plain post without JavaScript. */
export function ActionForm({ action, id, className, children }: {
  action: (state: FormState, form: FormData) => Promise<FormState>; id?: string; className?: string; children: ReactNode
}) {
  const [state, send] = useActionState(action, emptyForm)
  const faults = Object.values(state.fields)
  return (
    <form action={send} id={id} className={className}>
      {state.message && (
        <div className="mb-4">
          <FormMessage ok={state.ok}>{[state.message, ...faults].join(' ')}</FormMessage>
        </div>
      )}
      {children}
    </form>
  )
}
