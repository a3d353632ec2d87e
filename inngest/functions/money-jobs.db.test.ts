import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db'
import { aJobServer, type Drive } from '@/inngest/testing'
import { age, aPaymentAcceptedAtProvider, aSoldItem, asOwner, aWorldOfItsOwn, expectBooksToHold, olderSale, pathOf, simulator } from '@/lib/desk/testing'
import { earningsOf } from '@/lib/ledger/queries'
import { approvePayout } from '@/lib/payouts/approve-payout'
import { requestPayout } from '@/lib/payouts/request-payout'
import { anAdmin, aPhotographer } from '@/lib/testing'

let drive: Drive
let cron: (id: string) => Promise<unknown>
beforeAll(async () => {
  const close = await aWorldOfItsOwn()
  ;({ drive, cron } = await aJobServer())
  return close
})

test('a paid order is fulfilled: invoice, mails, completed; a second event changes nothing', async () => {
  const { order, payment } = await aSoldItem()
  for (const _ of [1, 2]) await drive('fulfil-order', 'order/paid', { orderId: order.id, paymentId: payment.id })
  expect(await pathOf(order.id)).toEqual(['pending', 'paid', 'completed'])
  const mails = await db.query.notices.findMany({ where: (row, { like }) => like(row.effectKey, `%${order.id}%`) })
  expect(mails.map((mail) => mail.template).sort()).toEqual(['new-sale', 'order-receipt'])
})

test('with every webhook lost the poller settles; what a webhook told of is settled by its job', async () => {
  const [polled, noticed] = [await aPaymentAcceptedAtProvider(), await aPaymentAcceptedAtProvider()]
  await drive('settle-noticed', 'payment/noticed', { paymentId: noticed.payment.id })
  await age('payments', polled.payment.id, 1)
  expect(await cron('poll-payments')).toBeGreaterThanOrEqual(1)
  for (const { order } of [polled, noticed]) expect(await pathOf(order.id)).toEqual(['pending', 'paid'])
})

test('the minute and the hour: expiring, sweeping, releasing', async () => {
  const seller = await aPhotographer()
  const { item } = await aSoldItem({ photographerId: seller.photographer.id })
  await olderSale(item.orderId, 31)
  expect(await cron('release-revenues')).toBe(1)
  expect(await earningsOf(seller.actor)).toMatchObject({ availableXof: 8_000 })
  expect(await cron('expire-orders')).toBe(0)
  expect(await cron('sweep-owed')).toBeTypeOf('number')
  await expectBooksToHold()
})

test('an approved payout is sent and followed to its end, and its photographer is told once', async () => {
  const seller = await aPhotographer({ payoutPrefix: '225', payoutPhone: '0700000001', payoutHolder: 'Aïssata Koné' })
  const { item } = await aSoldItem({ photographerId: seller.photographer.id })
  await olderSale(item.orderId, 31)
  await cron('release-revenues')
  const payout = await requestPayout(seller.actor)
  await approvePayout((await anAdmin()).actor, { payoutId: payout.id })
  await drive('submit-payout', 'payout/approved', { payoutId: payout.id })
  const { clientTransactionId } = (await db.query.payouts.findFirst({ where: (row, { eq }) => eq(row.id, payout.id) })) ?? {}
  await simulator('/_decide', { client_transaction_id: clientTransactionId, outcome: 'VAL' })
  for (const _ of [1, 2]) await drive('submit-payout', 'payout/approved', { payoutId: payout.id })
  for (const _ of [1, 2]) await drive('notify-payout', 'payout/ended', { payoutId: payout.id })
  expect(await pathOf(payout.id)).toEqual(['requested', 'approved', 'submitted', 'confirmed'])
  const told = await db.query.notices.findMany({ where: (row, { like }) => like(row.effectKey, `payout:${payout.id}%`) })
  expect(told.map((notice) => notice.template)).toEqual(['payout-sent'])
})

test('staff are told once of money under review, and once more when it buys nothing', async () => {
  const { payment } = await aSoldItem()
  for (const name of ['payment/in_review', 'payment/in_review', 'payment/owed', 'payment/owed']) await drive('report-owed', name, { paymentId: payment.id })
  const told = await db.query.notices.findMany({ where: (row, { like }) => like(row.effectKey, `%:${payment.id}`), orderBy: (row) => row.id })
  expect(told).toMatchObject(['payment-review', 'payment-owed'].map((template) => ({ template, toAddress: process.env.ALERT_ADDRESS })))
})

test('an event about nothing ends its run; the nightly check of broken books fails', async () => {
  await expect(drive('settle-noticed', 'payment/noticed', { paymentId: crypto.randomUUID() })).rejects.toThrow('not_found')
  await asOwner((client) => client.query('update revenues set amount_xof = amount_xof + 5'))
  await expect(cron('check-books')).rejects.toThrow(/The books are broken: .*4/)
})
