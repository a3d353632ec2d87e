import type { z } from 'zod'
import { db } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import type { orderInput } from './inputs'
import { lockOrder, moveOrder } from './move-order'

/** The buyer's own pending order is cancelled; money that comes for it later still counts. Throws `not_found`, `conflict`. */
export async function cancelOrder(actor: Actor, { orderId }: z.infer<typeof orderInput>) {
  return db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order.buyerId !== actor.userId) throw notFound()
    return moveOrder(tx, order, 'cancel', actor)
  })
}
