'use client'

import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Locale } from '@/lib/actor'
import type { Point } from './box'
import { EarlierBox, FaultBox, useBoxDrawing } from './fault-box'
import { Locator } from './locator'
import type { Sight, StageProps } from './picture-stage'
import { keepInside, type Tiling, tilePlace, tilesIn, type View } from './tiles'
import { useInspection } from './use-inspection'
import { useKeys } from './use-keys'

/** The original at 100 %, a pixel of it on a pixel of the screen: only the tiles that are seen are loaded, over the preview while they come. */
export function CloseLook({
  photo,
  words,
  box,
  before,
  onBox,
  label,
  drawing,
  onDone,
  onCancel,
  at,
  sight,
  locale,
}: StageProps & { at: Point; sight: RefObject<Sight>; locale: Locale }) {
  const inspection = useInspection(photo.id, locale, words.lost)
  const frame = useRef<HTMLDivElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const { view, moveTo, moveBy, scale } = useView(frame, photo, at)
  const draw = useBoxDrawing(sheet, box, onBox, () => drawing)
  const pan = usePan(moveBy, scale, drawing)

  useEffect(() => {
    sight.current = {
      middle: { x: (view.x + view.width / 2) / photo.widthPx, y: (view.y + view.height / 2) / photo.heightPx },
      size: view.width / photo.widthPx / 3,
    }
  })
  const by = (dx: number, dy: number, share: number) => () => moveBy(dx * view.width * share, dy * view.height * share)
  const arrows = { arrowleft: [-1, 0], arrowright: [1, 0], arrowup: [0, -1], arrowdown: [0, 1] } as const
  useKeys(
    Object.fromEntries(Object.entries(arrows).flatMap(([key, [dx, dy]]) => [[key, by(dx, dy, 0.15)] as const, [`shift+${key}`, by(dx, dy, 0.9)] as const])),
    {
      held: true,
    },
  )

  const ready = inspection.state === 'ready' ? inspection : null
  const css = (pixels: number) => `${pixels / scale}px`
  return (
    <div ref={frame} className={`close-look ${drawing ? 'is-drawing' : ''}`} {...(drawing ? {} : pan)}>
      <div
        ref={sheet}
        className="close-sheet"
        style={{ width: css(photo.widthPx), height: css(photo.heightPx), transform: `translate(${css(-view.x)}, ${css(-view.y)})` }}
        {...(drawing ? draw : {})}
      >
        <img src={photo.src} alt={photo.alt} draggable={false} className="size-full" />
        {ready && view.width > 0 && <Tiles photoId={photo.id} tiling={ready} view={view} scale={scale} />}
        {before && !box && <EarlierBox {...before} />}
        {box && <FaultBox box={box} label={label} help={words.boxKeys} drawing={drawing} onBox={onBox} onDone={onDone} onCancel={onCancel} />}
      </div>
      <Locator src={photo.src} view={view} whole={photo} onPoint={(point) => moveTo({ x: point.x * photo.widthPx, y: point.y * photo.heightPx })} />
      {!ready && (
        <p role={inspection.state === 'failed' ? 'alert' : 'status'} className="desk-word">
          {inspection.state === 'failed' ? inspection.words : words.cutting}
        </p>
      )}
    </div>
  )
}

/** The tiles of this window and those seen before it: they are not fetched twice, the server lets none be kept. */
function Tiles({ photoId, tiling, view, scale }: { photoId: string; tiling: Tiling; view: View; scale: number }) {
  const [seen, setSeen] = useState<readonly string[]>([])
  const fresh = tilesIn(view, tiling).filter((tile) => !seen.includes(tile))
  if (fresh.length) setSeen([...seen, ...fresh])
  return seen.map((tile) => {
    const { x, y, width, height } = tilePlace(tile, tiling)
    return (
      <img
        key={tile}
        src={`/api/desk/photos/${photoId}/tiles/${tile}`}
        alt=""
        draggable={false}
        className="close-tile"
        style={{ left: x / scale, top: y / scale, width: width / scale, height: height / scale }}
      />
    )
  })
}

/** The window on the original, in its pixels: as large as its frame, begun at `at`, kept over the picture. `scale` is pixels of the screen in one of CSS. */
function useView(frame: RefObject<HTMLElement | null>, photo: { widthPx: number; heightPx: number }, at: Point) {
  const [size, setSize] = useState({ width: 0, height: 0, scale: 1 })
  const [middle, setMiddle] = useState({ x: at.x * photo.widthPx, y: at.y * photo.heightPx })
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight, scale: devicePixelRatio })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  const [width, height] = [size.width * size.scale, size.height * size.scale]
  const view = keepInside({ x: middle.x - width / 2, y: middle.y - height / 2, width, height }, photo)
  // From where it stands, not from where it was pushed to: at an edge the way back begins at once.
  const moveBy = (dx: number, dy: number) => setMiddle({ x: view.x + width / 2 + dx, y: view.y + height / 2 + dy })
  return { view, scale: size.scale, moveTo: setMiddle, moveBy }
}

/** The picture is pulled by mouse or finger, and pushed by the wheel. */
function usePan(moveBy: (dx: number, dy: number) => void, scale: number, still: boolean) {
  const last = useRef<Point | null>(null)
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || still) return
      event.currentTarget.setPointerCapture(event.pointerId)
      last.current = { x: event.clientX, y: event.clientY }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!last.current) return
      moveBy((last.current.x - event.clientX) * scale, (last.current.y - event.clientY) * scale)
      last.current = { x: event.clientX, y: event.clientY }
    },
    onPointerUp: () => {
      last.current = null
    },
    onPointerCancel: () => {
      last.current = null
    },
    onWheel: (event: React.WheelEvent) => moveBy(event.deltaX * scale, event.deltaY * scale),
  }
}
