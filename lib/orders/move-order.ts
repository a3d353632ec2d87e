import { eq } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { assertNext, recordHistory } from '@/lib/audit/machine'
import { notFound } from '@/lib/errors'
import { type OrderEvent, orderMachine } from './rules'

const { orders, users } = schema
type Order = typeof orders.$inferSelect

/** The order, held against every other change until the transaction ends. */
export async function lockOrder(tx: Tx, orderId: string): Promise<Order> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('update')
  if (!order) throw notFound()
  return order
}

/** One buyer's orders are placed one after another, so that the same content makes one. */
export async function lockBuyer(tx: Tx, buyerId: string) {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, buyerId)).for('no key update')
}

/** The locked order is in its next state, and its history says so. Throws `conflict` when the step is not in the table. */
export async function moveOrder(
  tx: Tx,
  order: Order,
  event: OrderEvent,
  actor: Actor,
  values: PgUpdateSetSource<typeof orders> = {},
  cause?: string,
): Promise<Order> {
  const to = assertNext(orderMachine, order.status, event)
  await tx
    .update(orders)
    .set({ ...values, status: to })
    .where(eq(orders.id, order.id))
  await recordHistory(tx, { subject: 'order', id: order.id, from: order.status, to, event, actor, cause })
  return { ...order, status: to }
}
