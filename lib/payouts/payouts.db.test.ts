import { eq } from 'drizzle-orm'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { db, schema } from '@/db'
import { sendPayout } from '@/lib/desk/send-payout'
import { age, aSoldItem, asOwner, aWorldOfItsOwn, bookedFor, decide, dial, expectBooksToHold, olderSale, pathOf, simulator } from '@/lib/desk/testing'
import { moveMoney } from '@/lib/ledger/move-money'
import { earningsOf } from '@/lib/ledger/queries'
import { releaseRevenues } from '@/lib/ledger/release-revenues'
import { commission, pocket, provider } from '@/lib/ledger/rules'
import { anAdmin, aPhotographer } from '@/lib/testing'
import { approvePayout } from './approve-payout'
import { cancelPayout } from './cancel-payout'
import { checkPayout } from './check-payout'
import { listAllPayouts, listPayouts } from './queries'
import { rejectPayout } from './reject-payout'
import { requestPayout } from './request-payout'
import { submitPayout } from './submit-payout'

beforeAll(aWorldOfItsOwn)
afterEach(expectBooksToHold)

type Seller = Awaited<ReturnType<typeof aPhotographer>>

async function aSeller(...pricesXof: number[]) {
  const seller = await aPhotographer({ payoutPrefix: '225', payoutPhone: '0700000001', payoutHolder: 'Aïssata Koné' })
  for (const priceXof of pricesXof) await sellLongAgo(seller, priceXof)
  await releaseRevenues()
  return seller
}

async function sellLongAgo(seller: Seller, priceXof: number) {
  const sold = await aSoldItem({ photographerId: seller.photographer.id, priceXof })
  await olderSale(sold.item.orderId, 31)
  return sold
}

async function anApprovedPayout(...pricesXof: number[]) {
  const seller = await aSeller(...pricesXof)
  const payout = await requestPayout(seller.actor)
  const { actor: admin } = await anAdmin()
  await approvePayout(admin, { payoutId: payout.id })
  return { seller, payout, admin }
}

const clientIdOf = async (payoutId: string) => (await db.query.payouts.findFirst({ where: eq(schema.payouts.id, payoutId) }))?.clientTransactionId ?? ''
const sentToProvider = async () => ((await simulator('/_books')) as { transfers: { client_transaction_id: string; amount: number }[] }).transfers
const end = (client_transaction_id: string, outcome: 'VAL' | 'REJ') => simulator('/_decide', { client_transaction_id, outcome })
const statesOfRevenues = async (seller: Seller) =>
  (await db.query.revenues.findMany({ where: eq(schema.revenues.photographerId, seller.photographer.id) })).map((row) => row.status)

test('a payout takes everything available and reserves it, asked for once however often at once', async () => {
  const seller = await aSeller(10_000, 5_000)
  const asked = await Promise.allSettled(Array.from({ length: 6 }, () => requestPayout(seller.actor)))
  expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(await earningsOf(seller.actor)).toMatchObject({ availableXof: 0, reservedXof: 12_000 })
  expect(await statesOfRevenues(seller)).toEqual(['reserved', 'reserved'])
  const { payouts } = await listPayouts(seller.actor)
  expect(payouts).toMatchObject([{ status: 'requested', amountXof: 12_000, phone: '•••• 0001' }])
})

test('while a payout is under way there is no second, whatever has become available since', async () => {
  const seller = await aSeller(10_000)
  await requestPayout(seller.actor)
  await sellLongAgo(seller, 5_000)
  await releaseRevenues()
  await expect(requestPayout(seller.actor)).rejects.toMatchObject({ code: 'conflict', key: 'payoutOpen' })
  expect(await earningsOf(seller.actor)).toMatchObject({ availableXof: 4_000, reservedXof: 8_000 })
})

test('below 2 000 francs, without a number, or for who sells nothing, there is no payout', async () => {
  await expect(requestPayout((await aSeller(2_000)).actor)).rejects.toMatchObject({ key: 'payoutTooSmall' })
  await expect(requestPayout((await aPhotographer()).actor)).rejects.toMatchObject({ key: 'payoutNumberMissing' })
  const { actor: admin } = await anAdmin()
  await expect(requestPayout(admin)).rejects.toMatchObject({ code: 'not_found' })
})

