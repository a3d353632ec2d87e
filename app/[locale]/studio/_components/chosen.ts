import { useSyncExternalStore } from 'react'

/*
The chosen photos are the ticked boxes of the page and nothing beside them: without script they are posted as they stand, and a thousand of them cost no rendering.
*/

const CHANGED = 'pouire:chosen'

export const boxes = () => [...document.querySelectorAll<HTMLInputElement>('.contact-sheet input.pick')]

/** These boxes are ticked, or not, and whoever shows the choice hears of it once. */
export function tick(some: readonly HTMLInputElement[], on: boolean) {
  for (const box of some) box.checked = on
  document.dispatchEvent(new Event(CHANGED))
}

const idsNow = () =>
  boxes()
    .filter((box) => box.checked)
    .map((box) => box.value)
    .join(' ')

function subscribe(onChange: () => void) {
  const changed = (event: Event) => {
    if (event.type === CHANGED || (event.target as Element).matches('input.pick')) onChange()
  }
  for (const name of [CHANGED, 'change']) document.addEventListener(name, changed)
  return () => {
    for (const name of [CHANGED, 'change']) document.removeEventListener(name, changed)
  }
}

/** The ids of the chosen photos, in the order of the sheet. */
export function useChosen(): string[] {
  const ids = useSyncExternalStore(subscribe, idsNow, () => '')
  return ids ? ids.split(' ') : []
}
