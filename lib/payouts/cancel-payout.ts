import type { z } from 'zod'
import { db } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import type { payoutInput } from './inputs'
import { bookReturned, lockPayout, movePayout } from './move-payout'

/** The payee's own requested payout is withdrawn, and its money is available again. Throws `not_found`, `conflict`. */
export async function cancelPayout(actor: Actor, { payoutId }: z.infer<typeof payoutInput>) {
  return db.transaction(async (tx) => {
    const payout = await lockPayout(tx, payoutId)
    if (!actor.photographerId || payout.photographerId !== actor.photographerId) throw notFound()
    const cancelled = await movePayout(tx, payout, 'cancel', actor)
    await bookReturned(tx, payout, actor)
    return cancelled
  })
}
