import { eq } from 'drizzle-orm'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { addToCart } from '@/lib/cart/add-to-cart'
import { age, aPaymentAcceptedAtProvider, aPendingOrder, aWorldOfItsOwn, expectBooksToHold, itemsOf, pathOf } from '@/lib/desk/testing'
import { settlePayment } from '@/lib/payments/settle-payment'
import { aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { cancelOrder } from './cancel-order'
import { completeOrder, receiptKey } from './complete-order'
import { placeOrder } from './place-order'
import { getOrder, listOrders } from './queries'

beforeAll(aWorldOfItsOwn)
afterEach(expectBooksToHold)

test('an order freezes price, share, commission and words; later changes of the photo do not reach it', async () => {
  const { actor } = await aUser({ locale: 'en' })
  const photo = await aPublishedPhoto({ priceXof: 12_525 })
  await addToCart(actor, { photoId: photo.id, licence: 'extended' })
  const order = await placeOrder(actor)
  await db.update(schema.photos).set({ priceXof: 100, titleEn: 'Another' }).where(eq(schema.photos.id, photo.id))
  expect(order).toMatchObject({ status: 'pending', totalXof: 50_100, currency: 'XOF', locale: 'en' })
  expect(await itemsOf(order.id)).toMatchObject([
    {
      title: 'Chillies on a morning stall',
      photographerName: 'Aïssata Koné',
      licence: 'extended',
      priceXof: 50_100,
      discountXof: 0,
      commissionBps: 2_000,
      shareXof: 40_080,
    },
  ])
  expect(await getOrder(actor, order.id)).toMatchObject({
    id: order.id,
    status: 'pending',
    items: [{ title: 'Chillies on a morning stall', refunded: false }],
    payments: [],
    invoice: null,
  })
  expect(await pathOf(order.id)).toEqual(['pending'])
})

test('the same content is the same open order, also when asked for eight times at once; new prices are a new one', async () => {
  const { actor } = await aUser()
  const photo = await aPublishedPhoto()
  await addToCart(actor, { photoId: photo.id, licence: 'standard' })
  const orders = await Promise.all(Array.from({ length: 8 }, () => placeOrder(actor)))
  expect(new Set(orders.map((order) => order.id)).size).toBe(1)
  await age('orders', orders[0]?.id ?? '', 2)
  const back = await placeOrder(actor)
  expect(back.id).toBe(orders[0]?.id)
  expect(back.expiresAt.getTime()).toBeGreaterThan(Date.now())
  await db.update(schema.photos).set({ priceXof: 15_000 }).where(eq(schema.photos.id, photo.id))
  expect((await placeOrder(actor)).id).not.toBe(back.id)
})

test('only what can be bought is ordered, and nothing is no order', async () => {
  const { actor } = await aUser()
  await expect(placeOrder(actor)).rejects.toMatchObject({ key: 'cartEmpty' })
  await expect(placeOrder(aVisitor())).rejects.toMatchObject({ code: 'forbidden' })
  const [gone, kept] = [await aPublishedPhoto(), await aPublishedPhoto({ priceXof: 2_500 })]
  for (const photo of [gone, kept]) await addToCart(actor, { photoId: photo.id, licence: 'standard' })
  await db.transaction(async (tx) => {
    await tx.update(schema.photos).set({ status: 'unlisted' }).where(eq(schema.photos.id, gone.id))
    await tx.insert(schema.histories).values({ subject: 'photo', subjectId: gone.id, fromState: 'published', toState: 'unlisted', event: 'made_for_test' })
  })
  const order = await placeOrder(actor)
  expect(order.totalXof).toBe(2_500)
  expect(await itemsOf(order.id)).toMatchObject([{ photoId: kept.id }])
})

test('an order above what one payment can carry is refused', async () => {
  const { actor } = await aUser()
  await addToCart(actor, { photoId: (await aPublishedPhoto({ priceXof: 1_000_000 })).id, licence: 'extended' })
  await expect(placeOrder(actor)).rejects.toMatchObject({ key: 'orderTooMuch' })
})

test('a pending order is cancelled once, by its buyer alone; a paid one never', async () => {
  const { actor, order } = await aPendingOrder()
  const { actor: stranger } = await aUser()
  await expect(cancelOrder(stranger, { orderId: order.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(cancelOrder(aVisitor(), { orderId: order.id })).rejects.toMatchObject({ code: 'not_found' })
  const ends = await Promise.allSettled([cancelOrder(actor, { orderId: order.id }), cancelOrder(actor, { orderId: order.id })])
  expect(ends.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await pathOf(order.id)).toEqual(['pending', 'cancelled'])

  const paid = await aPaymentAcceptedAtProvider()
  await settlePayment(system, paid.payment.id)
  await expect(cancelOrder(paid.actor, { orderId: paid.order.id })).rejects.toMatchObject({ code: 'conflict', key: 'wrongState' })
})

test('a paid order is completed once its invoice is stored and its receipt accepted, not before', async () => {
  const { actor, order, payment } = await aPaymentAcceptedAtProvider()
  await completeOrder(order.id)
  expect(await pathOf(order.id)).toEqual(['pending']) // Not paid yet: nothing to complete.
  await settlePayment(system, payment.id)
  await expect(completeOrder(order.id)).rejects.toMatchObject({ code: 'unavailable' })
  await db.update(schema.invoices).set({ objectKey: 'invoices/one.pdf' }).where(eq(schema.invoices.orderId, order.id))
  await expect(completeOrder(order.id)).rejects.toMatchObject({ code: 'unavailable' })
  await db.insert(schema.notices).values({
    effectKey: receiptKey(order.id),
    userId: actor.userId,
    toAddress: 'a@example.test',
    template: 'order-receipt',
    locale: 'fr',
    data: {},
    status: 'failed',
  })
  await expect(completeOrder(order.id)).rejects.toMatchObject({ code: 'conflict' }) // It never can be: no use trying again.
  expect(await pathOf(order.id)).toEqual(['pending', 'paid'])
  await db
    .update(schema.notices)
    .set({ status: 'sent' })
    .where(eq(schema.notices.effectKey, receiptKey(order.id)))
  await Promise.all([completeOrder(order.id), completeOrder(order.id)])
  expect(await pathOf(order.id)).toEqual(['pending', 'paid', 'completed'])
  expect(await getOrder(actor, order.id)).toMatchObject({ status: 'completed', invoice: { printed: true } })
})

test('a buyer pages through their own orders, newest first, and nobody else’s', async () => {
  const { actor } = await aUser()
  const made: string[] = []
  for (const priceXof of [1_000, 2_000, 3_000]) made.push((await aPendingOrder({ buyer: actor, pricesXof: [priceXof] })).order.id)
  const first = await listOrders(actor, null, 2)
  expect(first.orders).toMatchObject([
    { id: made[2], itemCount: 3 },
    { id: made[1], itemCount: 2 },
  ])
  const second = await listOrders(actor, first.nextCursor, 2)
  expect(second).toMatchObject({ orders: [{ id: made[0], itemCount: 1, totalXof: 1_000 }], nextCursor: null })
  expect((await listOrders(actor, `${first.nextCursor}x`, 2)).orders).toEqual(first.orders)
  const { actor: stranger } = await aUser()
  expect((await listOrders(stranger)).orders).toEqual([])
  await expect(getOrder(stranger, made[0] ?? '')).rejects.toMatchObject({ code: 'not_found' })
})
