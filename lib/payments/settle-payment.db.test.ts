import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { addToCart } from '@/lib/cart/add-to-cart'
import { recheckPayment } from '@/lib/desk/recheck-payment'
import {
  age,
  anInitiatedPayment,
  aPaymentAcceptedAtProvider,
  aPendingOrder,
  aWorldOfItsOwn,
  bookedFor,
  decide,
  dial,
  expectBooksToHold,
  expectProviderToAgree,
  itemsOf,
  latestPayment,
  pathOf,
} from '@/lib/desk/testing'
import { balanceOf } from '@/lib/ledger/queries'
import { owedTo, pocket } from '@/lib/ledger/rules'
import { cancelOrder } from '@/lib/orders/cancel-order'
import { placeOrder } from '@/lib/orders/place-order'
import { aModerator, anAdmin, aPublishedPhoto, aUser } from '@/lib/testing'
import { expireOrders } from './expire-orders'
import { keepNotice } from './keep-notice'
import { pollPayments } from './poll-payments'
import { getReturnState } from './return-state'
import { settleByTransaction, settlePayment } from './settle-payment'

beforeAll(aWorldOfItsOwn)
afterEach(expectBooksToHold)
afterAll(expectProviderToAgree)

const statusOf = async (paymentId: string) => (await db.query.payments.findFirst({ where: (row, { eq }) => eq(row.id, paymentId) }))?.status
const orderOf = async (orderId: string) => (await db.query.orders.findFirst({ where: (row, { eq }) => eq(row.id, orderId) }))?.status
const eventsOf = async (name: string, key: string, id: string) =>
  (await db.query.outbox.findMany({ where: (row, { eq }) => eq(row.name, name) })).filter((row) => row.data[key] === id).length

test('an accepted payment pays its order: shares, commission, grants, invoice, history and event, to the last franc', async () => {
  const { actor, order, items, payment } = await aPaymentAcceptedAtProvider({ pricesXof: [10_000, 4_975] })
  expect((await settlePayment(system, payment.id)).status).toBe('settled')

  const paid = await db.query.orders.findFirst({ where: (row, { eq }) => eq(row.id, order.id) })
  expect(paid).toMatchObject({ status: 'paid', totalXof: 14_975 })
  for (const item of items) {
    expect(await bookedFor(item.id)).toEqual([
      ['commission', item.priceXof / 5],
      ['sale', (item.priceXof / 5) * 4],
    ])
    const revenue = await db.query.revenues.findFirst({ where: (row, { eq }) => eq(row.orderItemId, item.id) })
    expect(revenue).toMatchObject({ status: 'held', amountXof: item.shareXof })
    expect(revenue?.availableAt.getTime()).toBe((paid?.paidAt?.getTime() ?? 0) + 30 * 86_400_000)
    expect(await db.$count(schema.downloads, eq(schema.downloads.orderItemId, item.id))).toBe(1)
    expect(await balanceOf(db, pocket(item.photographerId, 'held'))).toBe(item.shareXof)
  }
  const invoice = await db.query.invoices.findFirst({ where: (row, { eq }) => eq(row.orderId, order.id) })
  expect(invoice?.lines.map((line) => line.priceXof).sort()).toEqual([10_000, 4_975])
  expect(await pathOf(order.id)).toEqual(['pending', 'paid'])
  expect(await pathOf(payment.id)).toEqual(['created', 'initiated', 'settled'])
  expect(await eventsOf('order/paid', 'orderId', order.id)).toBe(1)
  expect(await db.$count(schema.cartItems, eq(schema.cartItems.userId, actor.userId))).toBe(0)
  expect(await getReturnState(actor, payment.transactionId)).toMatchObject({ state: 'paid', reasonKey: null, orderId: order.id })
})

