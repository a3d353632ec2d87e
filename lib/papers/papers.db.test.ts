import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { invoiceName } from '@/lib/orders/invoice-name'
import { aUser, aVisitor } from '@/lib/testing'
import { getInvoiceFile } from './get-invoice-file'
import { takeInvoiceNumber } from './number-invoice'
import { printInvoice, readInvoice } from './print-invoice'
import { aLine, anInvoice, anOrder } from './testing'

const { invoices } = schema

test('fifty invoices at once, every fifth rolled back: no number is skipped and none given twice', async () => {
  const orders = await Promise.all(Array.from({ length: 50 }, () => anOrder()))
  const results = await Promise.allSettled(
    orders.map(({ order, user }, index) =>
      db.transaction(async (tx) => {
        const invoice = await takeInvoiceNumber(tx, { orderId: order.id, buyer: user, lines: [aLine()], totalXof: 10_000 })
        if (index % 5 === 0) throw new Error('the payment could not be booked')
        return invoice.number
      }),
    ),
  )
  const given = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  expect(given).toHaveLength(40)
  expect(new Set(given).size).toBe(40)
  const [all] = await db
    .select({ count: sql<number>`count(*)::int`, last: sql<number>`max(${invoices.number})` })
    .from(invoices)
    .where(eq(invoices.year, new Date().getFullYear()))
  expect(all?.last).toBe(all?.count)
})

test('an order has one invoice, and the number of a second try goes back', async () => {
  const { order, user, invoice } = await anInvoice()
  await expect(db.transaction((tx) => takeInvoiceNumber(tx, { orderId: order.id, buyer: user, lines: [aLine()], totalXof: 10_000 }))).rejects.toThrow()
  expect(await db.select().from(invoices).where(eq(invoices.orderId, order.id))).toEqual([invoice])
})

test('printed three times at once, the invoice is one file', async () => {
  const { order } = await anInvoice()
  const printed = await Promise.all([printInvoice(order.id), printInvoice(order.id), printInvoice(order.id)])
  expect(new Set(printed.map(({ key }) => key)).size).toBe(1)
  const { content } = await readInvoice(order.id)
  expect(content.subarray(0, 5).toString()).toBe('%PDF-')
})

test('only the buyer gets the file; for others, and before payment, there is none', async () => {
  const [{ order, actor, invoice }, stranger, unpaid] = [await anInvoice(), await aUser(), await anOrder()]
  const { url } = await getInvoiceFile(actor, order.id)
  const response = await fetch(url)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-disposition')).toContain(`Facture%20Pouire%20${invoiceName(invoice)}.pdf`)
  for (const [who, id] of [
    [stranger.actor, order.id],
    [aVisitor(), order.id],
    [unpaid.actor, unpaid.order.id],
    [actor, crypto.randomUUID()],
  ] as const) {
    await expect(getInvoiceFile(who, id)).rejects.toMatchObject({ code: 'not_found' })
  }
})
