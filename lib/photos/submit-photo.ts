import { eq } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { assertNext } from '@/lib/audit/machine'
import { getExtendedFactor } from '@/lib/catalog/settings'
import { AppError } from '@/lib/errors'
import { photoSubmitted } from '@/lib/events'
import { emit } from '@/lib/outbox'
import { lockOwnPhoto, movePhoto, type Photo } from './move-photo'
import { countUndecided } from './near-duplicates'
import { assertPhotographer } from './policy'
import { countModelReleases } from './releases'
import { missingFields, missingPapers, photoMachine } from './rules'

const { photoTags } = schema

/** The photo waits for review. Throws `invalid` with the fields still missing, `conflict` when it is not ready or refused. */
export async function submitPhoto(actor: Actor, { photoId }: { photoId: string }) {
  assertPhotographer(actor)
  return db.transaction(async (tx) => {
    const photo = await lockOwnPhoto(tx, actor, photoId)
    assertNext(photoMachine, photo.status, 'submit')
    await assertComplete(tx, photo)
    await emit(tx, photoSubmitted, { photoId: photo.id })
    return movePhoto(tx, photo, 'submit', actor, { submittedAt: new Date() })
  })
}

/** The locked photo has all that review needs (rules 5, 6, 8 and 9). Throws `invalid` with the fields still missing. */
export async function assertComplete(tx: Tx, photo: Photo) {
  const missing = {
    ...missingFields(photo, await tx.$count(photoTags, eq(photoTags.photoId, photo.id)), await getExtendedFactor(tx)),
    ...missingPapers(photo, await countModelReleases(tx, photo.id), await countUndecided(tx, photo.id)),
  }
  if (Object.keys(missing).length) throw new AppError('invalid', 'ingest.missingFields', {}, missing)
}
