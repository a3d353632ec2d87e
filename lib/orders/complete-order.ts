import { and, eq, isNotNull } from 'drizzle-orm'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { lockOrder, moveOrder } from './move-order'

const { invoices, notices } = schema

/** The mail that carries the invoice to the buyer. */
export const receiptKey = (orderId: string) => `receipt:${orderId}`

/**
 * A paid order whose invoice is stored and whose receipt was accepted is completed; one that was is left alone. Throws `unavailable` while either is
 * missing, `conflict` when the receipt can never be sent: the order stays paid, and a human sees to it.
 */
export async function completeOrder(orderId: string) {
  return db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order.status !== 'paid') return order
    const [invoice] = await tx
      .select({ id: invoices.id })
      .from(invoices)
      .where(and(eq(invoices.orderId, orderId), isNotNull(invoices.objectKey)))
    const [receipt] = await tx
      .select({ status: notices.status })
      .from(notices)
      .where(eq(notices.effectKey, receiptKey(orderId)))
    if (receipt?.status === 'failed') throw new AppError('conflict', 'papersMissing')
    if (!invoice || receipt?.status !== 'sent') throw new AppError('unavailable', 'papersMissing')
    return moveOrder(tx, order, 'complete', system, { completedAt: new Date() })
  })
}
