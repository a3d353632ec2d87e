import { crc32 } from 'node:zlib'

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function random(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const HEAD_BYTES = 1_000 // Lengths, dimensions, tables and metadata stand here.

/** A damaged copy of `file`: bits flipped, cut, spliced with `other`, its header edited, a stretch overwritten or repeated. */
export function mutate(file: Buffer, other: Buffer, next: () => number): Buffer {
  const below = (limit: number) => Math.floor(next() * limit)
  const bytes = Buffer.from(file)
  const flip = (span: number) => {
    const at = below(Math.min(span, bytes.length))
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8))
  }
  switch (below(7)) {
    case 0: // Most of them: what one flaw does should be seen by itself.
      flip(bytes.length)
      return repaired(bytes, next)
    case 1:
      for (let flips = below(40) + 2; flips > 0; flips--) flip(bytes.length)
      return repaired(bytes, next)
    case 2:
      return bytes.subarray(0, below(bytes.length))
    case 3:
      return Buffer.concat([bytes.subarray(0, below(bytes.length)), other.subarray(below(other.length))])
    case 4:
      for (let edits = below(4) + 1; edits > 0; edits--) bytes.writeUInt16BE(below(65_536), below(Math.min(HEAD_BYTES, bytes.length - 2)))
      return repaired(bytes, next)
    case 5:
      return repaired(bytes.fill(below(256), below(bytes.length), below(bytes.length)), next)
    default: {
      const at = below(bytes.length)
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(below(at + 1), at), bytes.subarray(at)])
    }
  }
}

/** Every other PNG gets checksums that agree with what it now holds: else a decoder looks no further than them. */
function repaired(bytes: Buffer, next: () => number): Buffer {
  if (bytes[0] !== 0x89 || next() < 0.5) return bytes
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at)
    if (end + 4 > bytes.length) break
    bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, end)), end)
    at = end + 4
  }
  return bytes
}
