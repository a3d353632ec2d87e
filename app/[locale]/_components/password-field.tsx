'use client'

import { type ComponentProps, useEffect, useState } from 'react'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'

/** A password that can be looked at. The button comes with the script that makes it work. */
export function PasswordField({ words, ...field }: ComponentProps<typeof Field> & { words: { show: string; hide: string } }) {
  const [shown, setShown] = useState(false)
  const [alive, setAlive] = useState(false)
  useEffect(() => setAlive(true), [])
  const button = (
    <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)} className="inline-flex min-h-11 items-center gap-2 rounded-control px-3">
      <Icon name={shown ? 'eye-off' : 'eye'} />
      {shown ? words.hide : words.show}
    </button>
  )
  return <Field {...field} type={shown ? 'text' : 'password'} after={alive && button} className="[&_input]:pr-28" autoCapitalize="none" spellCheck={false} />
}
