import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { grantDownload } from '@/lib/downloads/grant-download'
import { bookSale } from '@/lib/ledger/book-sale'
import { moveOrder } from '@/lib/orders/move-order'
import { takeInvoiceNumber } from '@/lib/papers/number-invoice'

const { cartItems, photos, users } = schema
type Order = typeof schema.orders.$inferSelect
type Items = (typeof schema.orderItems.$inferSelect)[]

/** The locked order is paid: shares and commission are booked, each item has a grant, the invoice its number, and the cart no longer holds what was bought. */
export async function fillOrder(tx: Tx, order: Order, items: Items, actor: Actor) {
  await moveOrder(tx, order, 'pay', actor, { paidAt: sql`now()` })
  await bookSale(tx, items, actor)
  for (const item of items) await grantDownload(tx, item, order.buyerId)
  await tx
    .update(photos)
    .set({ salesCount: sql`${photos.salesCount} + 1` })
    .where(
      inArray(
        photos.id,
        items.map((item) => item.photoId),
      ),
    )
  const bought = or(...items.map((item) => and(eq(cartItems.photoId, item.photoId), eq(cartItems.licence, item.licence))))
  await tx.delete(cartItems).where(and(eq(cartItems.userId, order.buyerId), bought))
  const [buyer] = await tx.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, order.buyerId))
  if (!buyer) throw new Error(`Order ${order.id} has no buyer.`)
  const lines = items.map(({ title, photographerName, licence, priceXof, discountXof }) => ({ title, photographerName, licence, priceXof, discountXof }))
  await takeInvoiceNumber(tx, { orderId: order.id, buyer, lines, totalXof: order.totalXof }) // Last: the year's counter is everybody's.
}
