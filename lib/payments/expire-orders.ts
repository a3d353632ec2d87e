import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { lockOrder, moveOrder } from '@/lib/orders/move-order'
import { fourAtOnce } from './four-at-once'
import { openStatuses } from './rules'
import { settlePayment } from './settle-payment'

const { orders, payments } = schema
const isOver = and(eq(orders.status, 'pending'), lte(orders.expiresAt, sql`now()`))

/** Pending orders past their hour are expired, each after the provider was asked about its open payments; one it could not be asked about waits. Four at once. Gives how many. */
export async function expireOrders() {
  const over = await db.select({ id: orders.id }).from(orders).where(isOver).orderBy(asc(orders.expiresAt)).limit(100)
  const expire = async ({ id }: { id: string }) => ((await wasChecked(id)) ? db.transaction((tx) => expireOne(tx, id)) : 0)
  const expired = await fourAtOnce(over, expire, 'orders could not be expired')
  return expired.reduce<number>((sum, count) => sum + count, 0)
}

async function wasChecked(orderId: string) {
  const open = await db
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.orderId, orderId), inArray(payments.status, [...openStatuses])))
  for (const { id } of open) if ((await settlePayment(system, id)).asked === 'unavailable') return false
  return true
}

/** The hour is looked at again under the lock: its buyer may have come back, or paid. */
async function expireOne(tx: Parameters<typeof lockOrder>[0], orderId: string) {
  const order = await lockOrder(tx, orderId)
  const [over] = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.id, orderId), isOver))
  if (!over) return 0
  await moveOrder(tx, order, 'expire', system)
  return 1
}
