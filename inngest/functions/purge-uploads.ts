import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { purgeUploads } from '@/lib/photos/purge-uploads'

/** Each hour: uploads given up a day ago are freed. */
export const purgeUploadsJob = inngest.createFunction(
  { id: 'purge-uploads', triggers: [{ cron: '23 * * * *' }], concurrency: { limit: 1 }, retries: 1 },
  ({ step }) => step.run('purge-uploads', () => expected(purgeUploads)),
)
