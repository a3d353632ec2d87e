import type { ComponentProps, ReactNode } from 'react'
import { FieldError } from './field'
import { Icon } from './icon'

/** A labelled native select, 52 high. Options are `[value, words]`; `quiet` draws it without its box, for toolbars. */
export function Select({
  label,
  name,
  options,
  hint,
  error,
  id = name,
  className = '',
  quiet = false,
  ...rest
}: {
  label: ReactNode
  name: string
  options: readonly (readonly [string, string])[]
  hint?: ReactNode
  error?: string | null
  quiet?: boolean
} & ComponentProps<'select'>) {
  const look = quiet
    ? 'h-11 border-0 bg-transparent pr-7 pl-2 font-semibold field-sizing-content'
    : `h-13 w-full bg-card pr-10 pl-4 ${error ? 'border-2 border-bad' : 'border border-control'}`
  return (
    <div className={quiet ? `flex items-center gap-1 ${className}` : className}>
      <label htmlFor={id} className={quiet ? 'text-muted' : 'mb-2 block font-semibold'}>
        {label}
      </label>
      <span className="relative block">
        <select
          id={id}
          name={name}
          className={`appearance-none rounded-control text-base text-ink focus-visible:rounded-control ${look}`}
          aria-invalid={error ? true : undefined}
          {...rest}
        >
          {options.map(([value, words]) => (
            <option key={value} value={value} className="bg-card text-ink">
              {words}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" size={18} className={`pointer-events-none absolute top-1/2 -translate-y-1/2 ${quiet ? 'right-1' : 'right-4'}`} />
      </span>
      {hint && <p className="mt-2 text-muted">{hint}</p>}
      {error && <FieldError>{error}</FieldError>}
    </div>
  )
}