test('webhook, return, poller and admin at once settle once', async () => {
  const { order, items, payment } = await aPaymentAcceptedAtProvider()
  const { actor: admin } = await anAdmin()
  await age('payments', payment.id, 1)
  const notice = { transactionId: payment.transactionId, siteId: '999001', fields: { cpm_trans_id: payment.transactionId } }
  await Promise.all([
    keepNotice(notice).then(() => settleByTransaction(payment.transactionId)),
    settleByTransaction(payment.transactionId),
    pollPayments(),
    recheckPayment(admin, { paymentId: payment.id }),
    settlePayment(system, payment.id),
  ])
  expect(await bookedFor(items[0]?.id ?? '')).toEqual([
    ['commission', 2_000],
    ['sale', 8_000],
  ])
  expect(await pathOf(payment.id)).toEqual(['created', 'initiated', 'settled'])
  expect(await eventsOf('order/paid', 'orderId', order.id)).toBe(1)
  expect(await db.$count(schema.webhookNotices, eq(schema.webhookNotices.paymentId, payment.id))).toBe(1)
})

test('a waiting payment waits, and is no failure', async () => {
  const made = await aPendingOrder()
  const payment = await anInitiatedPayment(made)
  await decide(payment.transactionId, 'waiting')
  expect((await settlePayment(system, payment.id)).status).toBe('waiting')
  expect(await getReturnState(made.actor, made.order.id)).toMatchObject({ state: 'confirming' })
  await decide(payment.transactionId, 'accepted')
  expect((await settlePayment(system, payment.id)).status).toBe('settled')
})

test('a refused payment leaves the order open for another attempt, and REFUSED after ACCEPTED changes nothing', async () => {
  const made = await aPendingOrder()
  const first = await anInitiatedPayment(made)
  await decide(first.transactionId, 'insufficient')
  expect((await settlePayment(system, first.id)).status).toBe('refused')
  expect(await orderOf(made.order.id)).toBe('pending')
  expect(await getReturnState(made.actor, made.order.id)).toMatchObject({ state: 'failed', reasonKey: 'balance' })

  const second = await anInitiatedPayment(made)
  expect(second.id).not.toBe(first.id)
  await decide(second.transactionId, 'accepted')
  await settlePayment(system, second.id)
  await decide(second.transactionId, 'refused', { force: true })
  expect((await settlePayment(system, second.id)).status).toBe('settled')
  expect(await orderOf(made.order.id)).toBe('paid')
  await decide(second.transactionId, 'accepted', { force: true }) // The provider's books are as ours again.
})

test.each([
  ['amount', { dial: 'wrong-amount', amount: 100 }],
  ['currency', { dial: 'wrong-currency', currency: 'EUR' }],
])('an accepted payment of another %s is under review until an admin has asked again', async (_, fault) => {
  const { order, items, payment } = await aPaymentAcceptedAtProvider()
  await dial({ ...fault, transaction_id: payment.transactionId, times: 2 })
  expect((await settlePayment(system, payment.id)).status).toBe('review')
  const [step] = await db.query.histories.findMany({ where: (row, { and, eq }) => and(eq(row.subjectId, payment.id), eq(row.toState, 'review')) })
  const came = 'amount' in fault ? `${fault.amount} XOF` : `${order.totalXof} EUR`
  expect(step?.cause).toBe(`provider 00, amount ${came}, expected ${order.totalXof} XOF`)
  expect(await eventsOf('payment/in_review', 'paymentId', payment.id)).toBe(1)
  expect(await orderOf(order.id)).toBe('pending')
  expect(await bookedFor(items[0]?.id ?? '')).toEqual([])

  const { actor: admin } = await anAdmin()
  expect((await recheckPayment(admin, { paymentId: payment.id })).status).toBe('review') // Still the wrong one.
  expect((await settlePayment(system, payment.id)).status).toBe('review') // Right by now, but no human has looked.
  expect((await recheckPayment(admin, { paymentId: payment.id })).status).toBe('settled')
  expect(await pathOf(payment.id)).toEqual(['created', 'initiated', 'review', 'settled'])
})

test('that an admin asked again is kept before the asking, also when it fails', async () => {
  const { order, payment } = await aPaymentAcceptedAtProvider()
  const { actor: admin } = await anAdmin()
  const values = { orderId: order.id, year: 1998, number: 1, buyerName: 'x', buyerEmail: 'x', lines: [], totalXof: 1 }
  await db.insert(schema.invoices).values(values) // Settling would give it a second one.
  await expect(recheckPayment(admin, { paymentId: payment.id })).rejects.toThrow()
  const kept = () => db.select().from(schema.audit).where(eq(schema.audit.subjectId, payment.id))
  expect(await kept()).toMatchObject([{ action: 'payment.recheck', actorId: admin.userId, before: { status: 'initiated' } }])
  await db.delete(schema.invoices).where(eq(schema.invoices.orderId, order.id))
  expect((await recheckPayment(admin, { paymentId: payment.id })).status).toBe('settled')
  expect(await kept()).toHaveLength(2)
  await expect(recheckPayment(admin, { paymentId: crypto.randomUUID() })).rejects.toMatchObject({ code: 'not_found' })
})

