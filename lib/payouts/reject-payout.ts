import type { z } from 'zod'
import { db } from '@/db'
import { type Actor, isAdmin } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { notFound } from '@/lib/errors'
import type { payoutInput } from './inputs'
import { bookReturned, lockPayout, movePayout } from './move-payout'

/** A requested payout is refused by an admin, and its money is available again. Throws `not_found`, `conflict`. */
export async function rejectPayout(actor: Actor, { payoutId }: z.infer<typeof payoutInput>) {
  if (!isAdmin(actor)) throw notFound()
  return db.transaction(async (tx) => {
    const payout = await lockPayout(tx, payoutId)
    const rejected = await movePayout(tx, payout, 'reject', actor)
    await bookReturned(tx, payout, actor)
    await recordAudit(tx, actor, { action: 'payout.reject', subject: 'payout', id: payout.id, after: { amountXof: payout.amountXof } })
    return rejected
  })
}
