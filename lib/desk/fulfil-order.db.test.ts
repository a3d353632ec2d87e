import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db, schema } from '@/db'
import { sendNotice } from '@/lib/notices/send-notice'
import { completeOrder } from '@/lib/orders/complete-order'
import { printInvoice } from '@/lib/papers/print-invoice'
import { getObject } from '@/lib/storage'
import { aModerator, anAdmin } from '@/lib/testing'
import { getOrderTimeline } from './queries'
import { resendReceipt } from './resend-receipt'
import { aSoldItem, aWorldOfItsOwn, expectBooksToHold, pathOf } from './testing'
import { writeSaleNotices } from './write-sale-notices'

beforeAll(aWorldOfItsOwn)

test('the steps after a payment: invoice stored, receipt accepted, order completed; a second run changes nothing', async () => {
  const { order } = await aSoldItem()
  const run = async () => {
    const { key } = await printInvoice(order.id)
    const receiptId = await writeSaleNotices(order.id)
    await sendNotice(receiptId)
    await completeOrder(order.id)
    return { key, receiptId }
  }
  const [first, second] = await Promise.all([run(), run()])
  expect(second).toEqual(first)
  expect((await getObject({ bucket: 'originals', key: first?.key ?? '' })).subarray(0, 5).toString()).toBe('%PDF-')
  expect(await db.query.notices.findFirst({ where: (row, { eq }) => eq(row.id, first?.receiptId ?? '') })).toMatchObject({
    status: 'sent',
    template: 'order-receipt',
  })
  expect(await pathOf(order.id)).toEqual(['pending', 'paid', 'completed'])
  await expectBooksToHold()
})

test('a receipt that failed leaves the order paid; an admin has it sent to the address its buyer has by now, and it completes', async () => {
  const { order, user } = await aSoldItem()
  const { actor: admin } = await anAdmin()
  const address = (email: string) => db.update(schema.users).set({ email }).where(eq(schema.users.id, user.id))
  const failedFor = async () => (await getOrderTimeline(admin, order.id)).receiptFailed
  await printInvoice(order.id)
  await address('nobody@nowhere')
  expect(await sendNotice(await writeSaleNotices(order.id))).toEqual({ status: 'failed' })
  await expect(completeOrder(order.id)).rejects.toMatchObject({ code: 'conflict' })
  expect([await pathOf(order.id), await failedFor()]).toEqual([['pending', 'paid'], true])

  await address(user.email)
  await expect(resendReceipt((await aModerator()).actor, { orderId: order.id })).rejects.toMatchObject({ code: 'not_found' })
  const tries = await Promise.allSettled([1, 2].map(() => resendReceipt(admin, { orderId: order.id })))
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db.select().from(schema.audit).where(eq(schema.audit.subjectId, order.id))).toMatchObject([{ action: 'receipt.resend', actorId: admin.userId }])
  const asked = await db.query.outbox.findMany({
    where: (row, { eq, and, sql }) => and(eq(row.name, 'order/paid'), sql`${row.data} ->> 'orderId' = ${order.id}`),
  })
  expect(asked).toHaveLength(2) // Once when it was paid, once now.
  expect(await sendNotice(await writeSaleNotices(order.id))).toEqual({ status: 'sent' })
  await completeOrder(order.id)
  expect([await pathOf(order.id), await failedFor()]).toEqual([['pending', 'paid', 'completed'], false])
  await expect(resendReceipt(admin, { orderId: order.id })).rejects.toMatchObject({ code: 'conflict' })
})
