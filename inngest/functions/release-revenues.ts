import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { releaseRevenues } from '@/lib/ledger/release-revenues'

/** Each hour: shares held for thirty days become available. */
export const releaseRevenuesJob = inngest.createFunction(
  { id: 'release-revenues', triggers: [{ cron: '7 * * * *' }], concurrency: { limit: 1 }, retries: 1 },
  ({ step }) => step.run('release-revenues', () => expected(releaseRevenues)),
)
