import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db'
import { sendNotice } from '@/lib/notices/send-notice'
import { completeOrder } from '@/lib/orders/complete-order'
import { printInvoice } from '@/lib/papers/print-invoice'
import { getObject } from '@/lib/storage'
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