test('money that comes after the order expired or was cancelled still buys', async () => {
  const expired = await aPendingOrder()
  const late = await anInitiatedPayment(expired)
  await age('orders', expired.order.id, 2)
  await expireOrders()
  expect(await orderOf(expired.order.id)).toBe('expired')
  await decide(late.transactionId, 'accepted')
  await settlePayment(system, late.id)
  expect(await pathOf(expired.order.id)).toEqual(['pending', 'expired', 'paid'])

  const cancelled = await aPendingOrder()
  const later = await anInitiatedPayment(cancelled)
  await cancelOrder(cancelled.actor, { orderId: cancelled.order.id })
  await decide(later.transactionId, 'accepted')
  await settlePayment(system, later.id)
  expect(await pathOf(cancelled.order.id)).toEqual(['pending', 'cancelled', 'paid'])
})

test('an order past its hour that was paid meanwhile is paid, not expired; one the provider cannot be asked about waits', async () => {
  const paid = await aPaymentAcceptedAtProvider()
  await age('orders', paid.order.id, 2)
  const dark = await aPendingOrder()
  const payment = await anInitiatedPayment(dark)
  await age('orders', dark.order.id, 2)
  await dial({ dial: 'status-500', on: 'check', transaction_id: payment.transactionId, times: 1 })
  await expireOrders()
  expect(await pathOf(paid.order.id)).toEqual(['pending', 'paid'])
  expect(await orderOf(dark.order.id)).toBe('pending')
  await expireOrders()
  expect(await orderOf(dark.order.id)).toBe('expired')
})

test('one order that cannot be settled does not keep the others past their hour open', async () => {
  const stuck = await aPaymentAcceptedAtProvider()
  await age('orders', stuck.order.id, 3)
  const other = await aPendingOrder()
  await age('orders', other.order.id, 2)
  const values = { orderId: stuck.order.id, year: 1999, number: 1, buyerName: 'x', buyerEmail: 'x', lines: [], totalXof: 1 }
  await db.insert(schema.invoices).values(values) // Settling would give it a second one.
  await expect(expireOrders()).rejects.toThrow('1 of 2 orders')
  expect(await orderOf(other.order.id)).toBe('expired')
  await db.delete(schema.invoices).where(eq(schema.invoices.orderId, stuck.order.id))
  expect(await expireOrders()).toBe(0)
  expect(await orderOf(stuck.order.id)).toBe('paid')
})

test('two orders for the same photo both accepted: the first buys, the second is owed', async () => {
  const { actor } = await aUser()
  const shared = await aPublishedPhoto({ priceXof: 5_000 })
  await addToCart(actor, { photoId: shared.id, licence: 'standard' })
  const one = await placeOrder(actor)
  const first = await anInitiatedPayment({ actor, order: one })
  await addToCart(actor, { photoId: (await aPublishedPhoto()).id, licence: 'standard' })
  const two = await placeOrder(actor)
  const second = await anInitiatedPayment({ actor, order: two })
  expect(two.id).not.toBe(one.id)
  for (const payment of [first, second]) await decide(payment.transactionId, 'accepted')
  await Promise.all([settlePayment(system, first.id), settlePayment(system, second.id)])

  const ends = await Promise.all(
    [first, second].map(async (payment) => ({ payment, status: await statusOf(payment.id), order: await orderOf(payment.orderId) })),
  )
  expect(ends.map(({ status }) => status).sort()).toEqual(['owed', 'settled'])
  const lost = ends.find(({ status }) => status === 'owed')
  expect(lost?.order).toBe('refund_due')
  expect(await bookedFor(lost?.payment.id ?? '')).toEqual([['owed', lost?.payment.amountXof]])
  expect(await balanceOf(db, owedTo(actor.userId))).toBe(lost?.payment.amountXof)
  expect(await eventsOf('payment/owed', 'paymentId', lost?.payment.id ?? '')).toBe(1)
  expect(await getReturnState(actor, lost?.payment.orderId ?? '')).toMatchObject({ state: 'refund_due' })
  const sold = await Promise.all((await itemsOf(lost?.payment.orderId ?? '')).map((item) => bookedFor(item.id)))
  expect(sold.flat()).toEqual([])
})

