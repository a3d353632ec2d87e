import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { before, page, pageAt, readCursor } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import { mediaUrl } from '@/lib/storage'
import { invoiceName } from './invoice-name'

const { orders, orderItems, payments, photos, invoices, refunds } = schema

const refunded = sql<boolean>`exists (select from ${refunds} r where r.order_item_id = ${orderItems.id} and r.status in ('confirmed', 'recorded'))`

/** The items of an order as they were frozen, with today's small picture. */
export async function listOrderItems(orderId: string) {
  const rows = await db
    .select({
      itemId: orderItems.id,
      photoId: photos.id,
      slug: photos.slug,
      title: orderItems.title,
      photographerName: orderItems.photographerName,
      licence: orderItems.licence,
      priceXof: orderItems.priceXof,
      discountXof: orderItems.discountXof,
      shareXof: orderItems.shareXof,
      refunded,
      smallKey: photos.smallKey,
      widthPx: photos.widthPx,
      heightPx: photos.heightPx,
      thumbhash: photos.thumbhash,
    })
    .from(orderItems)
    .innerJoin(photos, eq(photos.id, orderItems.photoId))
    .where(eq(orderItems.orderId, orderId))
    .orderBy(asc(orderItems.id))
  return rows.map(({ smallKey, ...item }) => ({ ...item, small: smallKey && mediaUrl('thumbnails', smallKey) }))
}

/** The buyer's own order with its items, attempts to pay and invoice. Throws `not_found`. */
export async function getOrder(actor: Actor, orderId: string) {
  if (!actor.userId) throw notFound()
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.id, orderId), eq(orders.buyerId, actor.userId)))
  if (!order) throw notFound()
  const items = await listOrderItems(orderId)
  const attempts = await db
    .select({
      id: payments.id,
      transactionId: payments.transactionId,
      status: payments.status,
      method: payments.method,
      amountXof: payments.amountXof,
      createdAt: payments.createdAt,
      settledAt: payments.settledAt,
    })
    .from(payments)
    .where(eq(payments.orderId, orderId))
    .orderBy(asc(payments.createdAt))
  const [invoice] = await db.select().from(invoices).where(eq(invoices.orderId, orderId))
  const { id, status, totalXof, currency, locale, createdAt, expiresAt, paidAt, completedAt } = order
  return {
    id,
    status,
    totalXof,
    currency,
    locale,
    createdAt,
    expiresAt,
    paidAt,
    completedAt,
    items: items.map(({ shareXof: _, ...item }) => item),
    payments: attempts,
    invoice: invoice ? { year: invoice.year, number: invoice.number, label: invoiceName(invoice), printed: invoice.objectKey !== null } : null,
  }
}

/** The buyer's own orders, newest first, the page after `cursor`. */
export async function listOrders(actor: Actor, cursor?: string | null, limit = 20) {
  if (!actor.userId) throw notFound()
  const found = await db
    .select({
      id: orders.id,
      status: orders.status,
      totalXof: orders.totalXof,
      createdAt: orders.createdAt,
      paidAt: orders.paidAt,
      pageAt: pageAt(orders.createdAt),
    })
    .from(orders)
    .where(and(eq(orders.buyerId, actor.userId), before(readCursor(cursor), orders.createdAt, orders.id)))
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(limit + 1)
  const { rows, nextCursor } = page(found, limit)
  const contents = await listContents(rows.map((order) => order.id))
  return { orders: rows.map((order) => ({ ...order, ...(contents.get(order.id) ?? { itemCount: 0, firstTitle: '', small: null }) })), nextCursor }
}

async function listContents(orderIds: string[]) {
  if (!orderIds.length) return new Map<string, { itemCount: number; firstTitle: string; small: string | null }>()
  const rows = await db
    .selectDistinctOn([orderItems.orderId], {
      orderId: orderItems.orderId,
      firstTitle: orderItems.title,
      smallKey: photos.smallKey,
      itemCount: sql<number>`count(*) over (partition by ${orderItems.orderId})`.mapWith(Number),
    })
    .from(orderItems)
    .innerJoin(photos, eq(photos.id, orderItems.photoId))
    .where(inArray(orderItems.orderId, orderIds))
    .orderBy(orderItems.orderId, asc(orderItems.id))
  return new Map(rows.map(({ orderId, smallKey, ...row }) => [orderId, { ...row, small: smallKey && mediaUrl('thumbnails', smallKey) }]))
}
