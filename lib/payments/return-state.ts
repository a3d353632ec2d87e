import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { isTransactionId, openStatuses, reasonOf } from './rules'

const { orders, payments } = schema

type State = { state: 'confirming' | 'paid' | 'failed' | 'refund_due'; reasonKey: string | null }

/** What the return page tells the order's buyer, by order id or transaction id. Reads only. Throws `not_found`. */
export async function getReturnState(actor: Actor, id: string): Promise<State & { orderId: string; totalXof: number }> {
  if (!actor.userId) throw notFound()
  const isOrder = z.uuid().safeParse(id).success
  if (!isOrder && !isTransactionId(id)) throw notFound()
  const named = isOrder ? eq(orders.id, id) : eq(payments.transactionId, id)
  const [order] = await db
    .selectDistinct({ id: orders.id, status: orders.status, totalXof: orders.totalXof })
    .from(orders)
    .leftJoin(payments, eq(payments.orderId, orders.id))
    .where(and(eq(orders.buyerId, actor.userId), named))
  if (!order) throw notFound()
  const attempts = await db
    .select({ status: payments.status, code: payments.providerCode })
    .from(payments)
    .where(eq(payments.orderId, order.id))
    .orderBy(asc(payments.createdAt))
  return { ...stateOf(order.status, attempts), orderId: order.id, totalXof: order.totalXof }
}

type Attempts = { status: (typeof schema.paymentStatus.enumValues)[number]; code: string | null }[]

function stateOf(status: (typeof schema.orderStatus.enumValues)[number], attempts: Attempts): State {
  if (status === 'paid' || status === 'completed' || status === 'partly_refunded') {
    return { state: 'paid', reasonKey: attempts.some((attempt) => attempt.status === 'owed') ? 'paidTwice' : null }
  }
  if (status === 'refund_due' || status === 'refunded') return { state: 'refund_due', reasonKey: null }
  if (attempts.some((attempt) => attempt.status === 'review')) return { state: 'confirming', reasonKey: 'review' }
  if (attempts.some((attempt) => (openStatuses as readonly string[]).includes(attempt.status))) return { state: 'confirming', reasonKey: null }
  const last = attempts.at(-1)
  if (status === 'pending' && !last) return { state: 'confirming', reasonKey: null }
  if (status === 'expired' && last?.status !== 'refused') return { state: 'failed', reasonKey: 'expired' }
  return { state: 'failed', reasonKey: last?.status === 'timed_out' ? 'expired' : last ? reasonOf(last.code) : 'cancelled' }
}
