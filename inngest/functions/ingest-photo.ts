import { env } from '@/lib/env'
import { photoUploaded } from '@/lib/events'
import { failPhoto } from '@/lib/photos/fail-photo'
import { ingest } from '../client'
import { expected } from '../expected'
import { processPhoto, type Step } from '../process-photo'

/** An uploaded photo becomes ready, or failed with a reason. What fails five times, whoever is at fault, is parked: its upload is kept and its owner may try again. */
export const ingestPhoto = ingest.createFunction(
  {
    id: 'ingest-photo',
    triggers: [{ event: photoUploaded.name }],
    retries: 4,
    concurrency: [{ limit: env().INGEST_CONCURRENCY }, { key: 'event.data.photoId', limit: 1 }],
    onFailure: async ({ event, error }) => {
      const { photoId } = photoUploaded.data.parse(event.data.event.data)
      await failPhoto(photoId, 'trouble', { cause: error.message.slice(0, 500) })
    },
  },
  async ({ event, step }) => {
    const { photoId } = photoUploaded.data.parse(event.data)
    return processPhoto(photoId, ((id, work) => step.run(id, () => expected(work))) as Step)
  },
)
