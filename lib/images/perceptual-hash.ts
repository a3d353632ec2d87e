const SIDE = 32
const LOW = 8

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
  const bits = low.reduce((hash, value) => (hash << 1n) | (value > median ? 1n : 0n), 0n)
  return BigInt.asIntN(64, bits)
}
