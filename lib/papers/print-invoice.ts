import { randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { db, schema } from '@/db'
import { pageAddress } from '@/lib/address'
import { methodLabels } from '@/lib/cinetpay'
import { notFound } from '@/lib/errors'
import { translator } from '@/lib/i18n'
import { invoiceName } from '@/lib/orders/invoice-name'
import { deleteObject, getObject, putObject } from '@/lib/storage'
import { renderInvoice } from './invoice'

const { invoices, orders, payments } = schema

/** The order's invoice is stored as a PDF, one and the same whoever asks again or at once. Throws `not_found` before the order is paid, `unavailable` when it cannot be stored. */
export async function printInvoice(orderId: string): Promise<{ key: string }> {
  const { invoice, locale, method, reference } = await invoiceOf(orderId)
  if (invoice.objectKey) return { key: invoice.objectKey }
  const content = await renderInvoice(
    {
      number: invoiceName(invoice),
      issuedAt: invoice.issuedAt,
      buyer: { name: invoice.buyerName, email: invoice.buyerEmail },
      lines: invoice.lines,
      totalXof: invoice.totalXof,
      method: method ? (methodLabels[method]?.[locale] ?? null) : null,
      reference,
      address: pageAddress(locale, '/account/orders'),
    },
    locale,
  )
  const key = `invoices/${randomBytes(16).toString('hex')}.pdf`
  await putObject({ bucket: 'originals', key, body: content, mimeType: 'application/pdf' })
  const [kept] = await db
    .update(invoices)
    .set({ objectKey: key })
    .where(and(eq(invoices.id, invoice.id), isNull(invoices.objectKey)))
    .returning()
  if (kept) return { key }
  await deleteObject({ bucket: 'originals', key }) // Another printed it meanwhile: theirs is the one.
  return printInvoice(orderId)
}

/** The printed invoice itself, printed now if it was not, and the name to give the file. */
export async function readInvoice(orderId: string) {
  const { key } = await printInvoice(orderId)
  const { invoice, locale } = await invoiceOf(orderId)
  return { fileName: fileNameOf(invoice, locale), content: await getObject({ bucket: 'originals', key }) }
}

/** `Facture Pouire 2026-003917.pdf`. */
export const fileNameOf = (invoice: { year: number; number: number }, locale: 'fr' | 'en') =>
  translator(locale)('papers.fileName', { number: invoiceName(invoice) })

async function invoiceOf(orderId: string) {
  const [found] = await db
    .select({ invoice: invoices, locale: orders.locale, method: payments.method, reference: payments.transactionId })
    .from(invoices)
    .innerJoin(orders, eq(orders.id, invoices.orderId))
    .leftJoin(payments, and(eq(payments.orderId, orders.id), eq(payments.status, 'settled')))
    .where(eq(invoices.orderId, orderId))
  if (!found) throw notFound()
  return found
}
