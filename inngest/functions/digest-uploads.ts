import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { photoSubmitted } from '@/lib/events'
import { writeDigest } from '@/lib/notices/write-photo-notices'

/** The review desk hears of photos that wait, at most once in a quarter of an hour: the database decides. The clock brings what came too soon after a digest. */
export const digestUploads = inngest.createFunction(
  { id: 'digest-uploads', triggers: [{ event: photoSubmitted.name }, { cron: '*/5 * * * *' }], concurrency: { limit: 1 } },
  ({ step }) => step.run('write-digest', () => expected(() => writeDigest())),
)
