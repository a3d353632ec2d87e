import { expect, test } from 'vitest'
import { justify, type Measure } from './justify'

const desktop: Measure = { width: 1048, target: 258, gap: 8, lonePenalty: 0.4 }
const mixed = [1.5, 0.75, 1, 1.5, 0.8, 1.5, 1.33, 0.67, 2, 1.5, 0.75, 1, 1.5, 1.5, 0.8, 1.5, 1.5, 1, 0.7, 1.4, 1.5, 0.75, 1.78, 1.5]

/** Rows rebuilt from the places, as a browser would wrap them. */
function rows(ratios: number[], measure: Measure) {
  const places = justify(ratios, measure)
  const out: { height: number; width: number }[] = []
  for (let at = 0; at < places.length; ) {
    const length = (places[at]?.gaps ?? 0) + 1
    const row = places.slice(at, at + length)
    const free = measure.width - measure.gap * (length - 1)
    const widths = row.map((place) => place.share * free)
    out.push({ height: (widths[0] ?? 0) / (ratios[at] ?? 1), width: widths.reduce((a, b) => a + b, 0) + measure.gap * (length - 1) })
    at += length
  }
  return out
}

test('every photo has a place and no row is wider than the grid', () => {
  expect(justify(mixed, desktop)).toHaveLength(mixed.length)
  for (const row of rows(mixed, desktop)) expect(row.width).toBeLessThanOrEqual(desktop.width)
})

test('full rows fill the grid to the pixel and stay near the target height', () => {
  for (const row of rows(mixed, desktop).slice(0, -1)) {
    expect(row.width).toBeGreaterThan(desktop.width - 2)
    expect(Math.abs(Math.log(row.height / desktop.target))).toBeLessThan(Math.log(1.35))
  }
})

test('a short last row keeps the target height instead of growing', () => {
  const only = rows([1.5], desktop)
  expect(only).toHaveLength(1)
  expect(only[0]?.height).toBeGreaterThan(256)
  expect(only[0]?.height).toBeLessThanOrEqual(258)
})

test('nothing gives nothing', () => {
  expect(justify([], desktop)).toEqual([])
})
