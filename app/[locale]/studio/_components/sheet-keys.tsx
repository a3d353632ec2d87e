'use client'

import { useEffect } from 'react'
import { boxes, tick, useChosen } from './chosen'
import { fill } from './fill'

const LONG_PRESS_MS = 450
const MOVED_PX = 10

type Words = { none: string; one: string; many: string; keys: string }

/** Makes the tick boxes of the sheet a light table's: ranges with shift, arrows through the frames, a long press on touch. Says the count aloud. Without script the boxes still work. */
export function SheetKeys({ ids, words }: { ids: readonly string[]; words: Words }) {
  const chosen = useChosen().length
  const shown = ids.join(' ')
  useEffect(() => listen(), [])
  useEffect(() => {
    if (shown) rove(boxes()[0] ?? null) // The frames of a new page: the first is the one Tab leads to.
  }, [shown])
  return (
    <>
      <p role="status" className="sr-only">
        {fill(chosen === 0 ? words.none : chosen === 1 ? words.one : words.many, { count: chosen })}
      </p>
      <p className="sheet-keys mt-3 text-sm text-muted">{words.keys}</p>
    </>
  )
}

const frameOf = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('.contact-sheet .frame:has(.pick)') : null)
const boxIn = (frame: Element) => frame.querySelector<HTMLInputElement>('input.pick')
const linkIn = (frame: Element) => frame.querySelector<HTMLAnchorElement>('.frame-caption a')
const isText = (target: EventTarget | null) => target instanceof Element && target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select')

/** One frame of the sheet is a stop for Tab, and the others are reached from it by arrows: Tab leads on to the bar. */
function rove(to: HTMLInputElement | null) {
  if (!to) return
  for (const box of boxes()) {
    const index = box === to ? 0 : -1
    box.tabIndex = index
    for (const link of box.closest('.frame')?.querySelectorAll('a') ?? []) link.tabIndex = index
  }
}

function listen() {
  let anchor: HTMLInputElement | null = null // Where a range begins.
  let held: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | null = null
  let swallow = false // The click that follows a long press.
  let byTouch = false
  const stop = new AbortController()
  const on = <K extends keyof DocumentEventMap>(name: K, act: (event: DocumentEventMap[K]) => void) =>
    document.addEventListener(name, act, { signal: stop.signal, capture: true })

  const range = (to: HTMLInputElement, state: boolean) => {
    const all = boxes()
    const [from, until] = [all.indexOf(anchor && all.includes(anchor) ? anchor : to), all.indexOf(to)]
    tick(all.slice(Math.min(from, until), Math.max(from, until) + 1), state)
  }
  const toggle = (box: HTMLInputElement) => {
    anchor = box
    tick([box], !box.checked)
  }
  const letGo = () => {
    if (held) clearTimeout(held.timer)
    held = null
  }

  on('click', (event) => {
    const frame = frameOf(event.target)
    const box = frame && boxIn(frame)
    if (!box) return
    if (swallow) {
      swallow = false
      event.preventDefault()
      return
    }
    if (event.target === box) {
      if (event.shiftKey) range(box, box.checked)
      anchor = box
      return
    }
    if (!(event.target instanceof Element) || event.target !== linkIn(frame)) return
    const picture = frame.querySelector('.frame-picture')?.getBoundingClientRect()
    const onPicture = picture && event.clientY <= picture.bottom // The title stays a link like any other: a new tab with ctrl.
    if (event.shiftKey) range(box, true)
    else if ((event.ctrlKey || event.metaKey) && onPicture) toggle(box)
    else if (byTouch && boxes().some(({ checked }) => checked)) toggle(box)
    else return
    event.preventDefault()
  })
  on('pointerdown', (event) => {
    byTouch = event.pointerType === 'touch'
    swallow = false
    letGo()
    const frame = frameOf(event.target)
    const box = frame && boxIn(frame)
    if (!byTouch || !box || event.target === box) return
    const timer = setTimeout(() => {
      held = null
      swallow = true
      toggle(box)
    }, LONG_PRESS_MS)
    held = { timer, x: event.clientX, y: event.clientY }
  })
  on('pointermove', (event) => {
    if (held && Math.hypot(event.clientX - held.x, event.clientY - held.y) > MOVED_PX) letGo()
  })
  on('pointerup', letGo)
  on('pointercancel', letGo)
  on('contextmenu', (event) => {
    if (byTouch && (held || swallow) && frameOf(event.target)) event.preventDefault() // Else the long press opens the link's menu.
  })
  on('focusin', (event) => {
    const frame = frameOf(event.target)
    if (frame) rove(boxIn(frame))
  })
  on('keydown', (event) => {
    const frame = frameOf(event.target)
    const inDialog = event.target instanceof Element && event.target.closest('dialog')
    if (inDialog || event.altKey) return
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a' && (frame || event.target === document.body)) {
      tick(boxes(), true)
      event.preventDefault()
    } else if (event.key === 'Escape' && !isText(event.target) && boxes().some(({ checked }) => checked)) {
      tick(boxes(), false)
      anchor = null
    } else if (frame) onFrame(event, frame)
  })

  const onFrame = (event: KeyboardEvent, frame: HTMLElement) => {
    const box = boxIn(frame)
    if (!box || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter' && event.target === box) {
      linkIn(frame)?.click() // Else a box of a form sends it.
    } else if (event.key === ' ' && event.target !== box) {
      toggle(box)
    } else if (event.key === ' ' && event.shiftKey) {
      range(box, true)
    } else {
      const to = neighbour(frame, event.key)
      const next = to && boxIn(to)
      if (!to || !next) return
      if (event.shiftKey) {
        anchor ??= box
        tick(boxes(), false)
        range(next, true)
      } else anchor = next
      const target = event.target === box ? next : linkIn(to)
      target?.focus()
      to.scrollIntoView({ block: 'nearest' })
    }
    event.preventDefault()
  }
  return () => stop.abort()
}

/** The frame an arrow leads to: before or after in the sheet, or the nearest across in the row above or below. */
function neighbour(frame: HTMLElement, key: string): HTMLElement | null {
  const frames = boxes().flatMap((box) => box.closest<HTMLElement>('.frame') ?? [])
  const at = frames.indexOf(frame)
  if (key === 'ArrowRight') return frames[at + 1] ?? null
  if (key === 'ArrowLeft') return frames[at - 1] ?? null
  if (key === 'Home') return frames[0] ?? null
  if (key === 'End') return frames.at(-1) ?? null
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null
  const middle = (one: HTMLElement) => one.offsetLeft + one.offsetWidth / 2
  const bottom = (one: HTMLElement) => one.offsetTop + one.offsetHeight
  // Frames of a row share a line; which edge depends on how the sheet is laid out, so rows are told apart by not overlapping.
  const beyond = frames.filter((one) => (key === 'ArrowDown' ? one.offsetTop >= bottom(frame) : bottom(one) <= frame.offsetTop))
  const row = key === 'ArrowDown' ? beyond[0] : beyond.at(-1)
  if (!row) return null
  const sameRow = beyond.filter((one) => one.offsetTop < bottom(row) && bottom(one) > row.offsetTop)
  return sameRow.reduce((best, one) => (Math.abs(middle(one) - middle(frame)) < Math.abs(middle(best) - middle(frame)) ? one : best))
}
