import { eq, inArray } from 'drizzle-orm'
import type { Client } from 'pg'
import { db, schema } from '@/db'
import type { User } from '@/lib/actor'
import { addToCart } from '@/lib/cart/add-to-cart'
import { placeOrder } from '@/lib/orders/place-order'
import { startPayment } from '@/lib/payments/start-payment'
import type { PlannedSale } from './plan'
import { until } from './until'

/** Orders paid so far, in the order they were made. */
export async function paidOrders(owner: Client) {
  const { rows } = await owner.query<{ orderId: string; transactionId: string }>(
    `select o.id as "orderId", p.transaction_id as "transactionId" from orders o join payments p on p.order_id = o.id and p.status = 'settled' order by o.created_at`,
  )
  return rows
}

/** The planned sales were made: cart, order, payment page, decision at the simulator, webhook, papers. Returns each order with the days it is to lie back. */
export async function loadSales(planned: PlannedSale[], actors: Map<string, User>, cinetpayUrl: string, say: (line: string) => void) {
  const made: { orderId: string; transactionId: string; daysAgo: number }[] = []
  for (const [index, sale] of planned.entries()) {
    const buyer = actors.get(sale.buyer)
    if (!buyer) throw new Error(`no actor for ${sale.buyer}`)
    for (const item of sale.items) {
      const photo = await db.query.photos.findFirst({ where: eq(schema.photos.fileName, item.file) })
      if (photo) await addToCart(buyer, { photoId: photo.id, licence: item.licence })
    }
    const order = await placeOrder(buyer)
    await startPayment(buyer, { orderId: order.id })
    const payment = await db.query.payments.findFirst({ where: eq(schema.payments.orderId, order.id), orderBy: (t, { desc }) => desc(t.createdAt) })
    if (!payment) throw new Error(`order ${order.id} has no payment`)
    const answer = await fetch(`${cinetpayUrl}/_decide`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ transaction_id: payment.transactionId, outcome: 'accepted', method: sale.method }),
    })
    if (!answer.ok) throw new Error(`the simulator answered ${answer.status} for ${payment.transactionId}`)
    await until(`order ${order.id} paid`, () =>
      db.query.orders.findFirst({ where: (t, { and }) => and(eq(t.id, order.id), inArray(t.status, ['paid', 'completed'])) }),
    )
    made.push({ orderId: order.id, transactionId: payment.transactionId, daysAgo: sale.daysAgo })
    if ((index + 1) % 10 === 0) say(`${index + 1} of ${planned.length} sales`)
  }
  for (const { orderId } of made)
    await until(`order ${orderId} completed`, () => db.query.orders.findFirst({ where: (t, { and }) => and(eq(t.id, orderId), eq(t.status, 'completed')) }))
  return made
}
