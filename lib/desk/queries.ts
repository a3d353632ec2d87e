import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import { type Actor, isAdmin, isStaff } from '@/lib/actor'
import { before, page, pageAt, readCursor } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import { listBalances } from '@/lib/ledger/queries'
import { receiptKey } from '@/lib/orders/complete-order'
import { listOrderItems } from '@/lib/orders/queries'
import type { OrderStatus } from '@/lib/orders/rules'
import { checkDatabase } from './check-books'

const { histories, notices, orders, orderItems, payments, photographers, photos, payouts, revenues, refunds, transfers, users } = schema

/** Everybody's orders for staff, newest first, the page after `cursor`; `not_found` for others. */
export async function listAllOrders(actor: Actor, { cursor, status }: { cursor?: string | null; status?: OrderStatus } = {}, limit = 30) {
  if (!isStaff(actor)) throw notFound()
  const found = await db
    .select({
      id: orders.id,
      status: orders.status,
      buyerName: users.name,
      buyerEmail: users.email,
      totalXof: orders.totalXof,
      createdAt: orders.createdAt,
      paidAt: orders.paidAt,
      itemCount: sql<number>`(select count(*) from ${orderItems} i where i.order_id = ${orders.id})`.mapWith(Number),
      pageAt: pageAt(orders.createdAt),
    })
    .from(orders)
    .innerJoin(users, eq(users.id, orders.buyerId))
    .where(and(status && eq(orders.status, status), before(readCursor(cursor), orders.createdAt, orders.id)))
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(limit + 1)
  const { rows, nextCursor } = page(found, limit)
  return { orders: rows, nextCursor }
}

/** One order with everything that happened to it, its payments and its revenues, oldest first. Staff only. Throws `not_found`. */
export async function getOrderTimeline(actor: Actor, orderId: string) {
  if (!isStaff(actor)) throw notFound()
  const [order] = await db
    .select({
      id: orders.id,
      status: orders.status,
      totalXof: orders.totalXof,
      createdAt: orders.createdAt,
      paidAt: orders.paidAt,
      buyerName: users.name,
      buyerEmail: users.email,
    })
    .from(orders)
    .innerJoin(users, eq(users.id, orders.buyerId))
    .where(eq(orders.id, orderId))
  if (!order) throw notFound()
  const [items, attempts, shares, returned, receiptsFailed] = await Promise.all([
    listOrderItems(orderId),
    db.select().from(payments).where(eq(payments.orderId, orderId)).orderBy(asc(payments.createdAt)),
    db
      .select({ id: revenues.id, itemId: orderItems.id })
      .from(orderItems)
      .leftJoin(revenues, eq(revenues.orderItemId, orderItems.id))
      .where(eq(orderItems.orderId, orderId)),
    db
      .select({ id: refunds.id })
      .from(refunds)
      .where(or(inArray(refunds.orderItemId, itemsOf(orderId)), inArray(refunds.paymentId, paymentsOf(orderId)))),
    db.$count(notices, and(eq(notices.effectKey, receiptKey(orderId)), eq(notices.status, 'failed'))),
  ])
  const subjects = [orderId, ...attempts.map(({ id }) => id), ...shares.flatMap(({ id }) => id ?? []), ...returned.map(({ id }) => id)]
  const sources = [...subjects, ...items.map(({ itemId }) => itemId)]
  return {
    order,
    /** A human may send it again. */
    receiptFailed: order.status === 'paid' && receiptsFailed > 0,
    items,
    payments: attempts.map(({ id, transactionId, status, method, amountXof, providerCode, operatorId, createdAt, checkedAt, settledAt }) => ({
      id,
      transactionId,
      status,
      method,
      amountXof,
      providerCode,
      operatorId,
      createdAt,
      checkedAt,
      settledAt,
    })),
    transfers: await listMoves(sources),
    events: await listEvents(subjects),
  }
}

