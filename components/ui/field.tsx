import type { ComponentProps, ReactNode } from 'react'
import { Icon } from './icon'

const control = 'w-full rounded-control bg-card px-4 text-base text-ink focus-visible:rounded-control'
const edge = (faulty: boolean) => (faulty ? 'border-2 border-bad' : 'border border-control')

type Frame = { label: ReactNode; name: string; hint?: ReactNode; error?: string | null; id?: string; optional?: string; className?: string }

function Framed({ label, hint, error, id, optional, className = '', children }: Omit<Frame, 'name'> & { id: string; children: ReactNode }) {
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-2 block font-semibold">
        {label}
        {optional && <span className="font-normal text-muted"> {optional}</span>}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="mt-2 text-base text-muted">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

/** What is wrong and what to write, under its field. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="mt-2 flex gap-2 text-base text-bad">
      <Icon name="circle-alert" className="mt-0.5" />
      <span>{children}</span>
    </p>
  )
}

const described = (id: string, hint: ReactNode, error?: string | null) => [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined

/** A labelled input, 52 high. `defaultValue` brings back what was typed; `error` says what to write instead. */
export function Field({ label, name, hint, error, id = name, optional, className, after, ...rest }: Frame & { after?: ReactNode } & ComponentProps<'input'>) {
  return (
    <Framed {...{ label, hint, error, id, optional, className }}>
      <div className="relative">
        <input
          id={id}
          name={name}
          className={`${control} ${edge(Boolean(error))} h-13`}
          aria-invalid={error ? true : undefined}
          aria-describedby={described(id, hint, error)}
          {...rest}
        />
        {after && <div className="absolute inset-y-0 right-1 flex items-center">{after}</div>}
      </div>
    </Framed>
  )
}

/** The same, for longer text. */
export function TextArea({ label, name, hint, error, id = name, optional, className, rows = 4, ...rest }: Frame & ComponentProps<'textarea'>) {
  return (
    <Framed {...{ label, hint, error, id, optional, className }}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        className={`${control} ${edge(Boolean(error))} py-3`}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, hint, error)}
        {...rest}
      />
    </Framed>
  )
}

/** A tick box with its words; the whole row is the target. */
export function Checkbox({ label, name, hint, error, id = name, className = '', ...rest }: Frame & ComponentProps<'input'>) {
  return (
    <div className={className}>
      <label htmlFor={id} className="flex min-h-11 items-start gap-3 py-2.5">
        <input
          id={id}
          name={name}
          type="checkbox"
          className="tick mt-0.5"
          aria-invalid={error ? true : undefined}
          aria-describedby={described(id, hint, error)}
          {...rest}
        />
        <span>
          {label}
          {hint && (
            <span id={`${id}-hint`} className="block text-muted">
              {hint}
            </span>
          )}
        </span>
      </label>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

/** A message over a whole form: what happened, in words, read out at once. */
export function FormMessage({ ok = false, children }: { ok?: boolean; children: ReactNode }) {
  if (!children) return null
  return (
    <p role={ok ? 'status' : 'alert'} className={`flex gap-3 rounded-control border p-4 ${ok ? 'border-ok text-ok' : 'border-bad text-bad'}`}>
      <Icon name={ok ? 'circle-check' : 'circle-alert'} className="mt-0.5" />
      <span>{children}</span>
    </p>
  )
}
