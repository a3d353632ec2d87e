'use client'

import { useActionState } from 'react'
import { FormMessage, TextArea } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { emptyForm } from '@/lib/web/form-state'
import { appealPhotoAction } from '../actions'

/** The photographer's words against a refusal; what was typed stays when they are too short. */
export function AppealForm({ photoId, words }: { photoId: string; words: { text: string; hint: string; send: string; busy: string } }) {
  const [state, send] = useActionState(appealPhotoAction, emptyForm)
  return (
    <form action={send} noValidate className="grid gap-4">
      <input type="hidden" name="photoId" value={photoId} />
      {state.message && <FormMessage ok={state.ok}>{state.message}</FormMessage>}
      <TextArea
        id="appeal-text"
        name="text"
        rows={5}
        label={words.text}
        hint={words.hint}
        maxLength={2000}
        defaultValue={state.values.text}
        error={state.fields.text}
      />
      <SubmitButton tone="outline" busy={words.busy} className="justify-self-start">
        {words.send}
      </SubmitButton>
    </form>
  )
}
