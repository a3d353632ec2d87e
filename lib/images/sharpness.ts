import type { Pixels } from './pixels'

const TILE = 64
// Measured on photographs at 1600 px: the same ones badly out of focus are near the first, crisp foliage is near the second.
const BLURRED = 2
const CRISP = 64

/** 0 to 100: how much fine detail the sharpest tenth of a picture holds. A portrait before a soft background is as sharp as its eyes. */
export function sharpness({ data, width, height }: Pixels): number {
  const [columns, rows] = [Math.max(1, Math.floor(width / TILE)), Math.max(1, Math.floor(height / TILE))]
  const sums = new Float64Array(columns * rows)
  const counts = new Float64Array(columns * rows)
  const line = width * 3
  // Every second line, and green alone, which is most of what an eye takes for light: half the work, the same answer.
  for (let y = 1; y < height - 1; y += 2) {
    const row = Math.min(rows - 1, Math.floor(y / TILE)) * columns
    for (let x = 1; x < width - 1; x++) {
      const at = y * line + x * 3 + 1
      const edge = 4 * (data[at] ?? 0) - (data[at - 3] ?? 0) - (data[at + 3] ?? 0) - (data[at - line] ?? 0) - (data[at + line] ?? 0)
      const tile = row + Math.min(columns - 1, Math.floor(x / TILE))
      sums[tile] = (sums[tile] ?? 0) + edge * edge
      counts[tile] = (counts[tile] ?? 0) + 1
    }
  }
  const detail = sums.map((sum, tile) => Math.sqrt(sum / Math.max(1, counts[tile] ?? 0))).sort()
  const best = detail[Math.floor(detail.length * 0.9)] ?? 0
  const score = (100 * Math.log2(Math.max(best, BLURRED) / BLURRED)) / Math.log2(CRISP / BLURRED)
  return Math.min(100, Math.round(score))
}
