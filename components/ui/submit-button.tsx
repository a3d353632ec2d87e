'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { type ButtonSize, type ButtonTone, buttonClass } from './button'

/** Submits the form it stands in. While the answer is awaited it says `busy` in words, keeps its width and takes no second press. */
export function SubmitButton({
  tone,
  size,
  className = '',
  busy,
  icon,
  name,
  value,
  form,
  children,
}: {
  tone?: ButtonTone
  size?: ButtonSize
  className?: string
  busy: string
  icon?: ReactNode
  name?: string
  value?: string
  form?: string
  children: ReactNode
}) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      name={name}
      value={value}
      form={form}
      aria-disabled={pending}
      onClick={(event) => pending && event.preventDefault()}
      className={buttonClass(tone, size, `grid! ${className}`)}
    >
      <span className={`col-start-1 row-start-1 inline-flex items-center justify-center gap-2 ${pending ? 'invisible' : ''}`}>
        {icon}
        <span>{children}</span>
      </span>
      <span className={`col-start-1 row-start-1 ${pending ? '' : 'invisible'}`} aria-hidden={!pending}>
        {busy}
      </span>
    </button>
  )
}
