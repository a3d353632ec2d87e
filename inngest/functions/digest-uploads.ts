import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { photoAppealed, photoSubmitted } from '@/lib/events'
import { writeDigest } from '@/lib/notices/write-photo-notices'

/** Admins hear of photos and appeals that wait, at most once in a quarter of an hour: the database decides. The clock brings what came too soon after a digest, and what became late. */
export const digestUploads = inngest.createFunction(
  { id: 'digest-uploads', triggers: [{ event: photoSubmitted.name }, { event: photoAppealed.name }, { cron: '*/5 * * * *' }], concurrency: { limit: 1 } },
  ({ step }) => step.run('write-digest', () => expected(() => writeDigest())),
)
