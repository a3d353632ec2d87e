/** A box on a fault, in shares of the picture, 0 to 1. */
export type Box = { x: number; y: number; width: number; height: number }
export type Point = { x: number; y: number }

/** A press without a drag is no box. */
export const SMALLEST = 0.015
/** What a key moves or stretches the box by. */
export const STEP = 0.01

const within = (value: number, least = 0, most = 1) => Math.min(most, Math.max(least, value))

/** The box with these two opposite corners, inside the picture. */
export function boxBetween(from: Point, to: Point): Box {
  const [left, right] = [within(Math.min(from.x, to.x)), within(Math.max(from.x, to.x))]
  const [top, bottom] = [within(Math.min(from.y, to.y)), within(Math.max(from.y, to.y))]
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** The same box elsewhere; at an edge of the picture it stops. */
export const moveBox = (box: Box, dx: number, dy: number): Box => ({
  ...box,
  x: within(box.x + dx, 0, 1 - box.width),
  y: within(box.y + dy, 0, 1 - box.height),
})

/** The box with its lower right corner moved; never smaller than `SMALLEST`, never over the edge. */
export const growBox = (box: Box, dx: number, dy: number): Box => ({
  ...box,
  width: within(box.width + dx, SMALLEST, 1 - box.x),
  height: within(box.height + dy, SMALLEST, 1 - box.y),
})

/** Where a box begins that is placed by key or by touch: a third of what is seen, in its middle. */
export const boxAround = (middle: Point, size = 0.3): Box => moveBox({ x: middle.x - size / 2, y: middle.y - size / 2, width: size, height: size }, 0, 0)

export const isTooSmall = (box: Box) => box.width < SMALLEST || box.height < SMALLEST

/** As the form posts it: at most six decimals. */
export const shareText = (share: number) => String(Math.round(share * 1e6) / 1e6)
