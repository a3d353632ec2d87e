import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgEnum, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { locale, photographers, users } from './accounts'
import { licence, photos } from './catalog'
import { createdAt, id, moment, updatedAt } from './columns'

export const orderStatus = pgEnum('order_status', ['pending', 'paid', 'completed', 'expired', 'cancelled', 'refund_due', 'partly_refunded', 'refunded'])
export const paymentStatus = pgEnum('payment_status', ['created', 'initiated', 'waiting', 'settled', 'owed', 'refused', 'timed_out', 'review'])
export const refundStatus = pgEnum('refund_status', ['asked', 'approved', 'rejected', 'submitted', 'confirmed', 'failed', 'unknown', 'recorded'])

/** What somebody means to buy: a user's, or a visitor's (`visitorId` is the SHA-256 of the cookie's value). */
export const cartItems = pgTable(
  'cart_items',
  {
    id: id(),
    userId: uuid().references(() => users.id),
    visitorId: text(),
    photoId: uuid()
      .notNull()
      .references(() => photos.id),
    licence: licence().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('cart_items_user_once').on(t.userId, t.photoId, t.licence).where(sql`user_id is not null`), // getCart
    uniqueIndex('cart_items_visitor_once').on(t.visitorId, t.photoId, t.licence).where(sql`visitor_id is not null`), // getCart signed out
    index('cart_items_by_photo').on(t.photoId), // foreign key
    check('cart_items_one_owner', sql`num_nonnulls(${t.userId}, ${t.visitorId}) = 1`),
  ],
)

