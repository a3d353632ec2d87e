import { and, eq, sql } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import { type Actor, isUser, type Locale, type User } from '@/lib/actor'
import { recordHistory } from '@/lib/audit/machine'
import { listCartLines } from '@/lib/cart/queries'
import { getCommissionBps } from '@/lib/catalog/settings'
import { maxXof } from '@/lib/cinetpay'
import { AppError } from '@/lib/errors'
import { shareOf } from '@/lib/money'
import { lockBuyer } from './move-order'
import { contentHash, ORDER_MINUTES } from './rules'

const { orders, orderItems } = schema
const expiresAt = sql`now() + make_interval(mins => ${ORDER_MINUTES})`

/** A pending order holds what the cart can buy, prices and shares frozen for an hour. The same content gives the same order. Throws `conflict` cartEmpty, orderTooMuch. */
export async function placeOrder(actor: Actor) {
  if (!isUser(actor)) throw new AppError('forbidden', 'signInFirst')
  return db.transaction(async (tx) => {
    await lockBuyer(tx, actor.userId)
    const items = await freezeItems(tx, actor)
    const totalXof = items.reduce((sum, item) => sum + item.priceXof, 0)
    if (!items.length) throw new AppError('conflict', 'cartEmpty')
    if (totalXof > maxXof) throw new AppError('conflict', 'orderTooMuch', { maxXof })
    const hash = contentHash(items)
    return (await reopen(tx, actor, hash)) ?? (await create(tx, actor, items, totalXof, hash))
  })
}

async function freezeItems(tx: Tx, actor: User) {
  const commissionBps = await getCommissionBps(tx)
  const lines = await listCartLines(tx, actor)
  return lines.flatMap(({ item, photo, photographerName, why, priceXof }) =>
    why || priceXof === null
      ? []
      : [
          {
            photoId: photo.id,
            photographerId: photo.photographerId,
            licence: item.licence,
            title: titleIn(photo, actor.locale),
            photographerName,
            priceXof,
            commissionBps,
            shareXof: shareOf(priceXof, commissionBps),
          },
        ],
  )
}

const titleIn = (photo: { titleFr: string; titleEn: string }, locale: Locale) => (locale === 'en' && photo.titleEn) || photo.titleFr

/** An open order of the same content gets its hour again: its buyer has come back to it. */
async function reopen(tx: Tx, actor: User, hash: string) {
  const [open] = await tx
    .update(orders)
    .set({ expiresAt })
    .where(and(eq(orders.buyerId, actor.userId), eq(orders.contentHash, hash), eq(orders.status, 'pending')))
    .returning()
  return open
}

async function create(tx: Tx, actor: User, items: Awaited<ReturnType<typeof freezeItems>>, totalXof: number, hash: string) {
  const [order] = await tx.insert(orders).values({ buyerId: actor.userId, totalXof, locale: actor.locale, contentHash: hash, expiresAt }).returning()
  if (!order) throw new Error('An order that was just written did not come back.')
  await tx.insert(orderItems).values(items.map((item) => ({ ...item, orderId: order.id })))
  await recordHistory(tx, { subject: 'order', id: order.id, from: null, to: 'pending', event: 'place', actor })
  return order
}
