import type { schema } from '@/db'
import type { Machine } from '@/lib/audit/machine'

/*
1. A payout takes every available revenue, less debts, oldest first up to the provider's cap; at least 2 000 francs. The amount is never typed.
2. It is reserved in the transaction that asks for it; reserved money is the sum of open payouts.
3. An admin approves it, never the payee; above 500 000 francs two do.
4. Our id is committed before the provider is called. What timed out is asked about and never sent again; a retry is a new payout.
*/

export type PayoutStatus = (typeof schema.payoutStatus.enumValues)[number]
export type PayoutEvent = 'cancel' | 'reject' | 'approve' | 'submit' | 'confirm' | 'fail' | 'loseSight'

export const payoutMachine: Machine<PayoutStatus, PayoutEvent> = {
  cancel: { from: ['requested'], to: 'cancelled' }, // The payee.
  reject: { from: ['requested'], to: 'rejected' }, // An admin.
  approve: { from: ['requested'], to: 'approved' },
  submit: { from: ['approved'], to: 'submitted' },
  confirm: { from: ['submitted', 'unknown'], to: 'confirmed' },
  fail: { from: ['submitted', 'unknown'], to: 'failed' },
  loseSight: { from: ['submitted'], to: 'unknown' },
}

/** Under way: their money is reserved. */
export const openPayouts = ['requested', 'approved', 'submitted', 'unknown'] as const

/** The most one transfer may carry, in francs: the limit of CinetPay's sibling products, unconfirmed for this account. */
export const TRANSFER_MAX_XOF = 1_500_000
export const TWO_APPROVALS_ABOVE_XOF = 500_000
/** A transfer the provider does not know may still be on its way for this long. */
export const ABSENT_AFTER_MINUTES = 15

/** The revenues one payout takes, oldest first, and what it pays: what they come to, less `debtXof` that was already kept back from them. */
export function takeRevenues<R extends { amountXof: number }>(oldestFirst: R[], debtXof: number) {
  const taken: R[] = []
  let amountXof = 0 - debtXof
  for (const revenue of oldestFirst) {
    if (amountXof + revenue.amountXof > TRANSFER_MAX_XOF) break
    taken.push(revenue)
    amountXof += revenue.amountXof
  }
  return { taken, amountXof }
}
