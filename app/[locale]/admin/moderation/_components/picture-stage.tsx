'use client'

import { type CSSProperties, type PointerEvent, type RefObject, useRef } from 'react'
import type { Box, Point } from './box'
import type { DeskWords } from './desk-words'
import { EarlierBox, FaultBox, useBoxDrawing } from './fault-box'
import type { Before } from './use-open-photo'

/** What is seen of the picture, in shares of it: a box placed by key begins there. */
export type Sight = { middle: Point; size: number }
export const wholeInSight: Sight = { middle: { x: 0.5, y: 0.5 }, size: 0.3 }

export type StageProps = {
  photo: { id: string; src: string; alt: string; ground: string | undefined; widthPx: number; heightPx: number }
  words: DeskWords
  box: Box | null
  before: Before | null
  onBox: (box: Box | null) => void
  label: string | null
  drawing: boolean
  onDone: () => void
  onCancel: () => void
}

/** The picture as large as the window allows. The mouse draws at once; where it was last is where a closer look begins. */
export function PictureStage({ photo, words, box, before, onBox, label, drawing, onDone, onCancel, point }: StageProps & { point: RefObject<Point> }) {
  const picture = useRef<HTMLDivElement>(null)
  const draw = useBoxDrawing(picture, box, onBox, (event) => drawing || event.pointerType === 'mouse')
  const ratio = photo.widthPx / photo.heightPx
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    point.current = { x: (event.clientX - left) / width, y: (event.clientY - top) / height }
    draw.onPointerMove(event)
  }
  return (
    <div className="desk-scroll">
      <div
        ref={picture}
        className={`desk-picture ${drawing ? 'is-drawing' : ''}`}
        style={{ aspectRatio: ratio, '--ratio': ratio } as CSSProperties}
        {...draw}
        onPointerMove={onPointerMove}
      >
        <img
          key={photo.id}
          src={photo.src}
          alt={photo.alt}
          draggable={false}
          decoding="sync"
          className="block h-full w-full rounded-photo bg-wash bg-cover"
          style={{ backgroundImage: photo.ground && `url(${photo.ground})` }}
        />
        {before && !box && <EarlierBox {...before} />}
        {box && <FaultBox box={box} label={label} help={words.boxKeys} drawing={drawing} onBox={onBox} onDone={onDone} onCancel={onCancel} />}
      </div>
    </div>
  )
}
