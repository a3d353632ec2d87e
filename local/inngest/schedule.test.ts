import { expect, test } from 'vitest'
import { dueAt, parseDurationMs, retryAfterMs } from './durations'
import { latestTick, nextTick } from './schedule'

const at = (text: string) => new Date(text)

test.each([
  ['* * * * *', '2026-11-22T10:40:30Z', '2026-11-22T10:40:00Z', '2026-11-22T10:41:00Z'],
  ['* * * * *', '2026-11-22T10:40:00Z', '2026-11-22T10:40:00Z', '2026-11-22T10:41:00Z'],
  ['0 3 * * *', '2026-11-22T02:00:00Z', '2026-11-21T03:00:00Z', '2026-11-22T03:00:00Z'],
  ['@daily', '2026-11-22T02:00:00Z', '2026-11-22T00:00:00Z', '2026-11-23T00:00:00Z'],
  ['TZ=Europe/Paris 0 12 * * *', '2026-11-22T10:00:00Z', '2026-11-21T11:00:00Z', '2026-11-22T11:00:00Z'],
])('%s seen at %s ticked at %s and ticks next at %s', (cron, now, latest, next) => {
  expect([latestTick(cron, at(now)), nextTick(cron, at(now))]).toEqual([at(latest), at(next)])
})

test.each(['* * * * * *', '61 * * * *', '@every 5m', 'soon', ''])('the cron "%s" is refused', (cron) => {
  expect(() => nextTick(cron, new Date())).toThrow()
})

test('lengths of time and dates are read, anything else is refused', () => {
  const now = at('2026-11-22T10:00:00Z')
  expect(parseDurationMs('1w2d3h4m5s')).toBe(788_645_000)
  expect(dueAt('1m', now)).toEqual(at('2026-11-22T10:01:00Z'))
  expect(dueAt('2027-01-01T00:00:00Z', now)).toEqual(at('2027-01-01T00:00:00Z'))
  expect(() => dueAt('soon', now)).toThrow(/neither a length of time nor a date/)
  expect(() => parseDurationMs('5')).toThrow()
})

test('retry-after is kept between a second and a day', () => {
  const now = at('2026-11-22T10:00:00Z')
  expect([undefined, '3', '0', '999999', '2026-11-22T10:00:07Z', 'x'].map((header) => retryAfterMs(header, now))).toEqual([
    null,
    3_000,
    1_000,
    86_400_000,
    7_000,
    null,
  ])
})
