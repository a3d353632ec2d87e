import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { PHOTOS } from './corpus'
import { random } from './mutate'

/** A 24 MP photo: the one beside the project, or where it is missing one generated with as much detail. */
export async function photo24mp(): Promise<Buffer> {
  const real = join(PHOTOS, 'bench-24mp.jpg')
  if (existsSync(real)) return readFile(real)
  const next = random(24)
  const coarse = Buffer.from(Array.from({ length: 750 * 500 * 3 }, () => Math.floor(next() * 256)))
  return sharp(coarse, { raw: { width: 750, height: 500, channels: 3 } })
    .resize(6000, 4000)
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** The same photo at 50 MP. */
export const photo50mp = async () =>
  sharp(await photo24mp())
    .resize(8660, 5774, { fit: 'fill' })
    .jpeg({ quality: 92 })
    .toBuffer()

/** The same picture as a file nobody has sent yet: a comment in it differs. */
export function unsent(jpeg: Buffer): Buffer {
  const comment = Buffer.alloc(20)
  comment.writeUInt16BE(0xfffe, 0)
  comment.writeUInt16BE(18, 2)
  randomBytes(16).copy(comment, 4)
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)])
}
