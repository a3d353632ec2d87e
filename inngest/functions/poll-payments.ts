import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { pollPayments } from '@/lib/payments/poll-payments'

/** Each minute: open payments that are due are asked about. */
export const pollPaymentsJob = inngest.createFunction(
  { id: 'poll-payments', triggers: [{ cron: '* * * * *' }], concurrency: { limit: 1 }, retries: 1 },
  ({ step }) => step.run('poll-payments', () => expected(pollPayments)),
)
