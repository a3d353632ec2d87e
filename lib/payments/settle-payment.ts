import { asc, eq, sql } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import { type Actor, isAdmin, system } from '@/lib/actor'
import { check, type ProviderTruth } from '@/lib/cinetpay'
import { notFound } from '@/lib/errors'
import { orderPaid, paymentInReview, paymentOwed } from '@/lib/events'
import { moveMoney } from '@/lib/ledger/move-money'
import { owedTo, provider } from '@/lib/ledger/rules'
import { lockOrder, moveOrder } from '@/lib/orders/move-order'
import { orderMachine } from '@/lib/orders/rules'
import { emit } from '@/lib/outbox'
import { fillOrder } from './fill-order'
import { lockPayment, movePayment, type Payment } from './move-payment'
import { eventOf, mismatchOf, nextCheckAt, openStatuses } from './rules'
import { whyUseless } from './why-useless'

const { payments, orderItems } = schema
type Order = typeof schema.orders.$inferSelect

/**
 * The provider's word is applied to the payment; if it is paid, so are its order and its sales, once. Calling it again changes nothing.
 * The system and admins only; a payment under review moves for an admin alone. Throws `not_found`.
 */
export async function settlePayment(actor: Actor, paymentId: string): Promise<Payment & { asked: ProviderTruth['verdict'] | null }> {
  if (actor.role !== 'system' && !isAdmin(actor)) throw notFound()
  const [seen] = await db.select().from(payments).where(eq(payments.id, paymentId))
  if (!seen) throw notFound()
  if (seen.status === 'settled' || seen.status === 'owed') return { ...seen, asked: null }
  const truth = await check(seen.transactionId) // No connection is held while we wait.
  const payment = await db.transaction(async (tx) => {
    const order = await lockOrder(tx, seen.orderId)
    return applyTruth(tx, order, await lockPayment(tx, paymentId), truth, actor)
  })
  return { ...payment, asked: truth.verdict }
}

/** Like settlePayment, found by the provider's transaction id; one we do not know changes nothing and gives null. */
export async function settleByTransaction(transactionId: string) {
  const [found] = await db.select({ id: payments.id }).from(payments).where(eq(payments.transactionId, transactionId))
  return found ? settlePayment(system, found.id) : null
}

async function applyTruth(tx: Tx, order: Order, payment: Payment, truth: ProviderTruth, actor: Actor): Promise<Payment> {
  const now = new Date()
  const seen = await keepTruth(tx, payment, truth, now)
  const event = eventOf(payment, truth, isAdmin(actor), now)
  if (!event) return seen
  const said = `provider ${truth.code || truth.verdict}`
  const cause = event === 'review' ? `${said}, ${mismatchOf(payment, truth)}` : said
  if (event === 'settle') return takeMoney(tx, order, seen, actor, cause)
  const moved = await movePayment(tx, seen, event, actor, event === 'wait' ? {} : { nextCheckAt: null }, cause)
  if (event === 'review') await emit(tx, paymentInReview, { paymentId: payment.id })
  return moved
}

/** What was heard is kept, whether or not it changes the state. */
async function keepTruth(tx: Tx, payment: Payment, truth: ProviderTruth, now: Date): Promise<Payment> {
  const open = (openStatuses as readonly string[]).includes(payment.status)
  const due = open ? nextCheckAt(payment.createdAt, now) : null
  const heard =
    truth.verdict === 'unavailable'
      ? {}
      : { checkedAt: now, providerCode: truth.code, method: truth.method ?? payment.method, operatorId: truth.operatorId ?? payment.operatorId }
  if (payment.status === 'settled' || payment.status === 'owed') return payment
  await tx
    .update(payments)
    .set({ nextCheckAt: due, ...heard })
    .where(eq(payments.id, payment.id))
  return { ...payment, nextCheckAt: due, ...heard }
}

/** The money came: it buys the order, or it is owed back. */
async function takeMoney(tx: Tx, order: Order, payment: Payment, actor: Actor, cause: string) {
  const items = await tx.select().from(orderItems).where(eq(orderItems.orderId, order.id)).orderBy(asc(orderItems.photoId), asc(orderItems.id))
  const values = { settledAt: sql`now()`, nextCheckAt: null }
  const useless = await whyUseless(tx, order, items)
  if (!useless) {
    const settled = await movePayment(tx, payment, 'settle', actor, values, cause)
    await fillOrder(tx, order, items, actor)
    await emit(tx, orderPaid, { orderId: order.id, paymentId: payment.id })
    return settled
  }
  const owed = await movePayment(tx, payment, 'owe', actor, values, `${cause}, ${useless}`)
  await moveMoney(tx, [{ from: provider, to: owedTo(order.buyerId), amountXof: payment.amountXof, reason: 'owed', sourceId: payment.id }])
  if (orderMachine.owe.from.includes(order.status)) await moveOrder(tx, order, 'owe', actor, {}, useless)
  await emit(tx, paymentOwed, { paymentId: payment.id })
  return owed
}
