import { expect, test } from 'vitest'
import { eventOf, GIVE_UP_MS, mismatchOf, newTransactionId, nextCheckAt, type PaymentStatus, paymentMachine, reasonOf } from './rules'

const now = new Date('2026-11-22T12:00:00Z')
const attempt = { id: 'p', status: 'initiated' as PaymentStatus, amountXof: 12_500, currency: 'XOF', createdAt: now }
const truth = { verdict: 'accepted' as const, amountXof: 12_500, currency: 'XOF', metadata: 'p' }
const statuses: PaymentStatus[] = ['created', 'initiated', 'waiting', 'settled', 'owed', 'refused', 'timed_out', 'review']

test('ACCEPTED settles whatever is not settled or owed; what is under review waits for an admin', () => {
  const settles = (byAdmin: boolean) => statuses.filter((status) => eventOf({ ...attempt, status }, truth, byAdmin, now) === 'settle')
  expect(settles(false)).toEqual(['created', 'initiated', 'waiting', 'refused', 'timed_out'])
  expect(settles(true)).toEqual(['created', 'initiated', 'waiting', 'refused', 'timed_out', 'review'])
})

test('money of another amount, currency or id is for a human, and so is money whose amount is not told', () => {
  for (const other of [
    { amountXof: 12_499 },
    { amountXof: 12_501 },
    { amountXof: null },
    { currency: 'XAF' },
    { currency: null },
    { metadata: 'q' },
    { metadata: null },
  ]) {
    expect(eventOf(attempt, { ...truth, ...other }, true, now), JSON.stringify(other)).toBe('review')
  }
})

test('what differs is said with what came and what was expected', () => {
  expect(mismatchOf(attempt, truth)).toBe('')
  expect(mismatchOf(attempt, { ...truth, amountXof: 5_000 })).toBe('amount 5000 XOF, expected 12500 XOF')
  expect(mismatchOf(attempt, { ...truth, currency: 'EUR' })).toBe('amount 12500 EUR, expected 12500 XOF')
  expect(mismatchOf(attempt, { ...truth, amountXof: null, currency: null })).toBe('amount unknown of no currency, expected 12500 XOF')
  expect(mismatchOf(attempt, { ...truth, metadata: 'q' })).toBe('does not echo our id')
})

test('REFUSED ends what is open and changes nothing that was paid', () => {
  const refused = statuses.filter((status) => eventOf({ ...attempt, status }, { ...truth, verdict: 'refused' }, false, now) !== null)
  expect(refused).toEqual(['created', 'initiated', 'waiting'])
})

test('an attempt is given up after 72 hours, and only when the provider answered', () => {
  const old = { ...attempt, createdAt: new Date(now.getTime() - GIVE_UP_MS) }
  expect(eventOf(old, { ...truth, verdict: 'waiting' }, false, now)).toBe('timeOut')
  expect(eventOf(old, { ...truth, verdict: 'unknown' }, false, now)).toBe('timeOut')
  expect(eventOf(old, { ...truth, verdict: 'unavailable' }, false, now)).toBeNull()
  expect(eventOf(old, truth, false, now)).toBe('settle')
  expect(eventOf(attempt, { ...truth, verdict: 'unknown' }, false, now)).toBeNull()
})

test('nothing leads out of settled or owed', () => {
  for (const rule of Object.values(paymentMachine)) expect(rule.from).not.toEqual(expect.arrayContaining(['settled']))
  for (const rule of Object.values(paymentMachine)) expect(rule.from).not.toEqual(expect.arrayContaining(['owed']))
})

test('open payments are asked about each minute, then every five, then hourly', () => {
  const waitOf = (ageMinutes: number) => (nextCheckAt(new Date(now.getTime() - ageMinutes * 60_000), now).getTime() - now.getTime()) / 60_000
  expect([0, 14, 15, 60, 24 * 60 - 1, 24 * 60, 71 * 60].map(waitOf)).toEqual([1, 1, 5, 5, 5, 60, 60])
})

test('transaction ids have a shape the provider takes, and no two are alike', () => {
  const ids = Array.from({ length: 1_000 }, newTransactionId)
  for (const id of ids) expect(id).toMatch(/^[A-Z0-9-]{27}$/)
  expect(new Set(ids).size).toBe(1_000)
})

test('every failure has a reason to show', () => {
  expect(['602', '627', '606', '812', '999', null].map(reasonOf)).toEqual(['balance', 'cancelled', 'code', 'limits', 'refused', 'refused'])
})
