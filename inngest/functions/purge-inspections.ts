import { photoPublished, photoRejected } from '@/lib/events'
import { purgeInspections } from '@/lib/photos/purge-inspections'
import { ingest } from '../client'
import { expected } from '../expected'

/** After each decision, and each hour for what was left: tiles nobody needs any more are gone. */
export const purgeInspectionsJob = ingest.createFunction(
  {
    id: 'purge-inspections',
    triggers: [{ event: photoPublished.name }, { event: photoRejected.name }, { cron: '17 * * * *' }],
    concurrency: { limit: 1 },
    retries: 3,
  },
  ({ step }) => step.run('purge-inspections', () => expected(() => purgeInspections())),
)
