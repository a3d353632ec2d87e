import { db } from '@/db'
import { system } from '@/lib/actor'
import { payoutEnded } from '@/lib/events'
import { emit } from '@/lib/outbox'
import { bookPaid, bookReturned, lockPayout, movePayout } from './move-payout'
import { payoutMachine } from './rules'

/** A submitted payout was confirmed and its revenues paid out, or it failed and they are available again. One that ended already is left alone. */
export async function endPayout(payoutId: string, event: 'confirm' | 'fail', cause: string, reference: string | null = null) {
  await db.transaction(async (tx) => {
    const payout = await lockPayout(tx, payoutId)
    if (!payoutMachine[event].from.includes(payout.status)) return
    await movePayout(tx, payout, event, system, event === 'confirm' ? { confirmedAt: new Date(), reference } : {}, cause)
    if (event === 'confirm') await bookPaid(tx, payout, system)
    else await bookReturned(tx, payout, system)
    await emit(tx, payoutEnded, { payoutId })
  })
}
