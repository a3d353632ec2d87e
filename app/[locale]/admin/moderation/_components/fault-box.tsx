'use client'

import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { type Box, boxBetween, growBox, isTooSmall, moveBox, type Point, STEP } from './box'

const CORNERS = ['nw', 'ne', 'sw', 'se'] as const
const ARROWS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

type Drag = { from: Point; moved: Box | null }

/** The opposite corner: the one that stays where it is while `corner` is pulled. */
const anchor = (box: Box, corner: string): Point => ({
  x: corner.endsWith('w') ? box.x + box.width : box.x,
  y: corner.startsWith('n') ? box.y + box.height : box.y,
})

/**
 * Handlers for the element that holds the picture. A drag draws a box; a drag on the box moves it, on a corner of it stretches it.
 * `mayDraw` says which presses begin one: a mouse draws at once, a finger only after the button, so that it can still scroll.
 */
export function useBoxDrawing(
  picture: RefObject<HTMLElement | null>,
  box: Box | null,
  onBox: (box: Box | null) => void,
  mayDraw: (event: PointerEvent) => boolean,
) {
  const drag = useRef<Drag | null>(null)
  const pointOf = (event: PointerEvent): Point => {
    const { left, top, width, height } = picture.current?.getBoundingClientRect() ?? new DOMRect()
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height }
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || !mayDraw(event)) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const handle = event.target instanceof HTMLElement ? event.target.dataset.box : undefined
    if (box && handle === 'whole') drag.current = { from: pointOf(event), moved: box }
    else drag.current = { from: box && handle ? anchor(box, handle) : pointOf(event), moved: null }
    event.preventDefault()
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!drag.current) return
    const { from, moved } = drag.current
    const to = pointOf(event)
    onBox(moved ? moveBox(moved, to.x - from.x, to.y - from.y) : boxBetween(from, to))
  }
  const onPointerUp = () => {
    if (!drag.current) return
    drag.current = null
    if (box && isTooSmall(box)) onBox(null)
  }
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp }
}

const percent = (share: number) => `${share * 100}%`
const placeOf = (box: Box) => ({ left: percent(box.x), top: percent(box.y), width: percent(box.width), height: percent(box.height) })
const Label = ({ box, children }: { box: Box; children: string }) => <span className={`fault-label ${box.y < 0.06 ? 'is-under' : ''}`}>{children}</span>

/** A box somebody drew before: to look at. */
export const EarlierBox = ({ box, label }: { box: Box; label: string }) => (
  <span className="fault-box is-before" style={placeOf(box)}>
    <Label box={box}>{label}</Label>
  </span>
)

type Props = {
  box: Box
  /** What the box is drawn for, in words; null while no reason is chosen. */
  label: string | null
  help: string
  drawing: boolean
  onBox: (box: Box) => void
  onDone: () => void
  onCancel: () => void
}

/** The box itself. While it is drawn it has corners to pull and takes the arrow keys: alone they move it, with Shift they stretch it. */
export function FaultBox({ box, label, help, drawing, onBox, onDone, onCancel }: Props) {
  const frame = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (drawing) frame.current?.focus({ preventScroll: true })
  }, [drawing])
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key]
    if (arrow) onBox((event.shiftKey ? growBox : moveBox)(box, arrow[0] * STEP, arrow[1] * STEP))
    else if (event.key === 'Enter' || event.key.toLowerCase() === 'b') onDone()
    else if (event.key === 'Escape' || event.key === 'Delete' || event.key === 'Backspace') onCancel()
    else return
    event.preventDefault() // Neither the page nor the desk's own keys take it.
  }
  const place = placeOf(box)
  const tag = label && <Label box={box}>{label}</Label>
  if (!drawing)
    return (
      <span className="fault-box" style={place}>
        {tag}
      </span>
    )
  return (
    <button ref={frame} type="button" data-box="whole" aria-label={help} onKeyDown={onKeyDown} className="fault-box is-drawing" style={place}>
      {tag}
      {CORNERS.map((corner) => (
        <span key={corner} data-box={corner} className={`fault-corner is-${corner}`} />
      ))}
    </button>
  )
}
