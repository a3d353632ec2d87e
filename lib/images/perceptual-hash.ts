const SIDE = 32
const LOW = 8

/** Sides of the small grey picture a difference hash is taken of. */
export const DIFFERENCES = { width: 9, height: 8 }

const cosines = Array.from({ length: LOW }, (_, u) => Array.from({ length: SIDE }, (_, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * SIDE))))

/**
 * 64 bits that stay nearly the same when a picture is shrunk, recompressed or made lighter: the signs of its 64 lowest cosine
 * frequencies against their median. `grey` is 32 by 32 bytes. Signed, as PostgreSQL's bigint wants it.
 */
export function perceptualHash(grey: Uint8Array): bigint {
  if (grey.length !== SIDE * SIDE) throw new Error('A perceptual hash is taken of 32 by 32 grey bytes.')
  const rows = Array.from({ length: SIDE }, (_, y) => cosines.map((wave) => wave.reduce((sum, c, x) => sum + c * (grey[y * SIDE + x] ?? 0), 0)))
  const low = cosines.flatMap((wave) => Array.from({ length: LOW }, (_, u) => wave.reduce((sum, c, y) => sum + c * (rows[y]?.[u] ?? 0), 0)))
  const sorted = low.slice(1).sort((a, b) => a - b) // The first is the mean brightness, far above all others.
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  return signed(low.map((value) => value > median))
}

/** 64 bits that stay nearly the same even under a logo or a new border: where a picture grows lighter from left to right. `grey` is 9 by 8 bytes. */
export function differenceHash(grey: Uint8Array): bigint {
  const { width, height } = DIFFERENCES
  if (grey.length !== width * height) throw new Error('A difference hash is taken of 9 by 8 grey bytes.')
  const left = Array.from({ length: height }, (_, y) => Array.from({ length: width - 1 }, (_, x) => y * width + x)).flat()
  return signed(left.map((at) => (grey[at] ?? 0) < (grey[at + 1] ?? 0)))
}

/** The grey picture as a mirror shows it. */
export const mirrored = (grey: Uint8Array, width: number) => grey.map((_, at) => grey[at - (at % width) + width - 1 - (at % width)] ?? 0)

const signed = (bits: boolean[]) =>
  BigInt.asIntN(
    64,
    bits.reduce((hash, bit) => (hash << 1n) | (bit ? 1n : 0n), 0n),
  )
