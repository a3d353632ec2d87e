'use client'

import { useEffect } from 'react'

/** The form of this select is sent as soon as another option is chosen; without script a button stands beside it. */
export function SendSelect({ id, current }: { id: string; current: string }) {
  useEffect(() => {
    const select = document.getElementById(id)
    if (!(select instanceof HTMLSelectElement)) return
    const send = () => select.form?.requestSubmit()
    if (select.value !== current) send() // Changed before the script was there.
    select.addEventListener('change', send)
    return () => select.removeEventListener('change', send)
  }, [id, current])
  return null
}
