'use client'

import { type PointerEvent, useRef } from 'react'
import { Icon } from '@/components/ui/icon'
import type { DeskWords } from './review-desk'

/** In shares of the picture, 0 to 1. */
export type Box = { x: number; y: number; width: number; height: number }

type Props = {
  photo: { src: string; widthPx: number; heightPx: number }
  words: DeskWords
  box: Box | null
  onBox: (box: Box | null) => void
  label: string | null
  drawing: boolean
  onDrawing: (drawing: boolean) => void
  zoomed: boolean
  onZoomed: (zoomed: boolean) => void
}

const SMALLEST = 0.01 // A click is not a box.

/** The picture as large as the window allows, and the box drawn on its fault: with the mouse at once, with a finger after the button. */
export function Stage({ photo, words, box, onBox, label, drawing, onDrawing, zoomed, onZoomed }: Props) {
  const picture = useRef<HTMLDivElement>(null)
  const start = useRef<{ x: number; y: number } | null>(null)
  const share = (event: PointerEvent) => {
    const { left, top, width, height } = picture.current?.getBoundingClientRect() ?? new DOMRect()
    const within = (value: number) => Math.min(1, Math.max(0, value))
    return { x: within((event.clientX - left) / width), y: within((event.clientY - top) / height) }
  }
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || (zoomed && !drawing) || (event.pointerType !== 'mouse' && !drawing)) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = share(event)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!start.current) return
    const { x, y } = share(event)
    onBox({ x: Math.min(x, start.current.x), y: Math.min(y, start.current.y), width: Math.abs(x - start.current.x), height: Math.abs(y - start.current.y) })
  }
  const onPointerUp = () => {
    if (!start.current) return
    start.current = null
    onDrawing(false)
    if (box && (box.width < SMALLEST || box.height < SMALLEST)) onBox(null)
  }
  const percent = (part: number) => `${part * 100}%`
  const ratio = photo.widthPx / photo.heightPx
  return (
    <main id="main" tabIndex={-1} className="desk-stage">
      <div className={`desk-scroll ${zoomed ? 'is-zoomed' : ''}`}>
        <div
          ref={picture}
          className={`desk-picture ${drawing ? 'is-drawing' : ''}`}
          style={{ aspectRatio: ratio, '--ratio': ratio } as React.CSSProperties}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={onPointerUp}
        >
          <img src={photo.src} alt={words.alt} draggable={false} className="block h-full w-full rounded-photo" />
          {box && (
            <span
              className="pointer-events-none absolute border-2 border-bad"
              style={{ left: percent(box.x), top: percent(box.y), width: percent(box.width), height: percent(box.height) }}
            >
              {label && (
                <span className="absolute bottom-full -left-0.5 mb-0.5 rounded-t-[2px] bg-bad px-2 py-1 text-sm font-semibold whitespace-nowrap text-night">
                  {label}
                </span>
              )}
            </span>
          )}
        </div>
      </div>
      <div className="desk-tools">
        <button type="button" aria-pressed={zoomed} aria-label={words.zoom} title={words.zoom} onClick={() => onZoomed(!zoomed)}>
          <Icon name="zoom-in" />
          <kbd aria-hidden>Z</kbd>
        </button>
        <button type="button" aria-pressed={drawing} aria-label={words.box} title={words.box} onClick={() => onDrawing(!drawing)}>
          <Icon name="square-dashed" />
          <kbd aria-hidden>B</kbd>
        </button>
        {box && (
          <button type="button" aria-label={words.boxClear} title={words.boxClear} onClick={() => onBox(null)}>
            <Icon name="x" />
          </button>
        )}
      </div>
      {drawing && (
        <p role="status" className="absolute inset-x-0 top-3 mx-auto w-fit rounded-control bg-night px-4 py-2">
          {words.boxHelp}
        </p>
      )}
    </main>
  )
}
