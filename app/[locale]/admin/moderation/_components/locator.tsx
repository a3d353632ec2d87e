import type { PointerEvent } from 'react'
import type { Point } from './box'
import type { View } from './tiles'

const LONGEST_PX = 168

/** Where on the picture one is: a small map, pressed or dragged to go elsewhere. For the mouse and fingers; keys have the arrows. */
export function Locator({
  src,
  view,
  whole: { widthPx, heightPx },
  onPoint,
}: {
  src: string
  view: View
  whole: { widthPx: number; heightPx: number }
  onPoint: (point: Point) => void
}) {
  const point = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation() // The picture under the map stays where it is.
    if (!(event.buttons & 1)) return
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    event.currentTarget.setPointerCapture(event.pointerId)
    onPoint({ x: (event.clientX - left) / width, y: (event.clientY - top) / height })
  }
  const scale = LONGEST_PX / Math.max(widthPx, heightPx)
  const percent = (part: number, all: number) => `${Math.min(100, Math.max(0, (part / all) * 100))}%`
  return (
    <div aria-hidden className="close-map" style={{ width: widthPx * scale, height: heightPx * scale }} onPointerDown={point} onPointerMove={point}>
      <img src={src} alt="" draggable={false} className="size-full" />
      <span
        style={{
          left: percent(view.x, widthPx),
          top: percent(view.y, heightPx),
          width: percent(Math.min(view.width, widthPx), widthPx),
          height: percent(Math.min(view.height, heightPx), heightPx),
        }}
      />
    </div>
  )
}
