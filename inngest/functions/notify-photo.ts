import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { photoPublished, photoRejected } from '@/lib/events'
import { writeAppealNotice, writeApprovedNotice, writeRejectedNotice } from '@/lib/notices/write-photo-notices'

/** The photographer hears what became of a photo that was reviewed, or of the appeal against its refusal. */
export const notifyPhoto = inngest.createFunction(
  { id: 'notify-photo', triggers: [{ event: photoPublished.name }, { event: photoRejected.name }] },
  async ({ event, step }) => {
    if (event.name === photoRejected.name) {
      const { photoId, reviewId, isAppeal } = photoRejected.data.parse(event.data)
      await step.run('write-notice', () => expected(() => (isAppeal ? writeAppealNotice : writeRejectedNotice)(photoId, reviewId)))
      return
    }
    const { photoId, reviewId, isAppeal } = photoPublished.data.parse(event.data)
    await step.run('write-notice', () =>
      expected(() => (isAppeal && reviewId ? writeAppealNotice(photoId, reviewId) : writeApprovedNotice(photoId, event.id ?? photoId))),
    )
  },
)
