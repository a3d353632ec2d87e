import { useEffect, useRef } from 'react'

/** What each key does, by its name in lower case: `a`, `arrowleft`, `shift+a`. */
export type Keys = Record<string, (() => void) | undefined>

/** The digit's place on the keyboard, since many French ones write `&é"` there; every other key by what is written on it. */
const nameOf = ({ code, key }: KeyboardEvent) => /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] ?? key.toLowerCase()

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type))

/** Keys act anywhere but where somebody is writing or a dialog is open, and never with Ctrl, Alt or Meta. `held`: also while the key is held down. */
export function useKeys(keys: Keys, { held = false } = {}) {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey || (event.repeat && !held)) return
      if (document.querySelector('dialog[open]')) return
      const key = nameOf(event)
      const act = (event.shiftKey && latest.current[`shift+${key}`]) || latest.current[key]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [held])
}
