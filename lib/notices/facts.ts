import { and, asc, count, eq, inArray, isNull, lte, max, min, sql } from 'drizzle-orm'
import { type Db, db, schema, type Tx } from '@/db'
import type { Locale } from '@/lib/actor'
import { methodLabels } from '@/lib/cinetpay'
import { notFound } from '@/lib/errors'
import { invoiceName } from '@/lib/orders/invoice-name'
import { nearPairsOf } from '@/lib/photos/near-pairs'
import { PROMISED_HOURS } from '@/lib/photos/review-times'
import { mediaUrl } from '@/lib/storage'
import type { Sale } from './templates/new-sale'
import type { Receipt, Sold } from './templates/order-receipt'
import type { Reviewed } from './templates/photo-rejected'

const { appeals, invoices, orderItems, orders, payments, payouts, photographers, photos, rejectionReasons, revenues, reviews, users } = schema

/** What mails are made of, read when they are sent. Each throws `not_found` when its subject is gone. */

const sold = {
  id: orderItems.id,
  title: orderItems.title,
  photographerName: orderItems.photographerName,
  licence: orderItems.licence,
  priceXof: orderItems.priceXof,
  discountXof: orderItems.discountXof,
  shareXof: orderItems.shareXof,
  smallKey: photos.smallKey,
  widthPx: photos.widthPx,
  heightPx: photos.heightPx,
}

type Item = Pick<typeof orderItems.$inferSelect, 'id' | 'title' | 'photographerName' | 'licence'> &
  Pick<typeof photos.$inferSelect, 'smallKey' | 'widthPx' | 'heightPx'>

const shown = ({ id, title, photographerName, licence, smallKey, widthPx, heightPx }: Item, amountXof: number): Sold => ({
  id,
  title,
  photographerName,
  licence,
  amountXof,
  small: smallKey && mediaUrl('thumbnails', smallKey),
  widthPx: widthPx ?? 3,
  heightPx: heightPx ?? 2,
})

/** A paid order as its buyer's receipt tells it. */
export async function receiptFacts(orderId: string, locale: Locale): Promise<Receipt> {
  const [order] = await db
    .select({
      name: invoices.buyerName,
      totalXof: invoices.totalXof,
      year: invoices.year,
      number: invoices.number,
      paidAt: orders.paidAt,
      method: payments.method,
    })
    .from(orders)
    .innerJoin(invoices, eq(invoices.orderId, orders.id))
    .leftJoin(payments, and(eq(payments.orderId, orders.id), eq(payments.status, 'settled')))
    .where(eq(orders.id, orderId))
  if (!order?.paidAt) throw notFound()
  const items = await db
    .select(sold)
    .from(orderItems)
    .innerJoin(photos, eq(photos.id, orderItems.photoId))
    .where(eq(orderItems.orderId, orderId))
    .orderBy(asc(orderItems.id))
  return {
    name: order.name,
    totalXof: order.totalXof,
    paidAt: order.paidAt,
    invoice: invoiceName(order),
    method: methodName(order.method, locale),
    items: items.map((item) => shown(item, item.priceXof - item.discountXof)),
  }
}

/** How it was paid, as people call it; null when the provider did not say. */
export const methodName = (method: string | null, locale: Locale) => (method ? (methodLabels[method]?.[locale] ?? null) : null)

/** What an order costs, in francs. */
export async function orderAmount(orderId: string) {
  const [order] = await db.select({ totalXof: orders.totalXof }).from(orders).where(eq(orders.id, orderId))
  if (!order) throw notFound()
  return order.totalXof
}

/** One photographer's part of a paid order. */
export async function saleFacts(orderId: string, photographerId: string): Promise<Sale> {
  const items = await db
    .select({ ...sold, name: photographers.displayName, availableAt: revenues.availableAt })
    .from(orderItems)
    .innerJoin(photos, eq(photos.id, orderItems.photoId))
    .innerJoin(photographers, eq(photographers.id, orderItems.photographerId))
    .innerJoin(revenues, eq(revenues.orderItemId, orderItems.id))
    .where(and(eq(orderItems.orderId, orderId), eq(orderItems.photographerId, photographerId)))
    .orderBy(asc(orderItems.id))
  const [first] = items
  if (!first) throw notFound()
  return {
    name: first.name,
    availableAt: first.availableAt,
    shareXof: items.reduce((sum, item) => sum + item.shareXof, 0),
    items: items.map((item) => shown(item, item.shareXof)),
  }
}

