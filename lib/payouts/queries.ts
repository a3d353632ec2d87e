import { and, desc, eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import { type Actor, isAdmin } from '@/lib/actor'
import { before, page, pageAt, readCursor } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import type { PayoutStatus } from './rules'

const { payouts, photographers } = schema

const shown = {
  id: payouts.id,
  status: payouts.status,
  amountXof: payouts.amountXof,
  phone: payouts.phone,
  createdAt: payouts.createdAt,
  confirmedAt: payouts.confirmedAt,
  pageAt: pageAt(payouts.createdAt),
}
const masked = <P extends { phone: string }>(payout: P): P => ({ ...payout, phone: `•••• ${payout.phone.slice(-4)}` })

/** The photographer's own payouts, newest first, the page after `cursor`; of the number the last four digits. */
export async function listPayouts(actor: Actor, cursor?: string | null, limit = 20) {
  if (!actor.photographerId) throw notFound()
  const found = await db
    .select(shown)
    .from(payouts)
    .where(and(eq(payouts.photographerId, actor.photographerId), before(readCursor(cursor), payouts.createdAt, payouts.id)))
    .orderBy(desc(payouts.createdAt), desc(payouts.id))
    .limit(limit + 1)
  const { rows, nextCursor } = page(found, limit)
  return { payouts: rows.map(masked), nextCursor }
}

/** Everybody's payouts for admins, newest first; `not_found` for others. */
export async function listAllPayouts(actor: Actor, { status, cursor }: { status?: PayoutStatus; cursor?: string | null } = {}, limit = 50) {
  if (!isAdmin(actor)) throw notFound()
  const found = await db
    .select({ ...shown, photographerName: photographers.displayName, approvedBy: payouts.approvedBy })
    .from(payouts)
    .innerJoin(photographers, eq(photographers.id, payouts.photographerId))
    .where(and(status && eq(payouts.status, status), before(readCursor(cursor), payouts.createdAt, payouts.id)))
    .orderBy(desc(payouts.createdAt), desc(payouts.id))
    .limit(limit + 1)
  const { rows, nextCursor } = page(found, limit)
  return { payouts: rows.map(masked), nextCursor }
}
