import { expect, test } from 'vitest'
import { clock } from './clock'

test('a time is said as each language says it, where one asks for it', () => {
  const at = new Date('2026-11-22T08:05:00Z')
  expect(clock(at, 'fr', 'UTC')).toBe('8\u00a0h\u00a005')
  expect(clock(at, 'en', 'UTC')).toBe('08:05')
  expect(clock(at, 'fr', 'Africa/Nairobi')).toBe('11\u00a0h\u00a005')
  expect(clock(new Date('2026-11-22T00:00:00Z'), 'fr', 'UTC')).toBe('0\u00a0h\u00a000')
})
