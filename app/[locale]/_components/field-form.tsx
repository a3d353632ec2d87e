'use client'

import { useActionState, useEffect, useRef } from 'react'
import { Field, FormMessage, TextArea } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { emptyForm, type FormState } from '@/lib/web/form-state'
import { PasswordField } from './password-field'

/** A field as data. `options` makes it a select, `rows` a longer text, type `password` one that can be shown. */
export type FormField = {
  name: string
  label: string
  type?: 'text' | 'email' | 'password' | 'url'
  hint?: string
  optional?: string
  value?: string
  autoComplete?: string
  minLength?: number
  maxLength?: number
  rows?: number
  options?: readonly (readonly [string, string])[]
}

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  fields: readonly FormField[]
  hidden?: Record<string, string>
  words: { submit: string; busy: string; show?: string; hide?: string }
  /** A link under the last field, before the button. */
  link?: { href: string; label: string }
  className?: string
}

/** A form described as data. What was typed and what is wrong with it come back from the server, with JavaScript or without. */
export function FieldForm({ action, fields, hidden = {}, words, link, className = '' }: Props) {
  const [state, send] = useActionState(action, emptyForm)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (Object.keys(state.fields).length) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [state])
  return (
    <form ref={form} action={send} className={`grid gap-6 ${className}`}>
      {state.message && <FormMessage ok={state.ok}>{state.message}</FormMessage>}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <OneField key={field.name} field={field} value={state.values[field.name] ?? field.value} error={state.fields[field.name]} words={words} />
      ))}
      {link && (
        <p className="-mt-3">
          <a href={link.href} className="link inline-flex min-h-11 items-center">
            {link.label}
          </a>
        </p>
      )}
      <SubmitButton busy={words.busy} className="w-full">
        {words.submit}
      </SubmitButton>
    </form>
  )
}

function OneField({ field, value, error, words }: { field: FormField; value?: string; error?: string; words: Props['words'] }) {
  const { options, rows, value: _, type, ...rest } = field
  const required = !field.optional
  // React empties a form once its action has run and leaves a select at its first option: a new key draws it as it was chosen.
  if (options) return <Select key={value} {...rest} options={options} required={required} defaultValue={value} error={error} />
  if (rows) return <TextArea {...rest} rows={rows} required={required} defaultValue={value} error={error} />
  if (type === 'password') return <PasswordField {...rest} required error={error} words={{ show: words.show ?? '', hide: words.hide ?? '' }} />
  return <Field {...rest} type={type} required={required} defaultValue={value} error={error} />
}
