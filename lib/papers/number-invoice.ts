import { sql } from 'drizzle-orm'
import { schema, type Tx } from '@/db'
import type { InvoiceLine } from '@/db/schema/sales'

const { invoices, invoiceCounters } = schema

type NewInvoice = { orderId: string; buyer: { name: string; email: string }; lines: InvoiceLine[]; totalXof: number }

/**
 * The order has its invoice: the year's next number, and the lines as they are now. The counter's row stays locked until `tx` ends, so numbers have no gap;
 * call it late in the transaction. An order that has one already throws (unique), and the number goes back.
 */
export async function takeInvoiceNumber(tx: Tx, { orderId, buyer, lines, totalXof }: NewInvoice) {
  const year = sql`extract(year from now() at time zone 'Africa/Abidjan')::int`
  const [counter] = await tx
    .insert(invoiceCounters)
    .values({ year, last: 1 })
    .onConflictDoUpdate({ target: invoiceCounters.year, set: { last: sql`${invoiceCounters.last} + 1` } })
    .returning()
  if (!counter) throw new Error('no invoice number was given')
  const [invoice] = await tx
    .insert(invoices)
    .values({ orderId, year: counter.year, number: counter.last, buyerName: buyer.name, buyerEmail: buyer.email, lines, totalXof })
    .returning()
  if (!invoice) throw new Error('the invoice was not written')
  return invoice
}
