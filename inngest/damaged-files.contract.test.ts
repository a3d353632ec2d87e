import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { refusalKeys } from '@/lib/images/refusal'
import { openImageChildren } from './image-children'

const SEED = 20_261_122
const FILES = 300

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function random(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One of each kind a camera or a program may write. */
async function goodFiles() {
  const pixels = Buffer.alloc(480 * 360 * 3)
  const next = random(1)
  for (let at = 0; at < pixels.length; at++) pixels[at] = (Math.sin(at / 900) * 0.5 + 0.5) * 200 + next() * 55
  const picture = () => sharp(pixels, { raw: { width: 480, height: 360, channels: 3 } })
  return Promise.all([
    picture().jpeg().toBuffer(),
    picture().jpeg({ progressive: true }).toBuffer(),
    picture().withMetadata({ orientation: 6 }).withIccProfile('p3').jpeg().toBuffer(),
    picture().toColourspace('cmyk').jpeg().toBuffer(),
    picture().png().toBuffer(),
    picture().png({ progressive: true }).toBuffer(),
    picture().png({ palette: true }).toBuffer(),
    picture().toColourspace('rgb16').png().toBuffer(),
  ])
}

/** Cut, flipped, overwritten, spliced with another file, or with a length field changed. */
function damage(file: Buffer, other: Buffer, next: () => number) {
  const at = (length: number) => Math.floor(next() * length)
  const kind = at(6)
  const bytes = Buffer.from(file)
  if (kind === 0) return bytes.subarray(0, at(bytes.length))
  if (kind === 1) for (let flips = at(40) + 1; flips > 0; flips--) bytes[at(bytes.length)] = at(256)
  if (kind === 2) bytes.fill(at(256), at(bytes.length), at(bytes.length))
  if (kind === 3) return Buffer.concat([bytes.subarray(0, at(bytes.length)), other.subarray(at(other.length))])
  if (kind === 4) bytes.writeUInt16BE(at(65_536), at(Math.min(600, bytes.length - 2))) // Lengths and dimensions stand near the front.
  if (kind === 5) return Buffer.concat([bytes, bytes.subarray(at(bytes.length))])
  return bytes
}

test(`${FILES} damaged files are each drawn or refused in words, by processes that never end`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pouire-damaged-'))
  const children = openImageChildren({ size: 2 })
  try {
    const good = await goodFiles()
    const next = random(SEED)
    const files = Array.from({ length: FILES }, (_, index) =>
      damage(good[index % good.length] as Buffer, good[Math.floor(next() * good.length)] as Buffer, next),
    )
    const outcomes = await Promise.all(
      files.map(async (bytes, index) => {
        const own = join(folder, String(index))
        await mkdir(own)
        await writeFile(join(own, 'original'), bytes)
        const credit = { creator: 'Aïssata Koné', rights: '© Aïssata Koné', licenceUrl: 'https://pouire.test/licences' }
        return children.draw({ original: join(own, 'original'), folder: own, credit, minPixels: 1 }).then(
          () => 'drawn',
          (error) => error.key ?? String(error),
        )
      }),
    )
    const strange = outcomes.filter((outcome) => outcome !== 'drawn' && !refusalKeys.includes(outcome))
    expect(strange).toEqual([])
    expect(children.lost()).toBe(0)
    expect(outcomes.filter((outcome) => outcome === 'drawn').length).toBeGreaterThan(30) // Some damage is invisible to any decoder,
    expect(outcomes.filter((outcome) => outcome !== 'drawn').length).toBeGreaterThan(100) // but not most of it.
  } finally {
    await children.close()
    await rm(folder, { recursive: true })
  }
})
