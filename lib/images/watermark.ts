import sharp from 'sharp'
import { mark, wordmark } from '@/lib/brand'
import type { Pixels } from './pixels'

export type Mask = { width: number; height: number; rgba: Buffer }

const TILE = { width: 480, height: 260 }

/**
 * The logo, tiled and turned, in white with a dark edge so that it shows on light and dark alike. Outlines, not text: without fonts text would be an empty mark.
 * Each tile is drawn where it stands: an SVG pattern that is turned is sampled from a small bitmap, and its edges come out dotted.
 */
function markSvg(width: number, height: number, scale: number) {
  const logo =
    `<g id="logo" transform="scale(1.7)"><path d="${mark.corners}"/><path fill-rule="evenodd" d="${mark.lozenge}"/>` +
    `<g transform="translate(35 3) scale(.95)"><path d="${wordmark.word}"/><path d="${wordmark.dot}"/></g></g>`
  const reach = (width + height) / scale // Turned about the corner, the tiles must still cover the far ones.
  const places: string[] = []
  for (let y = -reach; y < reach; y += TILE.height) {
    for (let x = -reach; x < reach; x += TILE.width) {
      for (const [dx, dy] of [
        [10, 30],
        [250, 160],
      ] as const)
        places.push(`<use href="#logo" x="${Math.round(x + dx)}" y="${Math.round(y + dy)}"/>`)
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${logo}</defs>
    <g transform="rotate(-30) scale(${scale})" fill="#fff" fill-opacity=".36" stroke="#000" stroke-opacity=".3" stroke-width=".8">${places.join('')}</g></svg>`
}

/** A mark of this size, rendered once per process. Must be called before the SVG loader is closed. Throws when the result is empty. */
export async function renderMark(width: number, height: number, scale: number): Promise<Mask> {
  const { data, info } = await sharp(Buffer.from(markSvg(width, height, scale)))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  let marked = 0
  for (let at = 3; at < data.length; at += 4) if (data[at]) marked += 1
  if (marked < width * height * 0.04) throw new Error('The watermark came out empty: pictures would be published unmarked.')
  return { width: info.width, height: info.height, rgba: data }
}

/** A copy of the picture with the mark over it; the part of the mask that fits is used. The picture is 3 channels of 8 bits, no larger than the mask. */
export function stamp(picture: Pixels, mask: Mask): Pixels {
  if (picture.width > mask.width || picture.height > mask.height) throw new Error('The picture is larger than its watermark.')
  const data = Buffer.from(picture.data)
  for (let y = 0; y < picture.height; y++) {
    let to = y * picture.width * 3
    let from = y * mask.width * 4
    for (let x = 0; x < picture.width; x++, to += 3, from += 4) {
      const alpha = mask.rgba[from + 3] ?? 0
      if (alpha === 0) continue
      for (let c = 0; c < 3; c++) {
        const below = data[to + c] ?? 0
        data[to + c] = below + Math.round((((mask.rgba[from + c] ?? 0) - below) * alpha) / 255)
      }
    }
  }
  return { ...picture, data }
}
