import type { schema } from '@/db'
import type { Machine } from '@/lib/audit/machine'

/*
1. Money moves from one account to another, in whole francs above zero; a balance is a sum of moves.
2. A move happens once for each source and reason: writing it again adds nothing.
3. Held, available and reserved are never below zero; clawback is never above: it is what a photographer owes.
4. A share becomes available thirty days after payment by the database's clock, and pays what its photographer owes first.
*/

export type RevenueStatus = (typeof schema.revenueStatus.enumValues)[number]
export type RevenueEvent = 'release' | 'reserve' | 'payOut' | 'return' | 'reverse'

export const revenueMachine: Machine<RevenueStatus, RevenueEvent> = {
  release: { from: ['held'], to: 'available' },
  reserve: { from: ['available'], to: 'reserved' },
  payOut: { from: ['reserved'], to: 'paid_out' },
  return: { from: ['reserved'], to: 'available' },
  reverse: { from: ['held', 'available', 'reserved', 'paid_out'], to: 'reversed' },
}

export type Pocket = 'held' | 'available' | 'reserved' | 'clawback'

export const provider = 'provider'
export const commission = 'platform:commission'
export const fees = 'platform:fees'
export const pocket = (photographerId: string, kind: Pocket) => `photographer:${photographerId}:${kind}`
export const owedTo = (buyerId: string) => `buyer:${buyerId}:owed`

/** How much of `amountXof` goes to pay a debt; `clawbackXof` is zero or less. */
export const debtPaidBy = (amountXof: number, clawbackXof: number) => Math.max(0, Math.min(amountXof, -clawbackXof))
