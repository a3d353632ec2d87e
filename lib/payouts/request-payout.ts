import { and, asc, eq, inArray } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import { type Actor, isUser } from '@/lib/actor'
import { assertNext, recordHistory } from '@/lib/audit/machine'
import { AppError, notFound } from '@/lib/errors'
import { lockPhotographer } from '@/lib/ledger/lock-photographer'
import { moveMoney } from '@/lib/ledger/move-money'
import { balanceOf } from '@/lib/ledger/queries'
import { debtPaidBy, pocket, revenueMachine } from '@/lib/ledger/rules'
import { PAYOUT_MIN_XOF } from '@/lib/money'
import { openPayouts, takeRevenues } from './rules'

const { payouts, revenues } = schema

/**
 * Everything available is asked for and reserved, up to one transfer's cap, less what the photographer owes. Throws `not_found` for who sells nothing,
 * `conflict` payoutNumberMissing, payoutOpen (one is under way), payoutTooSmall, payoutTooLarge (one sale alone is above the cap: a human pays it).
 */
export async function requestPayout(actor: Actor) {
  const { photographerId } = actor
  if (!isUser(actor) || !photographerId) throw notFound()
  return db.transaction(async (tx) => {
    const { payoutPrefix: prefix, payoutPhone: phone, payoutHolder: holder } = await lockPhotographer(tx, photographerId)
    if (!prefix || !phone || !holder) throw new AppError('conflict', 'payoutNumberMissing')
    const open = await tx.$count(payouts, and(eq(payouts.photographerId, photographerId), inArray(payouts.status, [...openPayouts])))
    if (open) throw new AppError('conflict', 'payoutOpen')
    const { taken, amountXof, debtXof } = await gather(tx, photographerId)
    const [payout] = await tx.insert(payouts).values({ photographerId, amountXof, prefix, phone, holder }).returning()
    if (!payout) throw new Error('A payout that was just written did not come back.')
    await reserve(tx, payout, taken, debtXof, actor)
    return payout
  })
}

/** What the payout takes. Debts come off first: those already kept back when revenues were released, and those still open. */
async function gather(tx: Tx, photographerId: string) {
  const rows = await tx
    .select()
    .from(revenues)
    .where(and(eq(revenues.photographerId, photographerId), eq(revenues.status, 'available')))
    .orderBy(asc(revenues.availableAt), asc(revenues.id))
    .for('update')
  const balanceXof = await balanceOf(tx, pocket(photographerId, 'available'))
  const debtXof = debtPaidBy(balanceXof, await balanceOf(tx, pocket(photographerId, 'clawback')))
  const totalXof = rows.reduce((sum, revenue) => sum + revenue.amountXof, 0)
  const { taken, amountXof } = takeRevenues(rows, totalXof - balanceXof + debtXof)
  if (amountXof < PAYOUT_MIN_XOF && taken.length < rows.length) throw new AppError('conflict', 'payoutTooLarge')
  if (amountXof < PAYOUT_MIN_XOF) throw new AppError('conflict', 'payoutTooSmall', { min: PAYOUT_MIN_XOF })
  return { taken, amountXof, debtXof }
}

async function reserve(tx: Tx, payout: typeof payouts.$inferSelect, taken: (typeof revenues.$inferSelect)[], debtXof: number, actor: Actor) {
  const { id, photographerId, amountXof } = payout
  const available = pocket(photographerId, 'available')
  await moveMoney(tx, [
    { from: available, to: pocket(photographerId, 'clawback'), amountXof: debtXof, reason: 'release_clawback', sourceId: id },
    { from: available, to: pocket(photographerId, 'reserved'), amountXof, reason: 'payout_reserve', sourceId: id },
  ])
  await recordHistory(tx, { subject: 'payout', id, from: null, to: 'requested', event: 'request', actor })
  for (const revenue of taken) {
    const to = assertNext(revenueMachine, revenue.status, 'reserve')
    await tx.update(revenues).set({ status: to, payoutId: id }).where(eq(revenues.id, revenue.id))
    await recordHistory(tx, { subject: 'revenue', id: revenue.id, from: revenue.status, to, event: 'reserve', actor, cause: `payout ${id}` })
  }
}
