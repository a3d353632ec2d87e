import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Notice } from '@/lib/cinetpay'
import { paymentNoticed } from '@/lib/events'
import { emit } from '@/lib/outbox'

const { payments, webhookNotices } = schema

/** The notice is kept as it came, and a payment that can still change will be asked about, even if this process dies now. */
export async function keepNotice({ transactionId, fields }: Notice) {
  await db.transaction(async (tx) => {
    const [payment] = await tx.select({ id: payments.id, status: payments.status }).from(payments).where(eq(payments.transactionId, transactionId))
    // Cut: ours have 30 characters, and a longer one would not fit its index.
    await tx.insert(webhookNotices).values({ transactionId: transactionId.slice(0, 200), fields, paymentId: payment?.id ?? null })
    if (payment && payment.status !== 'settled' && payment.status !== 'owed') await emit(tx, paymentNoticed, { paymentId: payment.id })
  })
}
