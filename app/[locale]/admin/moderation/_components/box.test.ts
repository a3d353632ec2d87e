import { expect, test } from 'vitest'
import { boxAround, boxBetween, growBox, isTooSmall, moveBox, SMALLEST, shareText } from './box'

const round = (box: object) => Object.fromEntries(Object.entries(box).map(([side, share]) => [side, Math.round(share * 1000) / 1000]))

test('a box is the same whichever corner it is drawn from, and ends at the edges of the picture', () => {
  const box = { x: 0.2, y: 0.3, width: 0.4, height: 0.5 }
  expect(round(boxBetween({ x: 0.2, y: 0.3 }, { x: 0.6, y: 0.8 }))).toEqual(box)
  expect(round(boxBetween({ x: 0.6, y: 0.3 }, { x: 0.2, y: 0.8 }))).toEqual(box)
  expect(round(boxBetween({ x: 0.9, y: 0.9 }, { x: 1.4, y: -2 }))).toEqual({ x: 0.9, y: 0, width: 0.1, height: 0.9 })
})

test('moved by key it keeps its size and stops at the edges', () => {
  const box = { x: 0.1, y: 0.1, width: 0.3, height: 0.3 }
  expect(round(moveBox(box, 0.05, -0.05))).toEqual({ x: 0.15, y: 0.05, width: 0.3, height: 0.3 })
  expect(round(moveBox(box, 5, -5))).toEqual({ x: 0.7, y: 0, width: 0.3, height: 0.3 })
})

test('stretched by key it stays inside the picture and never vanishes', () => {
  const box = { x: 0.5, y: 0.5, width: 0.3, height: 0.3 }
  expect(round(growBox(box, 5, -5))).toEqual({ x: 0.5, y: 0.5, width: 0.5, height: SMALLEST })
})

test('a box begun at a corner is wholly inside', () => {
  expect(round(boxAround({ x: 0, y: 1 }, 0.2))).toEqual({ x: 0, y: 0.8, width: 0.2, height: 0.2 })
})

test('a press without a drag is too small; shares are posted with at most six decimals', () => {
  expect(isTooSmall(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.505, y: 0.9 }))).toBe(true)
  expect(isTooSmall(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.6, y: 0.9 }))).toBe(false)
  expect([0, 1, 1 / 3, 0.0000004].map(shareText)).toEqual(['0', '1', '0.333333', '0'])
})
