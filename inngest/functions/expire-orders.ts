import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { expireOrders } from '@/lib/payments/expire-orders'

/** Each minute: orders past their hour are expired, after a check. */
export const expireOrdersJob = inngest.createFunction(
  { id: 'expire-orders', triggers: [{ cron: '* * * * *' }], concurrency: { limit: 1 }, retries: 1 },
  ({ step }) => step.run('expire-orders', () => expected(expireOrders)),
)
