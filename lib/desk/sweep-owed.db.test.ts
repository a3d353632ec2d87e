import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '@/db'
import { aPhotographer, aPublishedPhoto, aUser } from '@/lib/testing'
import { sweepOwed } from './sweep-owed'
import { aSoldItem, asOwner, aWorldOfItsOwn } from './testing'
import { writeSaleNotices } from './write-sale-notices'

beforeAll(aWorldOfItsOwn)
beforeEach(() => asOwner((client) => client.query('update outbox set sent_at = now()')))

const waiting = async () => (await db.query.outbox.findMany({ where: (row, { isNull }) => isNull(row.sentAt) })).map(({ name, data }) => [name, data])
const run = (text: string, values: unknown[]) => asOwner((client) => client.query(text, values))

test('papers of a paid order are asked for again, in every third minute, and not while an event waits to leave', async () => {
  const { order, payment } = await aSoldItem()
  await run('update outbox set sent_at = now()', [])
  const paidAgo = (seconds: number) => run('update orders set paid_at = now() - make_interval(secs => $2) where id = $1', [order.id, seconds])
  for (const early of [10, 170, 4 * 60 + 5, 5 * 60 + 30]) {
    await paidAgo(early)
    expect(await sweepOwed(), `${early} seconds`).toBe(0)
  }
  await paidAgo(3 * 60 + 10)
  expect(await sweepOwed()).toBe(1)
  expect(await sweepOwed()).toBe(0)
  expect(await waiting()).toEqual([['order/paid', { orderId: order.id, paymentId: payment.id }]])
  await run("update orders set status = 'completed' where id = $1", [order.id])
  await run('update outbox set sent_at = now()', [])
  expect(await sweepOwed()).toBe(0)
})

test('a paid order that does not get on is asked for ever more seldom, and staff are told once, when its receipt failed or after a day', async () => {
  const { order } = await aSoldItem()
  const told = () => db.query.notices.findMany({ where: (row, { eq }) => eq(row.effectKey, `unfinished:${order.id}`) })
  const asked = async (minutes: number) => {
    await run('update orders set paid_at = now() - make_interval(secs => $2) where id = $1', [order.id, minutes * 60 + 10])
    await run('update outbox set sent_at = now()', [])
    return sweepOwed()
  }
  const dues = [3, 15, 60, 120, 23 * 60, 24 * 60, 48 * 60]
  for (const minutes of [2, 14, 18, 30, 63, 121, 23 * 60 + 3]) expect(await asked(minutes), `${minutes} minutes`).toBe(0)
  for (const minutes of dues.slice(0, 5)) expect(await asked(minutes), `${minutes} minutes`).toBe(1)
  expect(await told()).toEqual([])
  for (const minutes of dues.slice(5)) expect(await asked(minutes), `${minutes} minutes`).toBe(1)
  expect(await asked(25 * 60)).toBe(0)
  expect(await told()).toMatchObject([{ template: 'order-unfinished', toAddress: process.env.ALERT_ADDRESS, data: { orderId: order.id } }])

  const refused = await aSoldItem()
  const receiptId = await writeSaleNotices(refused.order.id)
  const toldOfRefused = () => db.query.notices.findMany({ where: (row, { eq }) => eq(row.effectKey, `unfinished:${refused.order.id}`) })
  await sweepOwed()
  expect(await toldOfRefused()).toEqual([])
  await run("update notices set status = 'failed' where id = $1", [receiptId])
  for (const _ of [1, 2]) await sweepOwed()
  expect(await toldOfRefused()).toHaveLength(1)
  await run("update orders set status = 'completed' where id in ($1, $2)", [order.id, refused.order.id])
})

test('stuck photos, unsent mails and payouts under way are asked for again', async () => {
  const photo = await aPublishedPhoto()
  const takenAgo = (minutes: number) =>
    run("update photos set status = 'processing', updated_at = now() - make_interval(secs => $2) where id = $1", [photo.id, minutes * 60 + 10])
  await takenAgo(12) // Its five tries may still be under way.
  expect(await sweepOwed()).toBe(0)
  await takenAgo(15)
  const { order } = await aSoldItem()
  const noticeId = await writeSaleNotices(order.id)
  await run("update notices set created_at = now() - interval '370 seconds', status = case when id = $1 then 'pending'::notice_status else 'sent' end", [
    noticeId,
  ])
  const { photographer } = await aPhotographer()
  const { rows } = await run(
    "insert into payouts (id, photographer_id, status, amount_xof, prefix, phone, holder, updated_at) values (gen_random_uuid(), $1, 'unknown', 2000, '225', '07', 'A', now() - interval '9 minutes 5 seconds') returning id",
    [photographer.id],
  )
  await run('update outbox set sent_at = now()', [])
  expect(await sweepOwed()).toBe(3)
  expect(await waiting()).toEqual(
    expect.arrayContaining([
      ['photo/uploaded', { photoId: photo.id }],
      ['notice/written', { noticeId }],
      ['payout/approved', { payoutId: (rows[0] as { id: string }).id }],
    ]),
  )
})

test('a sale’s mails are written once: one receipt, one mail for each photographer', async () => {
  const { order } = await aSoldItem()
  await Promise.all([writeSaleNotices(order.id), writeSaleNotices(order.id), writeSaleNotices(order.id)])
  const written = await db.query.notices.findMany({ where: (row, { like }) => like(row.effectKey, `%${order.id}%`) })
  expect(written.map(({ template, status }) => [template, status]).sort()).toEqual([
    ['new-sale', 'pending'],
    ['order-receipt', 'pending'],
  ])
  await expect(writeSaleNotices((await aUser()).user.id)).rejects.toThrow('is not there')
})
