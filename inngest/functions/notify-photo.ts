import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { photoPublished, photoRejected } from '@/lib/events'
import { writeApprovedNotice, writeRejectedNotice } from '@/lib/notices/write-photo-notices'

/** The photographer hears what became of a photo that was reviewed. */
export const notifyPhoto = inngest.createFunction(
  { id: 'notify-photo', triggers: [{ event: photoPublished.name }, { event: photoRejected.name }] },
  async ({ event, step }) => {
    if (event.name === photoRejected.name) {
      const { photoId, reviewId } = photoRejected.data.parse(event.data)
      await step.run('write-notice', () => expected(() => writeRejectedNotice(photoId, reviewId)))
      return
    }
    const { photoId } = photoPublished.data.parse(event.data)
    await step.run('write-notice', () => expected(() => writeApprovedNotice(photoId, event.id ?? photoId)))
  },
)