test('an approved payout is transferred, confirmed and booked once', async () => {
  const { seller, payout } = await anApprovedPayout(10_000)
  await dial({
    dial: 'transfer-never',
    transaction_id: `PO-${BigInt(`0x${payout.id.replaceAll('-', '')}`)
      .toString(36)
      .toUpperCase()}`,
  })
  await Promise.all([sendPayout(payout.id), sendPayout(payout.id), sendPayout(payout.id)])
  const clientId = await clientIdOf(payout.id)
  expect((await sentToProvider()).filter((row) => row.client_transaction_id === clientId)).toMatchObject([{ amount: 8_000 }])
  expect(await checkPayout(payout.id)).toBe('submitted')
  await end(clientId, 'VAL')
  await Promise.all([checkPayout(payout.id), checkPayout(payout.id), checkPayout(payout.id)])
  expect(await pathOf(payout.id)).toEqual(['requested', 'approved', 'submitted', 'confirmed'])
  expect(await bookedFor(payout.id)).toEqual([
    ['payout_paid', 8_000],
    ['payout_reserve', 8_000],
  ])
  expect(await earningsOf(seller.actor)).toMatchObject({ availableXof: 0, reservedXof: 0, paidXof: 8_000 })
  expect(await statesOfRevenues(seller)).toEqual(['paid_out'])
})

test('a rejected transfer gives the money back, and a new payout takes it again', async () => {
  const { seller, payout } = await anApprovedPayout(10_000)
  await sendPayout(payout.id)
  await end(await clientIdOf(payout.id), 'REJ')
  expect(await checkPayout(payout.id)).toBe('failed')
  expect(await earningsOf(seller.actor)).toMatchObject({ availableXof: 8_000, reservedXof: 0, paidXof: 0 })
  const again = await requestPayout(seller.actor)
  expect(again).toMatchObject({ amountXof: 8_000 })
  expect(again.id).not.toBe(payout.id)
})

test('a transfer whose answer is lost is unknown: it is asked about, never sent again', async () => {
  const { payout } = await anApprovedPayout(10_000)
  await dial({ dial: 'status-500', on: 'send', times: 1, created: true })
  await sendPayout(payout.id)
  expect(await pathOf(payout.id)).toEqual(['requested', 'approved', 'submitted', 'unknown'])
  await submitPayout(payout.id)
  const clientId = await clientIdOf(payout.id)
  expect((await sentToProvider()).filter((row) => row.client_transaction_id === clientId)).toHaveLength(1)
  await end(clientId, 'VAL')
  expect(await checkPayout(payout.id)).toBe('confirmed')
})

test('a transfer that never arrived fails only after a while, since it may be on its way', async () => {
  const { seller, payout } = await anApprovedPayout(10_000)
  await dial({ dial: 'status-500', on: 'send', times: 1 })
  await sendPayout(payout.id)
  expect(await checkPayout(payout.id)).toBe('unknown')
  await age('payouts', payout.id, 1)
  expect(await checkPayout(payout.id)).toBe('failed')
  expect(await earningsOf(seller.actor)).toMatchObject({ availableXof: 8_000, reservedXof: 0 })
})

