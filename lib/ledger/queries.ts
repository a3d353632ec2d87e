import { type AnyColumn, and, desc, eq, like, or, sql } from 'drizzle-orm'
import { type Db, db, schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { before, page, pageAt, readCursor } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import { mediaUrl } from '@/lib/storage'
import { pocket } from './rules'

const { revenues, orderItems, photos, transfers } = schema

/** What stands in an account, in francs: everything that came less everything that went. */
export async function balanceOf(tx: Tx | Db, account: string): Promise<number> {
  const [row] = await tx
    .select({
      balanceXof:
        sql<number>`coalesce(sum(case when ${transfers.toAccount} = ${account} then ${transfers.amountXof} else -${transfers.amountXof} end), 0)`.mapWith(
          Number,
        ),
    })
    .from(transfers)
    .where(or(eq(transfers.toAccount, account), eq(transfers.fromAccount, account)))
  return row?.balanceXof ?? 0
}

/** The photographer's own money, in francs by the ledger, and when the next share is released. Others are `not_found`. */
export async function earningsOf(actor: Actor) {
  const id = actor.photographerId
  if (!id) throw notFound()
  const [heldXof, availableXof, reservedXof, clawbackXof] = await Promise.all(
    (['held', 'available', 'reserved', 'clawback'] as const).map((kind) => balanceOf(db, pocket(id, kind))),
  )
  const [paid] = await db
    .select({ paidXof: sql<number>`coalesce(sum(${transfers.amountXof}), 0)`.mapWith(Number) })
    .from(transfers)
    .where(and(eq(transfers.fromAccount, pocket(id, 'reserved')), eq(transfers.reason, 'payout_paid')))
  const [own] = await db
    .select({
      salesCount: sql<number>`count(*) filter (where ${revenues.status} <> 'reversed')`.mapWith(Number),
      nextReleaseAt: sql<Date | null>`min(${revenues.availableAt}) filter (where ${revenues.status} = 'held')`.mapWith((at) =>
        at === null ? null : new Date(at as string),
      ),
    })
    .from(revenues)
    .where(eq(revenues.photographerId, id))
  return {
    heldXof: heldXof ?? 0,
    availableXof: availableXof ?? 0,
    reservedXof: reservedXof ?? 0,
    clawbackXof: clawbackXof ?? 0,
    paidXof: paid?.paidXof ?? 0,
    salesCount: own?.salesCount ?? 0,
    nextReleaseAt: own?.nextReleaseAt ?? null,
  }
}

/** The photographer's own sales, newest first, the page after `cursor`. */
export async function listSales(actor: Actor, cursor?: string | null, limit = 20) {
  if (!actor.photographerId) throw notFound()
  const rows = await db
    .select({
      id: revenues.id,
      itemId: orderItems.id,
      photoId: photos.id,
      slug: photos.slug,
      title: orderItems.title,
      licence: orderItems.licence,
      priceXof: orderItems.priceXof,
      shareXof: revenues.amountXof,
      status: revenues.status,
      paidAt: revenues.paidAt,
      availableAt: revenues.availableAt,
      smallKey: photos.smallKey,
      widthPx: photos.widthPx,
      heightPx: photos.heightPx,
      thumbhash: photos.thumbhash,
      pageAt: pageAt(revenues.paidAt),
    })
    .from(revenues)
    .innerJoin(orderItems, eq(orderItems.id, revenues.orderItemId))
    .innerJoin(photos, eq(photos.id, orderItems.photoId))
    .where(and(eq(revenues.photographerId, actor.photographerId), before(readCursor(cursor), revenues.paidAt, revenues.id)))
    .orderBy(desc(revenues.paidAt), desc(revenues.id))
    .limit(limit + 1)
  const { rows: shown, nextCursor } = page(rows, limit)
  return { sales: shown.map(({ smallKey, ...sale }) => ({ ...sale, small: smallKey && mediaUrl('thumbnails', smallKey) })), nextCursor }
}

/** Balances of the platform's accounts and, over all people, of each kind of account, in francs. */
export async function listBalances() {
  const kind = (column: AnyColumn) =>
    sql<string>`case when ${like(column, 'photographer:%')} or ${like(column, 'buyer:%')} then split_part(${column}, ':', 3) when ${like(column, 'platform:%')} then split_part(${column}, ':', 2) else ${column} end`
  const { rows } = await db.execute<{ account: string; balance: string }>(sql`
    select account, sum(amount) as balance from (
      select ${kind(transfers.toAccount)} as account, ${transfers.amountXof} as amount from ${transfers}
      union all select ${kind(transfers.fromAccount)}, -${transfers.amountXof} from ${transfers}
    ) moves group by account`)
  const found = new Map(rows.map((row) => [row.account, Number(row.balance)]))
  return ['provider', 'commission', 'fees', 'held', 'available', 'reserved', 'clawback', 'owed'].map((account) => ({
    account,
    balanceXof: found.get(account) ?? 0,
  }))
}
