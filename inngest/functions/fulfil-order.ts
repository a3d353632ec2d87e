import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { writeSaleNotices } from '@/lib/desk/write-sale-notices'
import { orderPaid } from '@/lib/events'
import { sendNotice } from '@/lib/notices/send-notice'
import { completeOrder } from '@/lib/orders/complete-order'
import { printInvoice } from '@/lib/papers/print-invoice'

/** A paid order's invoice is stored, its buyer has the receipt, its photographers are told, and it is completed. */
export const fulfilOrder = inngest.createFunction(
  { id: 'fulfil-order', triggers: [{ event: orderPaid.name }], concurrency: { key: 'event.data.orderId', limit: 1 }, retries: 8 },
  async ({ event, step }) => {
    const { orderId } = orderPaid.data.parse(event.data)
    await step.run('print-invoice', () => expected(() => printInvoice(orderId)))
    const receiptId = await step.run('write-notices', () => expected(() => writeSaleNotices(orderId)))
    await step.run('send-receipt', () => expected(() => sendNotice(receiptId)))
    await step.run('complete-order', () => expected(async () => void (await completeOrder(orderId))))
  },
)
