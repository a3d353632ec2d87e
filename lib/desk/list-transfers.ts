import { desc } from 'drizzle-orm'
import { db, schema } from '@/db'
import { type Actor, isAdmin } from '@/lib/actor'
import { before, page, pageAt, readCursor } from '@/lib/cursor'
import { notFound } from '@/lib/errors'

const { transfers } = schema

/** Every move of money, newest first, the page after `cursor`, in francs. Admins only; others are `not_found`. */
export async function listTransfers(actor: Actor, cursor?: string | null, limit = 50) {
  if (!isAdmin(actor)) throw notFound()
  const found = await db
    .select({
      id: transfers.id,
      fromAccount: transfers.fromAccount,
      toAccount: transfers.toAccount,
      amountXof: transfers.amountXof,
      reason: transfers.reason,
      createdAt: transfers.createdAt,
      pageAt: pageAt(transfers.createdAt),
    })
    .from(transfers)
    .where(before(readCursor(cursor), transfers.createdAt, transfers.id))
    .orderBy(desc(transfers.createdAt), desc(transfers.id))
    .limit(limit + 1)
  const { rows, nextCursor } = page(found, limit)
  return { transfers: rows, nextCursor }
}
