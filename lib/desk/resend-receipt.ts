import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema } from '@/db'
import { type Actor, isAdmin } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError, notFound } from '@/lib/errors'
import { orderPaid } from '@/lib/events'
import { receiptKey } from '@/lib/orders/complete-order'
import { lockOrder } from '@/lib/orders/move-order'
import { emit } from '@/lib/outbox'

const { notices, payments } = schema

export const resendReceiptInput = z.strictObject({ orderId: z.uuid() })

/**
 * A paid order whose receipt could not be sent gets another, written to the address its buyer has by now. The failed one is kept under a key of its own.
 * Admins only; others are `not_found`. Throws `conflict` when no receipt failed.
 */
export async function resendReceipt(actor: Actor, { orderId }: z.infer<typeof resendReceiptInput>) {
  if (!isAdmin(actor)) throw notFound()
  await db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    const [failed] = await tx
      .select({ id: notices.id })
      .from(notices)
      .where(and(eq(notices.effectKey, receiptKey(orderId)), eq(notices.status, 'failed')))
    const [payment] = await tx
      .select({ id: payments.id })
      .from(payments)
      .where(and(eq(payments.orderId, orderId), eq(payments.status, 'settled')))
    if (order.status !== 'paid' || !failed || !payment) throw new AppError('conflict', 'wrongState')
    await tx
      .update(notices)
      .set({ effectKey: `${receiptKey(orderId)}:failed:${failed.id}` })
      .where(eq(notices.id, failed.id))
    await recordAudit(tx, actor, { action: 'receipt.resend', subject: 'order', id: orderId, before: { failedNoticeId: failed.id } })
    await emit(tx, orderPaid, { orderId, paymentId: payment.id })
  })
}