test('an order paid twice stays paid, and the second payment is owed', async () => {
  const made = await aPaymentAcceptedAtProvider()
  await decide(made.payment.transactionId, 'refused', { force: true })
  await settlePayment(system, made.payment.id)
  const second = await anInitiatedPayment(made)
  await decide(second.transactionId, 'accepted')
  await decide(made.payment.transactionId, 'accepted', { force: true })
  await Promise.all([settlePayment(system, made.payment.id), settlePayment(system, second.id)])
  expect([await statusOf(made.payment.id), await statusOf(second.id)].sort()).toEqual(['owed', 'settled'])
  expect(await orderOf(made.order.id)).toBe('paid')
  expect(await getReturnState(made.actor, made.order.id)).toMatchObject({ state: 'paid', reasonKey: 'paidTwice' })
})

test('a photo taken down meanwhile is not sold: the money is owed. One merely unlisted or repriced is, at the frozen price', async () => {
  const gone = await aPaymentAcceptedAtProvider()
  const kept = await aPaymentAcceptedAtProvider({ pricesXof: [7_500] })
  const takeDown = (photoId: string, status: 'taken_down' | 'unlisted') =>
    db.transaction(async (tx) => {
      await tx.update(schema.photos).set({ status, priceXof: 20_000 }).where(eq(schema.photos.id, photoId))
      await tx.insert(schema.histories).values({ subject: 'photo', subjectId: photoId, fromState: 'published', toState: status, event: 'made_for_test' })
    })
  await takeDown(gone.items[0]?.photoId ?? '', 'taken_down')
  await takeDown(kept.items[0]?.photoId ?? '', 'unlisted')
  await settlePayment(system, gone.payment.id)
  await settlePayment(system, kept.payment.id)
  expect(await pathOf(gone.order.id)).toEqual(['pending', 'refund_due'])
  expect(await bookedFor(kept.items[0]?.id ?? '')).toEqual([
    ['commission', 1_500],
    ['sale', 6_000],
  ])
})

test('the provider away changes nothing, and the poller comes back', async () => {
  const { payment } = await aPaymentAcceptedAtProvider()
  await dial({ dial: 'not-json', on: 'check', transaction_id: payment.transactionId, times: 1 })
  await dial({ dial: 'status-429', on: 'check', transaction_id: payment.transactionId, times: 1 })
  for (const _ of [1, 2]) expect((await settlePayment(system, payment.id)).status).toBe('initiated')
  await age('payments', payment.id, 1)
  await pollPayments()
  expect(await statusOf(payment.id)).toBe('settled')
})

test('an attempt nobody paid in 72 hours is timed out after a check, and money that comes later still counts', async () => {
  const made = await aPendingOrder()
  const payment = await anInitiatedPayment(made)
  await age('payments', payment.id, 73)
  await pollPayments()
  expect(await statusOf(payment.id)).toBe('timed_out')
  expect((await latestPayment(made.order.id)).nextCheckAt).toBeNull()
  await decide(payment.transactionId, 'accepted')
  await settleByTransaction(payment.transactionId)
  expect(await statusOf(payment.id)).toBe('settled')
})

test('only the system and admins settle; an unknown transaction changes nothing', async () => {
  const { actor, payment } = await aPaymentAcceptedAtProvider()
  const { actor: moderator } = await aModerator()
  for (const other of [actor, moderator]) {
    await expect(settlePayment(other, payment.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(recheckPayment(other, { paymentId: payment.id })).rejects.toMatchObject({ code: 'not_found' })
  }
  expect(await settleByTransaction('P-NOBODY')).toBeNull()
  await keepNotice({ transactionId: 'P-NOBODY', siteId: '999001', fields: { cpm_trans_id: 'P-NOBODY' } })
  expect(await db.$count(schema.webhookNotices, eq(schema.webhookNotices.transactionId, 'P-NOBODY'))).toBe(1)
  expect(await statusOf(payment.id)).toBe('initiated')
  await settlePayment(system, payment.id)
})
