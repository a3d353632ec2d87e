import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { system } from '@/lib/actor'
import { paymentNoticed } from '@/lib/events'
import { settlePayment } from '@/lib/payments/settle-payment'

/** The safety net behind the webhook: what it was told of is settled even if the process died right after answering. */
export const settleNoticed = inngest.createFunction(
  { id: 'settle-noticed', triggers: [{ event: paymentNoticed.name }], concurrency: { key: 'event.data.paymentId', limit: 1 } },
  async ({ event, step }) => {
    const { paymentId } = paymentNoticed.data.parse(event.data)
    await step.run('settle-payment', () => expected(async () => (await settlePayment(system, paymentId)).status))
  },
)
