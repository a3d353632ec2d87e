import { asc, inArray } from 'drizzle-orm'
import { schema, type Tx } from '@/db'
import { listOwned } from '@/lib/cart/queries'
import type { Licence } from '@/lib/cart/rules'
import { orderMachine } from '@/lib/orders/rules'

const { photos } = schema

/** Why money for this order buys nothing; null when it does. The photos stay locked, so that none is taken down or sold to this buyer by another order meanwhile. */
export async function whyUseless(tx: Tx, order: Pick<typeof schema.orders.$inferSelect, 'status' | 'buyerId'>, items: { photoId: string; licence: Licence }[]) {
  if (!orderMachine.pay.from.includes(order.status)) return 'order paid or refunded already'
  const photoIds = items.map((item) => item.photoId)
  const locked = await tx
    .select({ status: photos.status, deliveryKey: photos.deliveryKey })
    .from(photos)
    .where(inArray(photos.id, photoIds))
    .orderBy(asc(photos.id))
    .for('no key update')
  if (locked.some((photo) => photo.status === 'taken_down')) return 'an item was taken down'
  if (locked.some((photo) => photo.deliveryKey === null)) return 'an item is no longer stored' // Deleted a month ago, and nobody had bought it.
  const owned = await listOwned(tx, order.buyerId, photoIds)
  const twice = items.some((item) => owned.some((own) => own.photoId === item.photoId && own.licence === item.licence))
  return twice ? 'an item is owned already' : null
}