const itemsOf = (orderId: string) => db.select({ id: orderItems.id }).from(orderItems).where(eq(orderItems.orderId, orderId))
const paymentsOf = (orderId: string) => db.select({ id: payments.id }).from(payments).where(eq(payments.orderId, orderId))

const listMoves = (sourceIds: string[]) =>
  db
    .select({
      fromAccount: transfers.fromAccount,
      toAccount: transfers.toAccount,
      amountXof: transfers.amountXof,
      reason: transfers.reason,
      createdAt: transfers.createdAt,
    })
    .from(transfers)
    .where(inArray(transfers.sourceId, sourceIds))
    .orderBy(asc(transfers.createdAt), asc(transfers.id))

const listEvents = (subjectIds: string[]) =>
  db
    .select({
      at: histories.createdAt,
      subject: histories.subject,
      subjectId: histories.subjectId,
      from: histories.fromState,
      to: histories.toState,
      event: histories.event,
      cause: histories.cause,
      actorName: users.name,
    })
    .from(histories)
    .leftJoin(users, eq(users.id, histories.actorId))
    .where(inArray(histories.subjectId, subjectIds))
    .orderBy(asc(histories.id))

/** Balances in francs, and the invariants the database can tell, with how many rows break each. Admins only; others are `not_found`. */
export async function getBooks(actor: Actor) {
  if (!isAdmin(actor)) throw notFound()
  const [accounts, checked] = [await listBalances(), await checkDatabase()]
  return { accounts, invariants: checked.map(({ number, name, broken }) => ({ number, name, broken })) }
}

/** What waits for staff and what was sold, in counts and francs; days are Abidjan's. Throws `not_found` for others. */
export async function adminOverview(actor: Actor) {
  if (!isStaff(actor)) throw notFound()
  const since = sql`date_trunc('day', now() at time zone 'Africa/Abidjan') at time zone 'Africa/Abidjan'`
  const month = sql`now() - interval '30 days'`
  const [sums] = await db
    .select({
      paidToday: sql<number>`count(*) filter (where ${orders.paidAt} >= ${since})`.mapWith(Number),
      revenueTodayXof: sql<number>`coalesce(sum(${orders.totalXof}) filter (where ${orders.paidAt} >= ${since}), 0)`.mapWith(Number),
      revenue30dXof: sql<number>`coalesce(sum(${orders.totalXof}) filter (where ${orders.paidAt} >= ${month}), 0)`.mapWith(Number),
      pendingOrders: sql<number>`count(*) filter (where ${orders.status} = 'pending')`.mapWith(Number),
    })
    .from(orders)
  const [taken] = await db
    .select({ commission30dXof: sql<number>`coalesce(sum(${orderItems.priceXof} - ${orderItems.discountXof} - ${orderItems.shareXof}), 0)`.mapWith(Number) })
    .from(orderItems)
    .innerJoin(orders, eq(orders.id, orderItems.orderId))
    .where(sql`${orders.paidAt} >= ${month}`)
  const [ordersInReview, owedPayments, photosWaiting, applicationsWaiting, payoutsRequested] = await Promise.all([
    db.$count(payments, eq(payments.status, 'review')),
    db.$count(payments, eq(payments.status, 'owed')),
    db.$count(photos, inArray(photos.status, ['submitted', 'appealed'])),
    db.$count(photographers, eq(photographers.status, 'applied')),
    db.$count(payouts, eq(payouts.status, 'requested')),
  ])
  const { orders: recent } = await listAllOrders(actor, {}, 8)
  return {
    paidToday: sums?.paidToday ?? 0,
    revenueTodayXof: sums?.revenueTodayXof ?? 0,
    revenue30dXof: sums?.revenue30dXof ?? 0,
    commission30dXof: taken?.commission30dXof ?? 0,
    pendingOrders: sums?.pendingOrders ?? 0,
    ordersInReview,
    owedPayments,
    photosWaiting,
    applicationsWaiting,
    payoutsRequested,
    recent,
  }
}
