import { eq } from 'drizzle-orm'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { recheckPayment } from '@/lib/desk/recheck-payment'
import { age, aPaymentAcceptedAtProvider, aPendingOrder, aWorldOfItsOwn, dial, expectBooksToHold, latestPayment, pathOf, simulator } from '@/lib/desk/testing'
import { cancelOrder } from '@/lib/orders/cancel-order'
import { anAdmin, aUser } from '@/lib/testing'
import { settlePayment } from './settle-payment'
import { startPayment } from './start-payment'

beforeAll(aWorldOfItsOwn)
afterEach(expectBooksToHold)

const attemptsOf = (orderId: string) => db.$count(schema.payments, eq(schema.payments.orderId, orderId))
type Book = { transaction_id: string; amount: number; currency: string; metadata: string; card_offered: boolean; customer: Record<string, string> }
const atProvider = async (transactionId: string) =>
  ((await simulator('/_books')) as { transactions: Book[] }).transactions.find((row) => row.transaction_id === transactionId)

test('an attempt is at the provider for the order’s total, echoing our id, and its page is the buyer’s', async () => {
  const { actor, order } = await aPendingOrder({ pricesXof: [12_500, 5_000] })
  const { paymentUrl } = await startPayment(actor, { orderId: order.id })
  const payment = await latestPayment(order.id)
  expect(payment).toMatchObject({ status: 'initiated', amountXof: 17_500, currency: 'XOF', paymentUrl })
  expect(await atProvider(payment.transactionId)).toMatchObject({ amount: 17_500, currency: 'XOF', metadata: payment.id, card_offered: false })
  expect(await pathOf(payment.id)).toEqual(['created', 'initiated'])
})

test('two tabs paying one order get the same page', async () => {
  const { actor, order } = await aPendingOrder()
  await dial({ dial: 'delay', on: 'initialise', ms: 600, times: 1 })
  const pages = await Promise.all(Array.from({ length: 6 }, () => startPayment(actor, { orderId: order.id })))
  expect(new Set(pages.map((page) => page.paymentUrl)).size).toBe(1)
  expect(await attemptsOf(order.id)).toBe(1)
  expect(await startPayment(actor, { orderId: order.id })).toEqual(pages[0])
})

test('a card needs an address, and then the page offers it; a page without a card is not reused for one', async () => {
  const { actor, order } = await aPendingOrder()
  await startPayment(actor, { orderId: order.id, method: 'mobile' })
  await expect(startPayment(actor, { orderId: order.id, method: 'card', city: 'Abidjan' })).rejects.toMatchObject({
    code: 'invalid',
    fields: { phone: 'fieldRequired', address: 'fieldRequired', country: 'fieldRequired' },
  })
  const card = { orderId: order.id, method: 'card' as const, phone: '+2250700000001', address: 'Rue des Jardins', city: 'Abidjan', country: 'CI' }
  await startPayment(actor, card)
  expect(await atProvider((await latestPayment(order.id)).transactionId)).toMatchObject({ card_offered: true })
  expect(await attemptsOf(order.id)).toBe(2)
})

test('an answer that was lost is no page: the attempt stays, the poller asks about it, and the buyer may start again', async () => {
  const { actor, order } = await aPendingOrder()
  await dial({ dial: 'status-500', on: 'initialise', times: 1, created: true })
  await expect(startPayment(actor, { orderId: order.id })).rejects.toMatchObject({ code: 'unavailable', key: 'providerDown' })
  const lost = await latestPayment(order.id)
  expect(lost).toMatchObject({ status: 'created', paymentUrl: null })
  expect(lost.nextCheckAt).not.toBeNull()
  await startPayment(actor, { orderId: order.id })
  expect(await attemptsOf(order.id)).toBe(2)
  expect((await settlePayment(system, lost.id)).status).toBe('waiting') // It does exist there.
})

test('an order whose item the buyer has bought meanwhile, or that was taken down, asks for no money', async () => {
  const bought = await aPaymentAcceptedAtProvider()
  const { order: larger } = await aPendingOrder({ buyer: bought.actor }) // The cart still holds the first photo.
  await settlePayment(system, bought.payment.id)
  await expect(startPayment(bought.actor, { orderId: larger.id })).rejects.toMatchObject({ code: 'conflict', key: 'orderEnded' })
  expect(await attemptsOf(larger.id)).toBe(0)

  const { actor, order, items } = await aPendingOrder()
  await startPayment(actor, { orderId: order.id })
  const photoId = items[0]?.photoId ?? ''
  await db.update(schema.photos).set({ status: 'taken_down' }).where(eq(schema.photos.id, photoId))
  await db.insert(schema.histories).values({ subject: 'photo', subjectId: photoId, fromState: 'published', toState: 'taken_down', event: 'made_for_test' })
  await expect(startPayment(actor, { orderId: order.id })).rejects.toMatchObject({ key: 'orderEnded' })
  expect(await attemptsOf(order.id)).toBe(1)
})

test('while a payment of the order is under review no other starts', async () => {
  const { actor, order, payment } = await aPaymentAcceptedAtProvider()
  await dial({ dial: 'wrong-amount', amount: 100, transaction_id: payment.transactionId, times: 1 })
  expect((await settlePayment(system, payment.id)).status).toBe('review')
  await expect(startPayment(actor, { orderId: order.id })).rejects.toMatchObject({ code: 'conflict', key: 'paymentUnderReview' })
  await expect(startPayment(actor, { orderId: order.id, method: 'mobile' })).rejects.toMatchObject({ key: 'paymentUnderReview' })
  expect(await attemptsOf(order.id)).toBe(1)
  const { actor: admin } = await anAdmin()
  expect((await recheckPayment(admin, { paymentId: payment.id })).status).toBe('settled')
})

test('an order that is not the buyer’s, is paid, cancelled or past its hour starts nothing', async () => {
  const { actor, order } = await aPendingOrder()
  const { actor: stranger } = await aUser()
  await expect(startPayment(stranger, { orderId: order.id })).rejects.toMatchObject({ code: 'not_found' })
  await age('orders', order.id, 2)
  await expect(startPayment(actor, { orderId: order.id })).rejects.toMatchObject({ key: 'orderEnded' })
  await cancelOrder(actor, { orderId: order.id })
  await expect(startPayment(actor, { orderId: order.id })).rejects.toMatchObject({ key: 'orderEnded' })
  expect(await attemptsOf(order.id)).toBe(0)

  const paid = await aPaymentAcceptedAtProvider()
  await settlePayment(system, paid.payment.id)
  await expect(startPayment(paid.actor, { orderId: paid.order.id })).rejects.toMatchObject({ key: 'alreadyPaid' })
})
