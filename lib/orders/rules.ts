import { createHash } from 'node:crypto'
import type { schema } from '@/db'
import type { Machine } from '@/lib/audit/machine'

/*
1. An order's items, prices and shares are frozen when it is made; its total is the sum of its items.
2. A buyer has one open order for the same content.
3. An order is paid if and only if it has one settled payment of its amount; once paid it never waits again.
4. Money that came and buys nothing makes the order due for a refund.
*/

export type OrderStatus = (typeof schema.orderStatus.enumValues)[number]
export type OrderEvent = 'pay' | 'complete' | 'expire' | 'cancel' | 'owe' | 'refundPart' | 'refundRest'

export const orderMachine: Machine<OrderStatus, OrderEvent> = {
  pay: { from: ['pending', 'expired', 'cancelled'], to: 'paid' }, // settlePayment alone; late money still counts.
  complete: { from: ['paid'], to: 'completed' }, // The system, once papers are stored and the receipt is accepted.
  expire: { from: ['pending'], to: 'expired' }, // The system, after sixty minutes and a check.
  cancel: { from: ['pending'], to: 'cancelled' }, // The buyer.
  owe: { from: ['pending', 'expired', 'cancelled'], to: 'refund_due' }, // settlePayment alone.
  refundPart: { from: ['paid', 'completed'], to: 'partly_refunded' },
  refundRest: { from: ['partly_refunded', 'refund_due'], to: 'refunded' },
}

export const ORDER_MINUTES = 60

/** What the order is for, as one text: equal for equal items at equal prices, in any sequence. */
export function contentHash(items: { photoId: string; licence: string; priceXof: number }[]) {
  const content = items.map((item) => `${item.photoId} ${item.licence} ${item.priceXof}`).sort()
  return createHash('sha256').update(content.join('\n')).digest('hex')
}
