import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { Client } from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { type Db, db, schema } from '@/db'
import { releaseRevenues } from '@/lib/ledger/release-revenues'
import { requestPayout } from '@/lib/payouts/request-payout'
import { deleteObject, putObject } from '@/lib/storage'
import { aModerator, anAdmin, aPhotographer, aPublishedPhoto } from '@/lib/testing'
import { checkDatabase } from './check-books'
import { findLostObjects } from './find-lost-objects'
import { findUnsettled } from './find-unsettled'
import { adminOverview, getBooks, getOrderTimeline, listAllOrders } from './queries'
import { aPaymentAcceptedAtProvider, aPendingOrder, aSoldItem, asOwner, aWorldOfItsOwn, decide, olderSale, simulator } from './testing'

let sale: Awaited<ReturnType<typeof aSoldItem>>
let reserved: { payoutId: string; revenueId: string }

beforeAll(async () => {
  const close = await aWorldOfItsOwn()
  sale = await aSoldItem({ priceXof: 10_000 })
  const seller = await aPhotographer({ payoutPrefix: '225', payoutPhone: '0700000001', payoutHolder: 'Aïssata Koné' })
  const old = await aSoldItem({ photographerId: seller.photographer.id, priceXof: 5_000 })
  await olderSale(old.item.orderId, 31)
  await releaseRevenues()
  reserved = { payoutId: (await requestPayout(seller.actor)).id, revenueId: old.revenue.id }
  await aPendingOrder()
  await asOwner((client) => client.query('update outbox set sent_at = now()'))
  return close
})

/** Numbers of the invariants that are broken once `plant` has been at the tables; the tables are as before after. */
const brokenBy = (plant: (client: Client) => Promise<unknown>) =>
  asOwner(async (client) => {
    await client.query('begin')
    await plant(client)
    const checked = await checkDatabase(drizzle(client) as unknown as Db)
    await client.query('rollback')
    return checked.filter((invariant) => invariant.broken > 0).map((invariant) => invariant.number)
  })

const move =
  (from: string, to: string, xof: number, reason = 'owed', source = 'gen_random_uuid()') =>
  (client: Client) =>
    client.query(
      `insert into transfers (id, from_account, to_account, amount_xof, reason, source_id) values (gen_random_uuid(), '${from}', '${to}', ${xof}, '${reason}', ${source})`,
    )
const run = (text: (ids: ReturnType<typeof idsOf>) => string) => (client: Client) => client.query(text(idsOf()))
const idsOf = () => ({
  order: sale.order.id,
  item: sale.item.id,
  revenue: sale.revenue.id,
  payment: sale.payment.id,
  photo: sale.photo.id,
  photographer: sale.item.photographerId,
  buyer: sale.actor.userId,
  ...reserved,
})

test('the books of sales, a payout and a pending order hold', async () => {
  expect((await checkDatabase()).map(({ number, broken }) => [number, broken])).toEqual([1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 13].map((number) => [number, 0]))
})