test('an admin approves, never the payee; above 500 000 francs two do', async () => {
  const seller = await aSeller(10_000)
  const payout = await requestPayout(seller.actor)
  const { actor: admin } = await anAdmin()
  const { actor: second } = await anAdmin()
  await expect(approvePayout(seller.actor, { payoutId: payout.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(approvePayout({ ...seller.actor, role: 'admin' }, { payoutId: payout.id })).rejects.toMatchObject({ code: 'forbidden' })
  await approvePayout(admin, { payoutId: payout.id })
  await expect(approvePayout(second, { payoutId: payout.id })).rejects.toMatchObject({ key: 'wrongState' })

  const rich = await aSeller(700_000)
  const large = await requestPayout(rich.actor)
  expect(await approvePayout(admin, { payoutId: large.id })).toMatchObject({ status: 'requested' })
  await expect(approvePayout(admin, { payoutId: large.id })).rejects.toMatchObject({ key: 'payoutSecondAdmin' })
  expect(await approvePayout(second, { payoutId: large.id })).toMatchObject({ status: 'approved', approvedBy: second.userId })
  expect((await listAllPayouts(admin, { status: 'approved' })).payouts.map((row) => row.id)).toContain(large.id)
  await expect(listAllPayouts(rich.actor)).rejects.toMatchObject({ code: 'not_found' })
})

test('approve against cancel: one wins, and the money is reserved or back', async () => {
  const { actor: admin } = await anAdmin()
  const seller = await aSeller(10_000)
  const payout = await requestPayout(seller.actor)
  const ends = await Promise.allSettled([approvePayout(admin, { payoutId: payout.id }), cancelPayout(seller.actor, { payoutId: payout.id })])
  expect(ends.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  const { availableXof, reservedXof } = await earningsOf(seller.actor)
  expect([availableXof, reservedXof].sort()).toEqual([0, 8_000])
})

test('a requested payout is rejected by an admin or cancelled by its payee alone', async () => {
  const { actor: admin } = await anAdmin()
  const [seller, other] = [await aSeller(10_000), await aSeller()]
  const payout = await requestPayout(seller.actor)
  await expect(cancelPayout(other.actor, { payoutId: payout.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(rejectPayout(seller.actor, { payoutId: payout.id })).rejects.toMatchObject({ code: 'not_found' })
  await rejectPayout(admin, { payoutId: payout.id })
  expect(await earningsOf(seller.actor)).toMatchObject({ availableXof: 8_000, reservedXof: 0 })
  expect((await listPayouts(other.actor)).payouts).toEqual([])
})

test('what was paid out and refunded is owed, and the next release pays it first', async () => {
  const { seller, payout } = await anApprovedPayout(12_500)
  await sendPayout(payout.id)
  await end(await clientIdOf(payout.id), 'VAL')
  await checkPayout(payout.id)
  await refundByHand(seller)
  expect(await earningsOf(seller.actor)).toMatchObject({ paidXof: 10_000, clawbackXof: -10_000 })
  const [small, large] = [await sellLongAgo(seller, 5_000), await sellLongAgo(seller, 10_000)]
  await olderSale(small.item.orderId, 1)
  await releaseRevenues()
  expect(await bookedFor(small.revenue.id)).toEqual([
    ['release', 4_000],
    ['release_clawback', 4_000],
  ])
  expect(await bookedFor(large.revenue.id)).toEqual([
    ['release', 8_000],
    ['release_clawback', 6_000],
  ])
  expect(await earningsOf(seller.actor)).toMatchObject({ availableXof: 2_000, clawbackXof: 0 })
  expect(await requestPayout(seller.actor)).toMatchObject({ amountXof: 2_000 })
  expect(await statesOfRevenues(seller)).toEqual(['reversed', 'reserved', 'reserved'])
})

/** A refund of the seller's only sale after it was paid out, booked as the ledger's table says; the verb comes later. */
async function refundByHand({ photographer }: Seller) {
  const revenue = await db.query.revenues.findFirst({ where: eq(schema.revenues.photographerId, photographer.id) })
  const item = await db.query.orderItems.findFirst({ where: eq(schema.orderItems.id, revenue?.orderItemId ?? '') })
  if (!revenue || !item) throw new Error('nothing was sold')
  await db.transaction(async (tx) => {
    const [refund] = await tx.insert(schema.refunds).values({ orderItemId: item.id, status: 'confirmed', amountXof: item.priceXof, reason: 'test' }).returning()
    const sourceId = refund?.id ?? ''
    await moveMoney(tx, [
      { from: pocket(photographer.id, 'clawback'), to: provider, amountXof: item.shareXof, reason: 'refund_clawback', sourceId },
      { from: commission, to: provider, amountXof: item.priceXof - item.shareXof, reason: 'refund_commission', sourceId },
    ])
    await tx.update(schema.revenues).set({ status: 'reversed' }).where(eq(schema.revenues.id, revenue.id))
    await tx.update(schema.orders).set({ status: 'partly_refunded' }).where(eq(schema.orders.id, item.orderId))
    await tx.update(schema.downloads).set({ revokedAt: new Date() }).where(eq(schema.downloads.orderItemId, item.id))
    await tx.insert(schema.histories).values([
      { subject: 'revenue', subjectId: revenue.id, fromState: 'paid_out', toState: 'reversed', event: 'reverse' },
      { subject: 'order', subjectId: item.orderId, fromState: 'paid', toState: 'partly_refunded', event: 'refundPart' },
    ])
  })
}

test('payouts stop while the books are broken, or the provider knows nothing of the sale', async () => {
  const { seller, payout } = await anApprovedPayout(10_000)
  const revenue = await db.query.revenues.findFirst({ where: eq(schema.revenues.photographerId, seller.photographer.id) })
  const shift = (xof: number) => asOwner((client) => client.query('update revenues set amount_xof = amount_xof + $2 where id = $1', [revenue?.id, xof]))
  await shift(5)
  await expect(sendPayout(payout.id)).rejects.toMatchObject({ code: 'unavailable', key: 'booksBroken' })
  await shift(-5)

  const item = await db.query.orderItems.findFirst({ where: eq(schema.orderItems.id, revenue?.orderItemId ?? '') })
  const payment = await db.query.payments.findFirst({ where: eq(schema.payments.orderId, item?.orderId ?? '') })
  await decide(payment?.transactionId ?? '', 'refused', { force: true })
  await expect(sendPayout(payout.id)).rejects.toMatchObject({ key: 'booksBroken', values: { numbers: '8' } })
  expect(await pathOf(payout.id)).toEqual(['requested', 'approved'])
  await decide(payment?.transactionId ?? '', 'accepted', { force: true })
  await sendPayout(payout.id)
  expect(await pathOf(payout.id)).toEqual(['requested', 'approved', 'submitted'])

  await shift(5)
  await sendPayout(payout.id) // Sent already: broken books must not keep us from asking how it ended.
  await shift(-5)
})
