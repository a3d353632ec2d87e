import { eq } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { assertNext, recordHistory } from '@/lib/audit/machine'
import { notFound } from '@/lib/errors'
import { lockPhotographer } from '@/lib/ledger/lock-photographer'
import { moveMoney } from '@/lib/ledger/move-money'
import { pocket, provider, type RevenueEvent, revenueMachine } from '@/lib/ledger/rules'
import { type PayoutEvent, payoutMachine } from './rules'

const { payouts, revenues } = schema
export type Payout = typeof payouts.$inferSelect

/** The payout, held with its photographer's money until the transaction ends. */
export async function lockPayout(tx: Tx, payoutId: string): Promise<Payout> {
  const [seen] = await tx.select({ photographerId: payouts.photographerId }).from(payouts).where(eq(payouts.id, payoutId))
  if (!seen) throw notFound()
  await lockPhotographer(tx, seen.photographerId)
  const [payout] = await tx.select().from(payouts).where(eq(payouts.id, payoutId)).for('update')
  if (!payout) throw notFound()
  return payout
}

/** The locked payout is in its next state, and its history says so. Throws `conflict` when the step is not in the table. */
export async function movePayout(
  tx: Tx,
  payout: Payout,
  event: PayoutEvent,
  actor: Actor,
  values: PgUpdateSetSource<typeof payouts> = {},
  cause?: string,
): Promise<Payout> {
  const to = assertNext(payoutMachine, payout.status, event)
  const [moved] = await tx
    .update(payouts)
    .set({ ...values, status: to })
    .where(eq(payouts.id, payout.id))
    .returning()
  await recordHistory(tx, { subject: 'payout', id: payout.id, from: payout.status, to, event, actor, cause })
  return moved ?? { ...payout, status: to }
}

/** The reserved money has gone to the photographer. */
export async function bookPaid(tx: Tx, payout: Payout, actor: Actor) {
  const from = pocket(payout.photographerId, 'reserved')
  await moveMoney(tx, [{ from, to: provider, amountXof: payout.amountXof, reason: 'payout_paid', sourceId: payout.id }])
  await moveRevenues(tx, payout, 'payOut', actor)
}

/** The reserved money can be asked for again. */
export async function bookReturned(tx: Tx, payout: Payout, actor: Actor) {
  const [from, to] = [pocket(payout.photographerId, 'reserved'), pocket(payout.photographerId, 'available')]
  await moveMoney(tx, [{ from, to, amountXof: payout.amountXof, reason: 'payout_returned', sourceId: payout.id }])
  await moveRevenues(tx, payout, 'return', actor)
}

async function moveRevenues(tx: Tx, payout: Payout, event: RevenueEvent, actor: Actor) {
  const reserved = await tx.select().from(revenues).where(eq(revenues.payoutId, payout.id)).for('update')
  for (const revenue of reserved.filter(({ status }) => status === 'reserved')) {
    const to = assertNext(revenueMachine, revenue.status, event)
    await tx
      .update(revenues)
      .set({ status: to, payoutId: event === 'return' ? null : payout.id })
      .where(eq(revenues.id, revenue.id))
    await recordHistory(tx, { subject: 'revenue', id: revenue.id, from: revenue.status, to, event, actor, cause: `payout ${payout.id}` })
  }
}
