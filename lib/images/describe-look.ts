import { rgbaToThumbHash } from 'thumbhash'
import { dominantColours, toOklab } from './dominant-colours'
import { DIFFERENCES, differenceHash, mirrored, perceptualHash } from './perceptual-hash'
import { open, type Pixels } from './pixels'
import { sharpness } from './sharpness'

/** What is known of a picture from its pixels alone. The hashes of its mirror image are for finding it turned round; they are not stored. */
export type Look = {
  phash: bigint
  dhash: bigint
  mirrorPhash: bigint
  mirrorDhash: bigint
  thumbhash: string // Base64.
  colours: { hex: string; share: number }[]
  brightness: number // 0 black to 100 white.
  sharpness: number // 0 to 100.
}

/** The look of a picture, told from the smaller ones made of it: `upright` at most 1600 px, `small` at most 200 px. Costs some 20 ms. */
export async function describeLook(upright: Pixels, small: Pixels): Promise<Look> {
  const grey = (width: number, height: number) => open(small).resize(width, height, { fit: 'fill' }).toColourspace('b-w').raw().toBuffer()
  const [waves, steps, sample, thumbhash] = await Promise.all([
    grey(32, 32),
    grey(DIFFERENCES.width, DIFFERENCES.height),
    open(small).resize(64, 64, { fit: 'fill', kernel: 'nearest' }).raw().toBuffer(),
    placeholder(small),
  ])
  return {
    phash: perceptualHash(waves),
    dhash: differenceHash(steps),
    mirrorPhash: perceptualHash(mirrored(waves, 32)),
    mirrorDhash: differenceHash(mirrored(steps, DIFFERENCES.width)),
    thumbhash,
    colours: dominantColours(sample),
    brightness: brightness(sample),
    sharpness: sharpness(upright),
  }
}

/** The mean lightness an eye sees, 0 to 100. */
function brightness(rgb: Uint8Array) {
  let sum = 0
  for (let at = 0; at + 2 < rgb.length; at += 3) sum += toOklab(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0)[0]
  return Math.round((100 * sum) / (rgb.length / 3))
}

async function placeholder(small: Pixels) {
  const { data, info } = await open(small)
    .resize({ width: 100, height: 100, fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
}
