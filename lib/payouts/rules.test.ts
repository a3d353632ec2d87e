import { expect, test } from 'vitest'
import { TRANSFER_MAX_XOF, takeRevenues } from './rules'

const revenues = (...amounts: number[]) => amounts.map((amountXof) => ({ amountXof }))

test('a payout takes every revenue, less what was kept back for debts', () => {
  expect(takeRevenues(revenues(8_000, 4_000), 0)).toMatchObject({ amountXof: 12_000 })
  expect(takeRevenues(revenues(8_000, 4_000), 5_000)).toEqual({ taken: revenues(8_000, 4_000), amountXof: 7_000 })
})

test('above the cap the oldest go first and the rest waits', () => {
  const { taken, amountXof } = takeRevenues(revenues(1_000_000, 400_000, 200_000, 5_000), 0)
  expect(taken).toEqual(revenues(1_000_000, 400_000))
  expect(amountXof).toBeLessThanOrEqual(TRANSFER_MAX_XOF)
})

test('nothing available is nothing', () => expect(takeRevenues([], 0)).toEqual({ taken: [], amountXof: 0 }))
