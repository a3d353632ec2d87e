import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { sweepOwed } from '@/lib/desk/sweep-owed'

/** Each minute: what is owed by our own tables is asked for again. */
export const sweepOwedJob = inngest.createFunction({ id: 'sweep-owed', triggers: [{ cron: '* * * * *' }], concurrency: { limit: 1 }, retries: 1 }, ({ step }) =>
  step.run('sweep-owed', () => expected(sweepOwed)),
)