export const orders = pgTable(
  'orders',
  {
    id: id(),
    buyerId: uuid()
      .notNull()
      .references(() => users.id),
    status: orderStatus().notNull().default('pending'),
    totalXof: integer().notNull(),
    currency: text().notNull().default('XOF'),
    locale: locale().notNull(),
    contentHash: text().notNull(), // SHA-256 of the sorted items and prices: one open order per content.
    expiresAt: moment().notNull(),
    paidAt: moment(),
    completedAt: moment(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex('orders_open_once').on(t.buyerId, t.contentHash).where(sql`status = 'pending'`), // placeOrder
    index('orders_by_buyer').on(t.buyerId, t.createdAt.desc(), t.id.desc()), // listOrders
    index('orders_expiring').on(t.expiresAt).where(sql`status = 'pending'`), // expireOrders
    index('orders_unfulfilled').on(t.paidAt).where(sql`status = 'paid'`), // sweepOwed
    index('orders_newest').on(t.createdAt.desc(), t.id.desc()), // listAllOrders
    check('orders_total', sql`${t.totalXof} > 0`),
    check('orders_currency', sql`${t.currency} = 'XOF'`),
  ],
)

/** Frozen when the order is made: nothing here follows the photo's later price, title or author's name. */
export const orderItems = pgTable(
  'order_items',
  {
    id: id(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    photoId: uuid()
      .notNull()
      .references(() => photos.id),
    photographerId: uuid()
      .notNull()
      .references(() => photographers.id),
    licence: licence().notNull(),
    title: text().notNull(),
    photographerName: text().notNull(),
    priceXof: integer().notNull(),
    discountXof: integer().notNull().default(0),
    commissionBps: integer().notNull(),
    shareXof: integer().notNull(), // The photographer's.
    createdAt: createdAt(),
  },
  (t) => [
    unique('order_items_once').on(t.orderId, t.photoId, t.licence),
    index('order_items_by_photo').on(t.photoId), // listOwned
    index('order_items_by_photographer').on(t.photographerId, t.createdAt.desc()), // listSales
    check('order_items_price', sql`${t.priceXof} > 0 and ${t.priceXof} % 25 = 0`),
    check('order_items_discount', sql`${t.discountXof} >= 0 and ${t.discountXof} % 5 = 0 and ${t.discountXof} <= ${t.priceXof} - ${t.shareXof}`),
    check('order_items_share', sql`${t.shareXof} between 0 and ${t.priceXof}`),
    check('order_items_commission', sql`${t.commissionBps} between 0 and 10000`),
  ],
)

/** One row an attempt, written before the provider is called. */
export const payments = pgTable(
  'payments',
  {
    id: id(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    provider: text().notNull().default('cinetpay_v2'),
    transactionId: text().notNull(),
    status: paymentStatus().notNull().default('created'),
    amountXof: integer().notNull(),
    currency: text().notNull().default('XOF'),
    method: text(),
    paymentToken: text(),
    paymentUrl: text(),
    operatorId: text(),
    providerCode: text(), // The last code seen at the provider.
    initiatedAt: moment(),
    checkedAt: moment(),
    nextCheckAt: moment(),
    settledAt: moment(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex('payments_transaction_once').on(t.transactionId, t.provider), // keepNotice
    uniqueIndex('payments_settled_once').on(t.orderId).where(sql`status = 'settled'`),
    index('payments_by_order').on(t.orderId, t.createdAt), // getOrderTimeline
    index('payments_due').on(t.nextCheckAt).where(sql`status in ('created', 'initiated', 'waiting')`), // pollPayments
    check('payments_amount', sql`${t.amountXof} > 0`),
    check('payments_transaction_shape', sql`${t.transactionId} ~ '^[A-Z0-9-]{1,30}$'`),
  ],
)

/** What a provider said to us, kept as it came. A hint, never the truth. Append-only. */
export const webhookNotices = pgTable(
  'webhook_notices',
  {
    id: id(),
    provider: text().notNull().default('cinetpay_v2'),
    transactionId: text().notNull(),
    paymentId: uuid().references(() => payments.id),
    fields: jsonb().$type<Record<string, string>>().notNull(),
    receivedAt: createdAt(),
  },
  (t) => [index('webhook_notices_by_transaction').on(t.transactionId, t.receivedAt)], // for a person who looks into a payment
)

export const refunds = pgTable(
  'refunds',
  {
    id: id(),
    orderItemId: uuid().references(() => orderItems.id),
    paymentId: uuid().references(() => payments.id),
    status: refundStatus().notNull().default('asked'),
    amountXof: integer().notNull(),
    reason: text().notNull(),
    askedBy: uuid().references(() => users.id),
    clientTransactionId: text(),
    reference: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex('refunds_item_in_course_once').on(t.orderItemId).where(sql`status in ('asked', 'approved', 'submitted', 'unknown', 'confirmed', 'recorded')`),
    uniqueIndex('refunds_payment_in_course_once').on(t.paymentId).where(sql`status in ('asked', 'approved', 'submitted', 'unknown', 'confirmed', 'recorded')`),
    check('refunds_one_subject', sql`num_nonnulls(${t.orderItemId}, ${t.paymentId}) = 1`),
    check('refunds_amount', sql`${t.amountXof} > 0`),
  ],
)

/** A right to fetch one bought photo: 24 hours, 5 files. A spent or old one is closed when the next is made. */
export const downloads = pgTable(
  'downloads',
  {
    id: id(),
    orderItemId: uuid()
      .notNull()
      .references(() => orderItems.id),
    buyerId: uuid()
      .notNull()
      .references(() => users.id),
    filesAllowed: integer().notNull().default(5),
    expiresAt: moment().notNull(),
    closedAt: moment(),
    revokedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('downloads_live_once').on(t.orderItemId).where(sql`closed_at is null and revoked_at is null`), // initiateDownload
    index('downloads_by_item').on(t.orderItemId, t.createdAt.desc()), // grants of the day
    index('downloads_by_buyer').on(t.buyerId, t.createdAt.desc()), // listLibrary
    check('downloads_allowed', sql`${t.filesAllowed} > 0`),
  ],
)

/** Each address given out. `counted` is false for a repeat within 30 minutes. Append-only. */
export const downloadFiles = pgTable(
  'download_files',
  {
    id: id(),
    downloadId: uuid()
      .notNull()
      .references(() => downloads.id),
    buyerId: uuid()
      .notNull()
      .references(() => users.id),
    counted: integer().notNull(), // 1 or 0, so that a sum is the number of files served.
    createdAt: createdAt(),
  },
  (t) => [
    index('download_files_by_download').on(t.downloadId, t.createdAt), // serveFile
    index('download_files_by_buyer').on(t.buyerId, t.createdAt), // the hourly limit
    check('download_files_counted', sql`${t.counted} in (0, 1)`),
  ],
)

export type InvoiceLine = { title: string; photographerName: string; licence: 'standard' | 'extended'; priceXof: number; discountXof: number }

/** Number and lines are fixed when the order is paid; the PDF's key follows when it is printed. */
export const invoices = pgTable(
  'invoices',
  {
    id: id(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    year: integer().notNull(),
    number: integer().notNull(),
    buyerName: text().notNull(),
    buyerEmail: text().notNull(),
    lines: jsonb().$type<InvoiceLine[]>().notNull(),
    totalXof: integer().notNull(),
    issuedAt: createdAt(),
    objectKey: text(),
  },
  (t) => [unique('invoices_order_once').on(t.orderId), unique('invoices_number_once').on(t.year, t.number)],
)

/** The last number given, per year; the row is locked while one is taken, so none is skipped. */
export const invoiceCounters = pgTable('invoice_counters', { year: integer().primaryKey(), last: integer().notNull().default(0) })
