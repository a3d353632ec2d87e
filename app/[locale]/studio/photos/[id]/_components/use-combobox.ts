import { type KeyboardEvent, type PointerEvent, useState } from 'react'

type Picking<T> = { id: string; label: string; options: readonly T[]; onPick: (option: T) => void }

/** A text field with a list under it, after the ARIA combobox pattern: arrows move, Enter chooses, Escape closes, and the focus stays in the field. */
export function useCombobox<T>({ id, label, options, onPick }: Picking<T>) {
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const shown = isOpen && options.length > 0
  const at = active < options.length ? active : -1
  const optionId = (place: number) => `${id}-option-${place}`
  const close = () => {
    setOpen(false)
    setActive(-1)
  }
  const pick = (place: number) => {
    const option = options[place]
    if (option === undefined) return
    setActive(-1)
    onPick(option)
  }
  const move = (to: number) => {
    setOpen(true)
    setActive((to + options.length) % Math.max(1, options.length))
    document.getElementById(optionId((to + options.length) % Math.max(1, options.length)))?.scrollIntoView({ block: 'nearest' })
  }
  return {
    isShown: shown,
    close,
    open: () => setOpen(true),
    /** Whether the key was one of the list's own. */
    onKey(event: KeyboardEvent): boolean {
      if (event.nativeEvent.isComposing) return false
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        move(event.key === 'ArrowDown' ? at + 1 : at === -1 ? options.length - 1 : at - 1)
        return true
      }
      if (event.key === 'Enter' && shown && at >= 0) {
        event.preventDefault()
        pick(at)
        return true
      }
      if (event.key === 'Escape' && shown) {
        event.preventDefault()
        close()
        return true
      }
      return false
    },
    inputProps: {
      role: 'combobox' as const,
      'aria-autocomplete': 'list' as const,
      'aria-expanded': shown,
      'aria-controls': `${id}-list`,
      'aria-activedescendant': shown && at >= 0 ? optionId(at) : undefined,
      autoComplete: 'off',
      onBlur: close,
    },
    listProps: { id: `${id}-list`, role: 'listbox' as const, 'aria-label': label, hidden: !shown },
    optionProps: (place: number) => ({
      id: optionId(place),
      role: 'option' as const,
      'aria-selected': place === at,
      onPointerDown: (event: PointerEvent) => event.preventDefault(), // The field keeps the focus.
      onClick: () => pick(place),
    }),
  }
}