/** A photo, its titles, and whose it is. */
export async function photoFacts(photoId: string) {
  const [photo] = await db
    .select({
      id: photos.id,
      slug: photos.slug,
      titleFr: photos.titleFr,
      titleEn: photos.titleEn,
      name: photographers.displayName,
      userId: users.id,
      email: users.email,
      locale: users.locale,
    })
    .from(photos)
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .innerJoin(users, eq(users.id, photographers.userId))
    .where(eq(photos.id, photoId))
  if (!photo) throw notFound()
  return photo
}

/** The title in the reader's language, the French where there is no English. */
export const titleIn = (photo: { titleFr: string; titleEn: string }, locale: Locale) => (locale === 'en' && photo.titleEn) || photo.titleFr

/** A decision of the review desk with its reasons in words, in the catalogue's order. */
export async function reviewFacts(photoId: string, reviewId: string, locale: Locale): Promise<Reviewed> {
  const photo = await photoFacts(photoId)
  const [review] = await db
    .select()
    .from(reviews)
    .where(and(eq(reviews.id, reviewId), eq(reviews.photoId, photoId)))
  if (!review) throw notFound()
  const reasons = review.reasons.length
    ? await db.select().from(rejectionReasons).where(inArray(rejectionReasons.code, review.reasons)).orderBy(asc(rejectionReasons.position))
    : []
  return {
    name: photo.name,
    photoId,
    slug: photo.slug,
    title: titleIn(photo, locale),
    decision: review.decision,
    note: review.note,
    hasBox: review.box !== null,
    mayAppeal: (await db.$count(appeals, eq(appeals.photoId, photoId))) === 0,
    reasons: reasons.map((reason) =>
      locale === 'fr'
        ? { name: reason.nameFr, advice: reason.adviceFr, example: reason.exampleFr }
        : { name: reason.nameEn, advice: reason.adviceEn, example: reason.exampleEn },
    ),
  }
}

/** How many photos wait for review, since when the oldest does and when the newest came; how many are past their promised time, appealed, or like somebody else's. */
export async function queueFacts(now = new Date(), tx: Db | Tx = db) {
  const due = new Date(now.getTime() - PROMISED_HOURS * 3_600_000)
  const isLate = lte(photos.submittedAt, due)
  const alike = sql`exists(select 1 ${nearPairsOf(sql`photos.id`)} and not d.is_own)`
  const [queue] = await tx
    .select({
      waiting: count(),
      since: min(photos.submittedAt),
      newest: max(photos.submittedAt),
      late: sql<number>`count(*) filter (where ${isLate})`.mapWith(Number),
      newestLate: sql<Date | null>`max(${photos.submittedAt}) filter (where ${isLate})`.mapWith(photos.submittedAt),
      appeals: sql<number>`count(*) filter (where ${photos.status} = 'appealed')`.mapWith(Number),
      alike: sql<number>`count(*) filter (where ${alike})`.mapWith(Number),
    })
    .from(photos)
    .where(inArray(photos.status, ['submitted', 'appealed']))
  if (!queue) throw new Error('a count gave no row')
  return queue
}

/** A payout: how much, and to which number, its middle hidden. */
export async function payoutFacts(payoutId: string) {
  const [payout] = await db
    .select({
      amountXof: payouts.amountXof,
      phone: sql<string>`'+' || ${payouts.prefix} || ' ' || left(${payouts.phone}, 2) || '••••' || right(${payouts.phone}, 2)`,
      name: photographers.displayName,
    })
    .from(payouts)
    .innerJoin(photographers, eq(photographers.id, payouts.photographerId))
    .where(eq(payouts.id, payoutId))
  if (!payout) throw notFound()
  return payout
}

/** A payment staff must look at, and its order. */
export async function paymentFacts(paymentId: string) {
  const [payment] = await db
    .select({ transactionId: payments.transactionId, amountXof: payments.amountXof, orderId: payments.orderId })
    .from(payments)
    .where(eq(payments.id, paymentId))
  if (!payment) throw notFound()
  return payment
}

/** The name to greet somebody by; empty for a shared address. */
export async function nameOf(userId: string | null) {
  if (!userId) return ''
  const [user] = await db
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.deletedAt)))
  return user?.name ?? ''
}
