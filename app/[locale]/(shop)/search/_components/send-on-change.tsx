'use client'

import { useEffect } from 'react'

/** In wide windows the form sends itself when a filter changes; on phones its button does. Empty fields are left out of the address. */
export function SendOnChange({ form: id }: { form: string }) {
  useEffect(() => {
    const form = document.getElementById(id)
    if (!(form instanceof HTMLFormElement)) return
    const belongs = (target: EventTarget | null) => target instanceof HTMLElement && 'form' in target && target.form === form
    const changed = (event: Event) => {
      const isSort = event.target instanceof HTMLSelectElement
      if (belongs(event.target) && (isSort || matchMedia('(min-width: 1024px)').matches)) form.requestSubmit()
    }
    const leaveOut = ({ formData }: FormDataEvent) => {
      for (const [name, value] of [...formData]) if (value === '' || (name === 'sort' && value === 'relevance')) formData.delete(name)
    }
    document.addEventListener('change', changed)
    form.addEventListener('formdata', leaveOut)
    return () => {
      document.removeEventListener('change', changed)
      form.removeEventListener('formdata', leaveOut)
    }
  }, [id])
  return null
}
