import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import { writeNotice } from '@/lib/notices/write-notice'
import { receiptKey } from '@/lib/orders/complete-order'

const { notices, orderItems, orders, photographers, users } = schema

/** The buyer's receipt and one mail for each photographer of a paid order are written, once. Gives the id of the receipt. */
export async function writeSaleNotices(orderId: string) {
  return db.transaction(async (tx) => {
    const [buyer] = await tx
      .select({ id: users.id, email: users.email, locale: orders.locale })
      .from(orders)
      .innerJoin(users, eq(users.id, orders.buyerId))
      .where(eq(orders.id, orderId))
    if (!buyer) throw new Error(`Order ${orderId} is not there.`)
    await writeNotice(tx, {
      effectKey: receiptKey(orderId),
      userId: buyer.id,
      to: buyer.email,
      locale: buyer.locale,
      template: 'order-receipt',
      data: { orderId },
    })
    const sellers = await tx
      .selectDistinct({ photographerId: photographers.id, userId: users.id, email: users.email, locale: users.locale })
      .from(orderItems)
      .innerJoin(photographers, eq(photographers.id, orderItems.photographerId))
      .innerJoin(users, eq(users.id, photographers.userId))
      .where(eq(orderItems.orderId, orderId))
    for (const { photographerId, userId, email, locale } of sellers) {
      await writeNotice(tx, {
        effectKey: `sale:${orderId}:${photographerId}`,
        userId,
        to: email,
        locale,
        template: 'new-sale',
        data: { orderId, photographerId },
      })
    }
    const [receipt] = await tx
      .select({ id: notices.id })
      .from(notices)
      .where(eq(notices.effectKey, receiptKey(orderId)))
    if (!receipt) throw new Error(`Order ${orderId} has no receipt.`)
    return receipt.id
  })
}
