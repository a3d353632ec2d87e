import { createHash } from 'node:crypto'
import { Refusal } from '@/lib/images/refusal'
import { pngChunks, SAMPLES } from './png-chunks'

/**
 * SHA-256 of what a decoder reads to make the pixels, everything else left out: two files with the same one show the same picture, bit for bit.
 * Compares a 24 MP photo in milliseconds where two decodes take a second. Throws a Refusal when the file's structure cannot be followed.
 */
export function codedPicture(file: Buffer): string {
  const hash = createHash('sha256')
  for (const part of file[0] === 0x89 ? pngParts(file) : jpegParts(file)) hash.update(part)
  return hash.digest('hex')
}

/** Every segment from SOI to EOI but the application's and comments; APP14 stays, since it says how the colours are coded. */
function* jpegParts(file: Buffer): Generator<Buffer> {
  let at = 2
  for (;;) {
    while (file[at] === 0xff && file[at + 1] === 0xff) at += 1 // Fill bytes.
    const marker = file[at + 1]
    if (marker === 0xd9) return
    if (file[at] !== 0xff || marker === undefined || at + 4 > file.length) throw new Refusal('notCleanable')
    const end = at + 2 + file.readUInt16BE(at + 2)
    const isMetadata = (marker >= 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe
    const next = marker === 0xda ? endOfScan(file, end) : end
    if (!isMetadata) yield file.subarray(at, next)
    at = next
  }
}

function endOfScan(file: Buffer, from: number) {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const marker = file[at + 1]
    const isData = marker === 0 || (marker !== undefined && marker >= 0xd0 && marker <= 0xd7) || marker === 0xff
    if (!isData) return at
  }
  throw new Refusal('notCleanable')
}

/** Chunks that make samples. Their lengths are left out, since data may be cut differently. */
function* pngParts(file: Buffer): Generator<Buffer> {
  for (const { type, data } of pngChunks(file)) if (SAMPLES.includes(type)) yield data
}
