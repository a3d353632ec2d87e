import type { Mask } from './watermark'

/** Brightness of a picture, 0 to 255, row by row. */
export type Grey = { data: Float64Array; width: number; height: number }

const SIDE = 512 // Of the Fourier transforms: at least as large as the mark.
const NEAR = 4 // Pixels around one that count as its surroundings.

type Spectrum = { re: Float64Array; im: Float64Array }

/**
 * Looks for a mark in crops of pictures without knowing where they were cut. `score` is by how many standard deviations the best place for the mark stands
 * out of all places: where there is none, the best is a chance. Crops and mark are of one scale, at most 512 px a side.
 */
export function markFinder({ rgba, width, height }: Mask) {
  const white = new Float64Array(width * height) // What the mark adds to black,
  const cover = new Float64Array(width * height) // and the share it takes of what lies below.
  for (let at = 0; at < cover.length; at++) {
    cover[at] = (rgba[at * 4 + 3] ?? 0) / 255
    white[at] = (rgba[at * 4] ?? 0) * (cover[at] ?? 0)
  }
  const [whites, covers] = [detailOf({ data: white, width, height }), detailOf({ data: cover, width, height })].map((detail) =>
    spectrum({ data: detail, width, height }),
  )

  return {
    score(crop: Grey): number {
      if (!whites || !covers) throw new Error('The mark has no spectrum.')
      const below = blurred(crop)
      const detail = crop.data.map((value, at) => value - (below[at] ?? 0))
      const rough = blurred({ ...crop, data: detail.map((value) => value * value) })
      const weighed = detail.map((value, at) => value / ((rough[at] ?? 0) + 10)) // Where the picture itself is restless, little is said by a pixel.
      const light = spectrum({ ...crop, data: weighed })
      const dark = spectrum({ ...crop, data: weighed.map((value, at) => value * (below[at] ?? 0)) })
      const product = { re: new Float64Array(SIDE * SIDE), im: new Float64Array(SIDE * SIDE) }
      for (let at = 0; at < SIDE * SIDE; at++) {
        addProduct(product, light, whites, at, 1)
        addProduct(product, dark, covers, at, -1)
      }
      // The mark's own places in the crop: what it would have changed there, times what is there.
      transform(product, -1)
      return standingOut(product.re, width - crop.width, height - crop.height)
    },
  }
}

/** conj(a) times b, added. */
function addProduct(to: Spectrum, a: Spectrum, b: Spectrum, at: number, sign: number) {
  const ar = a.re[at] as number
  const ai = a.im[at] as number
  const br = b.re[at] as number
  const bi = b.im[at] as number
  to.re[at] = (to.re[at] as number) + sign * (ar * br + ai * bi)
  to.im[at] = (to.im[at] as number) + sign * (ar * bi - ai * br)
}

function standingOut(surface: Float64Array, lastX: number, lastY: number) {
  let [count, sum, squares, most] = [0, 0, 0, -Infinity]
  for (let y = 0; y <= lastY; y++)
    for (let x = 0; x <= lastX; x++) {
      const value = surface[y * SIDE + x] ?? 0
      count += 1
      sum += value
      squares += value * value
      if (value > most) most = value
    }
  const mean = sum / count
  return (most - mean) / Math.sqrt(squares / count - mean * mean)
}

const detailOf = (grey: Grey) => {
  const below = blurred(grey)
  return grey.data.map((value, at) => value - (below[at] ?? 0))
}

/** The mean of a square around each pixel, smaller at the edges. */
function blurred({ data, width, height }: Grey): Float64Array {
  const along = (from: Float64Array, length: number, lines: number, step: number, lineStep: number) => {
    const to = new Float64Array(from.length)
    for (let line = 0; line < lines; line++) {
      let [sum, count] = [0, 0]
      for (let at = -NEAR; at < length; at++) {
        if (at + NEAR < length) {
          sum += from[line * lineStep + (at + NEAR) * step] ?? 0
          count += 1
        }
        if (at - NEAR - 1 >= 0) {
          sum -= from[line * lineStep + (at - NEAR - 1) * step] ?? 0
          count -= 1
        }
        if (at >= 0) to[line * lineStep + at * step] = sum / count
      }
    }
    return to
  }
  return along(along(data, width, height, 1, width), height, width, width, 1)
}

function spectrum({ data, width, height }: Grey): Spectrum {
  const field = { re: new Float64Array(SIDE * SIDE), im: new Float64Array(SIDE * SIDE) }
  for (let y = 0; y < height; y++) field.re.set(data.subarray(y * width, (y + 1) * width), y * SIDE)
  transform(field, 1)
  return field
}

/** The Fourier transform in two dimensions, in place; back with -1, but for a factor. */
function transform({ re, im }: Spectrum, sign: 1 | -1) {
  for (let line = 0; line < SIDE; line++) transformLine(re, im, line * SIDE, 1, sign)
  for (let line = 0; line < SIDE; line++) transformLine(re, im, line, SIDE, sign)
}

const [lineRe, lineIm] = [new Float64Array(SIDE), new Float64Array(SIDE)]
const reversed = Array.from({ length: SIDE }, (_, at) => {
  let [bits, back] = [at, 0]
  for (let size = 1; size < SIDE; size *= 2, bits >>= 1) back = (back << 1) | (bits & 1)
  return back
})
const cosines = Float64Array.from({ length: SIDE / 2 }, (_, at) => Math.cos((2 * Math.PI * at) / SIDE))
const sines = Float64Array.from({ length: SIDE / 2 }, (_, at) => Math.sin((2 * Math.PI * at) / SIDE))

/** Cooley and Tukey's, on one row or column. */
function transformLine(re: Float64Array, im: Float64Array, from: number, step: number, sign: 1 | -1) {
  for (let at = 0; at < SIDE; at++) {
    const source = from + (reversed[at] ?? 0) * step
    lineRe[at] = re[source] ?? 0
    lineIm[at] = im[source] ?? 0
  }
  for (let half = 1; half < SIDE; half *= 2) {
    const stride = SIDE / (half * 2)
    for (let start = 0; start < SIDE; start += half * 2)
      for (let at = start, turn = 0; at < start + half; at++, turn += stride) {
        const c = cosines[turn] as number
        const s = -sign * (sines[turn] as number)
        const tr = (lineRe[at + half] as number) * c - (lineIm[at + half] as number) * s
        const ti = (lineRe[at + half] as number) * s + (lineIm[at + half] as number) * c
        lineRe[at + half] = (lineRe[at] as number) - tr
        lineIm[at + half] = (lineIm[at] as number) - ti
        lineRe[at] = (lineRe[at] as number) + tr
        lineIm[at] = (lineIm[at] as number) + ti
      }
  }
  for (let at = 0; at < SIDE; at++) {
    re[from + at * step] = lineRe[at] as number
    im[from + at * step] = lineIm[at] as number
  }
}
