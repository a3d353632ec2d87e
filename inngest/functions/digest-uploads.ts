import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { photoSubmitted } from '@/lib/events'
import { writeDigest } from '@/lib/notices/write-photo-notices'

/** The review desk hears of photos that wait, at most once in each quarter of an hour: the database decides. */
export const digestUploads = inngest.createFunction(
  { id: 'digest-uploads', triggers: [{ event: photoSubmitted.name }], concurrency: { limit: 1 } },
  ({ step }) => step.run('write-digest', () => expected(() => writeDigest())),
)
