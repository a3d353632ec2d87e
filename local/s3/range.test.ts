import { expect, test } from 'vitest'
import { plainRange } from './range'

test.each([
  ['bytes=10-19', 1000, 'bytes=10-19'],
  ['bytes=0-0', 1000, 'bytes=0-0'],
  ['bytes=990-', 1000, 'bytes=990-999'],
  ['bytes=990-5000', 1000, 'bytes=990-999'],
  ['bytes=-100', 1000, 'bytes=900-999'],
  ['bytes=-5000', 1000, 'bytes=0-999'],
  ['bytes=1000-', 1000, null],
  ['bytes=-0', 1000, null],
  ['bytes=0-0', 0, null],
  ['bytes=0-1,5-6', 1000, undefined],
  ['bytes=9-5', 1000, undefined],
  ['bytes=-', 1000, undefined],
  ['lines=1-2', 1000, undefined],
])('%s of %i bytes is read as %s', (header, sizeBytes, expected) => {
  expect(plainRange(header, sizeBytes)).toBe(expected)
})