const planted: [number, string, (client: Client) => Promise<unknown>][] = [
  [
    1,
    'a commission of another amount',
    run(({ item }) => `update transfers set amount_xof = amount_xof - 5 where source_id = '${item}' and reason = 'commission'`),
  ],
  [1, 'a sale without transfers', run(({ item }) => `delete from transfers where source_id = '${item}'`)],
  [1, 'a sale of nothing', (client) => move('provider', 'platform:commission', 500, 'commission')(client)],
  [1, 'held below zero', (client) => move(`photographer:${idsOf().photographer}:held`, 'provider', 9_000, 'refund_share')(client)],
  [1, 'clawback above zero', (client) => move('provider', `photographer:${idsOf().photographer}:clawback`, 5)(client)],
  [2, 'a payout that reserved nothing', run(({ payoutId }) => `update payouts set amount_xof = amount_xof + 25 where id = '${payoutId}'`)],
  [2, 'a closed payout whose money is still reserved', run(({ payoutId }) => `update payouts set status = 'cancelled' where id = '${payoutId}'`)],
  [3, 'a paid order without a settled payment', run(({ payment }) => `update payments set status = 'refused' where id = '${payment}'`)],
  [3, 'a settled payment of another amount', run(({ payment }) => `update payments set amount_xof = 9975 where id = '${payment}'`)],
  [3, 'a settled payment of an order that is not paid', run(({ order }) => `update orders set status = 'pending', paid_at = null where id = '${order}'`)],
  [
    3,
    'a total that is not the sum of the items',
    run(
      ({ order, payment }) =>
        `with o as (update orders set total_xof = 10025 where id = '${order}') update payments set amount_xof = 10025 where id = '${payment}'`,
    ),
  ],
  [4, 'an item of a paid order without a revenue', run(({ revenue }) => `delete from revenues where id = '${revenue}'`)],
  [4, 'a revenue of another share', run(({ revenue }) => `update revenues set amount_xof = 7995 where id = '${revenue}'`)],
  [5, 'a revenue available too early', run(({ revenue }) => `update revenues set status = 'available' where id = '${revenue}'`)],
  [5, 'a reserved revenue in no payout', run(({ revenueId }) => `update revenues set payout_id = null where id = '${revenueId}'`)],
  [
    5,
    'a payout of a revenue that is paid out before it is confirmed',
    run(({ revenueId }) => `update revenues set status = 'paid_out' where id = '${revenueId}'`),
  ],
  [6, 'a photographer with more than their share', (client) => move('provider', `photographer:${idsOf().photographer}:held`, 500)(client)],
  [
    7,
    'a refund above the price',
    run(({ item }) => `insert into refunds (id, order_item_id, amount_xof, reason) values (gen_random_uuid(), '${item}', 10005, 'x')`),
  ],
  [
    7,
    'a refund of a payment that is not owed',
    run(({ payment }) => `insert into refunds (id, payment_id, amount_xof, reason) values (gen_random_uuid(), '${payment}', 100, 'x')`),
  ],
  [7, 'more given back than was owed', (client) => move(`buyer:${idsOf().buyer}:owed`, 'provider', 500, 'owed_returned')(client)],
  [9, 'a live grant on a photo taken down', run(({ photo }) => `update photos set status = 'taken_down' where id = '${photo}'`)],
  [
    9,
    'more files than allowed',
    run(
      ({ item, buyer }) =>
        `insert into download_files (id, download_id, buyer_id, counted) select gen_random_uuid(), d.id, '${buyer}', 1 from downloads d, generate_series(1, 6) where d.order_item_id = '${item}'`,
    ),
  ],
  [9, 'a grant of somebody else', run(({ item }) => `update downloads set buyer_id = gen_random_uuid() where order_item_id = '${item}'`)],
  [
    10,
    'an event nobody sent',
    (client) => client.query(`update outbox set sent_at = null, created_at = now() - interval '2 minutes' where id = (select id from outbox limit 1)`),
  ],
  [12, 'a gap in the numbers', run(({ order }) => `update invoices set number = number + 100 where order_id = '${order}'`)],
  [12, 'a paid order without an invoice', run(({ order }) => `delete from invoices where order_id = '${order}'`)],
  [
    13,
    'a state the history does not know',
    run(
      ({ payment }) => `insert into histories (subject, subject_id, from_state, to_state, event) values ('payment', '${payment}', 'settled', 'refused', 'x')`,
    ),
  ],
  [
    13,
    'a step that is in no table',
    run(
      ({ order }) =>
        `with h as (insert into histories (subject, subject_id, from_state, to_state, event) values ('order', '${order}', 'paid', 'cancelled', 'x')) update orders set status = 'cancelled' where id = '${order}'`,
    ),
  ],
  [
    13,
    'a photographer whose approval no history tells',
    run(({ photographer }) => `delete from histories where subject_id = '${photographer}' and to_state = 'approved'`),
  ],
  [
    13,
    'a photographer approved after a refusal without applying again',
    run(
      ({ photographer }) =>
        `insert into histories (subject, subject_id, from_state, to_state, event) values ('photographer', '${photographer}', 'approved', 'rejected', 'x'), ('photographer', '${photographer}', 'rejected', 'approved', 'x')`,
    ),
  ],
  [13, 'a row without a history', run(({ revenue }) => `delete from histories where subject_id = '${revenue}'`)],
]

test.each(planted)('invariant %i turns red at %s', async (number, _, plant) => {
  expect(await brokenBy(plant)).toContain(number)
})

test('every invariant of the database has been seen red', () => {
  expect([...new Set(planted.map(([number]) => number))]).toEqual([1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 13])
})

test('8: a payment settled here that the provider refuses is found, and one it accepted that we let lie', async () => {
  expect(await findUnsettled()).toEqual([])
  await decide(sale.payment.transactionId, 'refused', { force: true })
  expect(await findUnsettled()).toMatchObject([{ subject: sale.payment.id }])
  await decide(sale.payment.transactionId, 'accepted', { force: true })

  const { payment } = await aPaymentAcceptedAtProvider()
  expect(await findUnsettled()).toEqual([]) // Just paid: it is on its way.
  await simulator('/_backdate', { transaction_id: payment.transactionId, paid_at: new Date(Date.now() - 600_000).toISOString() })
  expect(await findUnsettled()).toMatchObject([{ subject: payment.id, fault: expect.stringContaining('accepted') }])
  await asOwner((client) => client.query('delete from payments where id = $1', [payment.id]))
  await asOwner((client) => client.query('delete from histories where subject_id = $1', [payment.id]))
})

