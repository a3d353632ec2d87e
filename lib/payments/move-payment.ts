import { eq } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { assertNext, recordHistory } from '@/lib/audit/machine'
import { notFound } from '@/lib/errors'
import { type PaymentEvent, paymentMachine } from './rules'

const { payments } = schema
export type Payment = typeof payments.$inferSelect

/** The payment, held against every other change until the transaction ends. Its order is locked before it. */
export async function lockPayment(tx: Tx, paymentId: string): Promise<Payment> {
  const [payment] = await tx.select().from(payments).where(eq(payments.id, paymentId)).for('update')
  if (!payment) throw notFound()
  return payment
}

/** The locked payment is in its next state, and its history says so. Throws `conflict` when the step is not in the table. */
export async function movePayment(
  tx: Tx,
  payment: Payment,
  event: PaymentEvent,
  actor: Actor,
  values: PgUpdateSetSource<typeof payments>,
  cause: string,
): Promise<Payment> {
  const to = assertNext(paymentMachine, payment.status, event)
  await tx
    .update(payments)
    .set({ ...values, status: to })
    .where(eq(payments.id, payment.id))
  await recordHistory(tx, { subject: 'payment', id: payment.id, from: payment.status, to, event, actor, cause })
  return { ...payment, status: to }
}
