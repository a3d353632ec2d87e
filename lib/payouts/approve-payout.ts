import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { db, schema, type Tx } from '@/db'
import { type Actor, isAdmin, isUser, type User } from '@/lib/actor'
import { assertNext } from '@/lib/audit/machine'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError, notFound } from '@/lib/errors'
import { payoutApproved } from '@/lib/events'
import { emit } from '@/lib/outbox'
import type { payoutInput } from './inputs'
import { lockPayout, movePayout, type Payout } from './move-payout'
import { payoutMachine, TWO_APPROVALS_ABOVE_XOF } from './rules'

const { payouts, photographers } = schema

/** An admin who is not the payee approves; above 500 000 francs the first approval is kept and a second admin's completes it. Throws `not_found`, `forbidden`, `conflict`. */
export async function approvePayout(actor: Actor, { payoutId }: z.infer<typeof payoutInput>) {
  if (!isUser(actor) || !isAdmin(actor)) throw notFound()
  return db.transaction(async (tx) => {
    const payout = await lockPayout(tx, payoutId)
    assertNext(payoutMachine, payout.status, 'approve')
    await assertNotPayee(tx, actor, payout)
    await recordAudit(tx, actor, { action: 'payout.approve', subject: 'payout', id: payout.id, after: { amountXof: payout.amountXof } })
    if (payout.amountXof > TWO_APPROVALS_ABOVE_XOF && !payout.approvedBy) return keepFirst(tx, actor, payout)
    if (payout.approvedBy === actor.userId) throw new AppError('conflict', 'payoutSecondAdmin')
    const approved = await movePayout(tx, payout, 'approve', actor, { approvedBy: actor.userId, approvedAt: new Date() })
    await emit(tx, payoutApproved, { payoutId })
    return approved
  })
}

async function assertNotPayee(tx: Tx, actor: User, payout: Payout) {
  const [payee] = await tx.select({ userId: photographers.userId }).from(photographers).where(eq(photographers.id, payout.photographerId))
  if (!payee || payee.userId === actor.userId) throw new AppError('forbidden', 'forbidden')
}

async function keepFirst(tx: Tx, actor: User, payout: Payout): Promise<Payout> {
  await tx.update(payouts).set({ approvedBy: actor.userId }).where(eq(payouts.id, payout.id))
  return { ...payout, approvedBy: actor.userId }
}