/** Small objects stand where the photos of this world say theirs are. */
async function storeObjects() {
  const body = Buffer.from('not a picture, but as many bytes as the row says')
  for (const photo of await db.select().from(schema.photos)) {
    await db.update(schema.photos).set({ deliveryBytes: body.length }).where(eq(schema.photos.id, photo.id))
    for (const key of [photo.originalKey, photo.deliveryKey]) await putObject({ bucket: 'originals', key: key ?? '', body, mimeType: 'image/jpeg' })
    for (const key of [photo.previewKey, photo.largeKey]) await putObject({ bucket: 'watermarked', key: key ?? '', body, mimeType: 'image/webp' })
    for (const key of [photo.mediumKey, photo.smallKey]) await putObject({ bucket: 'thumbnails', key: key ?? '', body, mimeType: 'image/webp' })
  }
}

test('11: a published photo’s lost object and a sold one’s lost delivery copy are found', async () => {
  await storeObjects()
  expect(await findLostObjects()).toEqual([])
  const lost = await aPublishedPhoto()
  expect((await findLostObjects()).map(({ fault }) => fault).sort()).toEqual([
    'delivery copy is missing',
    'large is missing',
    'medium is missing',
    'original is missing',
    'preview is missing',
    'small is missing',
  ])
  await asOwner((client) => client.query("update photos set status = 'unlisted' where id = $1", [lost.id]))
  expect(await findLostObjects()).toEqual([])
  await asOwner((client) => client.query('delete from photos where id = $1', [lost.id]))
  await asOwner((client) => client.query("update photos set status = 'unlisted' where id = $1", [sale.photo.id]))
  await deleteObject({ bucket: 'originals', key: sale.photo.deliveryKey ?? '' })
  expect(await findLostObjects()).toMatchObject([{ subject: sale.photo.id, fault: 'delivery copy is missing' }])
  await asOwner((client) => client.query("update photos set status = 'published' where id = $1", [sale.photo.id]))
})

/** As `npm run check:books` does; the provider it asks runs in this process, so it must not be waited for blindly. */
async function command() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/desk/check-books-cli.ts'], { env: process.env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { stdout, stderr, status: status as number }
}

test('the command prints one line where nothing is broken and more where something is', async () => {
  await storeObjects()
  await asOwner((client) => client.query("delete from histories where subject = 'photo' and subject_id not in (select id from photos)"))
  await asOwner((client) => client.query('update outbox set sent_at = now()'))
  expect(await command()).toMatchObject({ stdout: '13 invariants, 0 broken\n', stderr: '', status: 0 })

  const shift = (xof: number) => asOwner((client) => client.query('update revenues set amount_xof = amount_xof + $2 where id = $1', [sale.revenue.id, xof]))
  await shift(5)
  const broken = await command()
  await shift(-5)
  expect(broken.stdout.split('\n')[0]).toMatch(/^4\. one revenue for each item .*: 1 broken$/)
  expect(broken.stdout).toMatch(/\n13 invariants, 1 broken\n$/)
  expect(broken.status).toBe(1)
})

test('staff read the desk: books, overview, orders and what happened to one; others find nothing there', async () => {
  const { actor: admin } = await anAdmin()
  const { actor: moderator } = await aModerator()
  const books = await getBooks(admin)
  expect(books.invariants).toHaveLength(11)
  expect(books.accounts.reduce((sum, { balanceXof }) => sum + balanceXof, 0)).toBe(0)
  expect(books.accounts.find(({ account }) => account === 'commission')?.balanceXof).toBe(3_000)
  expect(await adminOverview(moderator)).toMatchObject({
    revenue30dXof: 10_000,
    commission30dXof: 2_000,
    payoutsRequested: 1,
    owedPayments: 0,
    photosWaiting: 0,
  })

  const { orders } = await listAllOrders(moderator, { status: 'paid' })
  expect(orders.map((order) => order.id)).toContain(sale.order.id)
  const timeline = await getOrderTimeline(admin, sale.order.id)
  expect(timeline.payments).toMatchObject([{ id: sale.payment.id, status: 'settled' }])
  expect(timeline.transfers.map(({ reason, amountXof }) => [reason, amountXof]).sort()).toEqual([
    ['commission', 2_000],
    ['sale', 8_000],
  ])
  expect(timeline.events.map(({ subject, to }) => `${subject} ${to}`)).toEqual(
    expect.arrayContaining(['order pending', 'payment created', 'payment initiated', 'payment settled', 'order paid', 'revenue held']),
  )

  for (const nobody of [sale.actor]) {
    await expect(adminOverview(nobody)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listAllOrders(nobody)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getOrderTimeline(nobody, sale.order.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getBooks(moderator)).rejects.toMatchObject({ code: 'not_found' })
  }
})
