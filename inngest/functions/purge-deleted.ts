import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { purgeDeleted } from '@/lib/photos/purge-deleted'

/** Each night: what was deleted a month ago is no longer stored. */
export const purgeDeletedJob = inngest.createFunction(
  { id: 'purge-deleted', triggers: [{ cron: '40 2 * * *' }], concurrency: { limit: 1 }, retries: 3 },
  ({ step }) => step.run('purge-deleted', () => expected(purgeDeleted)),
)
