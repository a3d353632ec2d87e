import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Locale } from '@/lib/actor'
import { isTransactionId } from './rules'

const { orders, payments } = schema

/** The order an attempt belongs to and its language, by the provider's transaction id; null when we do not know it. Says nothing else: anybody may ask. */
export async function findOrderOf(transactionId: string): Promise<{ orderId: string; locale: Locale } | null> {
  if (!isTransactionId(transactionId)) return null
  const [found] = await db
    .select({ orderId: orders.id, locale: orders.locale })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(eq(payments.transactionId, transactionId))
  return found ?? null
}
