import { z } from 'zod'
import { db } from '@/db'
import { type Actor, isAdmin } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { notFound } from '@/lib/errors'
import { settlePayment } from '@/lib/payments/settle-payment'

export const recheckPaymentInput = z.strictObject({ paymentId: z.uuid() })

/** The provider was asked about the payment again, one under review included, and its word applied. Admins only; others are `not_found`. */
export async function recheckPayment(actor: Actor, { paymentId }: z.infer<typeof recheckPaymentInput>) {
  if (!isAdmin(actor)) throw notFound()
  const payment = await settlePayment(actor, paymentId)
  await db.transaction((tx) =>
    recordAudit(tx, actor, { action: 'payment.recheck', subject: 'payment', id: paymentId, after: { status: payment.status, asked: payment.asked } }),
  )
  return payment
}
