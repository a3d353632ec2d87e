import { and, eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { presignDownload } from '@/lib/storage'
import { fileNameOf, printInvoice } from './print-invoice'

const { invoices, orders } = schema

/** An address that gives the buyer their own invoice, for 60 seconds. Throws `not_found` for anybody else's, and before the order is paid. */
export async function getInvoiceFile(actor: Actor, orderId: string): Promise<{ url: string }> {
  if (!actor.userId) throw notFound()
  const [found] = await db
    .select({ year: invoices.year, number: invoices.number, locale: orders.locale })
    .from(invoices)
    .innerJoin(orders, eq(orders.id, invoices.orderId))
    .where(and(eq(invoices.orderId, orderId), eq(orders.buyerId, actor.userId)))
  if (!found) throw notFound()
  const { key } = await printInvoice(orderId)
  return { url: await presignDownload({ key, fileName: fileNameOf(found, found.locale), mimeType: 'application/pdf', ttlSeconds: 60 }) }
}
