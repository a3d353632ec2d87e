import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema } from '@/db'
import { type Actor, isAdmin } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { notFound } from '@/lib/errors'
import { settlePayment } from '@/lib/payments/settle-payment'

const { payments } = schema

export const recheckPaymentInput = z.strictObject({ paymentId: z.uuid() })

/**
 * The provider was asked about the payment again, one under review included, and its word applied. Admins only; others are `not_found`. That it was asked
 * is kept before, so that no crash leaves it unsaid; what came of it stands in the payment's history, under the same name.
 */
export async function recheckPayment(actor: Actor, { paymentId }: z.infer<typeof recheckPaymentInput>) {
  if (!isAdmin(actor)) throw notFound()
  await db.transaction(async (tx) => {
    const [payment] = await tx.select({ status: payments.status }).from(payments).where(eq(payments.id, paymentId))
    if (!payment) throw notFound()
    await recordAudit(tx, actor, { action: 'payment.recheck', subject: 'payment', id: paymentId, before: payment })
  })
  return settlePayment(actor, paymentId)
}
