import { eq } from 'drizzle-orm'
import { type Db, db, schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { assertNext } from '@/lib/audit/machine'
import { AppError } from '@/lib/errors'
import { photoAppealed } from '@/lib/events'
import { emit } from '@/lib/outbox'
import { type AppealPhoto, appealPhotoInput } from './inputs'
import { lockOwnPhoto, movePhoto } from './move-photo'
import { assertPhotographer } from './policy'
import { photoMachine } from './rules'
import { assertComplete } from './submit-photo'

const { appeals } = schema

/**
 * The refused photo waits for another reviewer, with what its photographer says against the refusal: once a photo. Throws `invalid` with fields.text unless it has
 * 20 to 2 000 characters, or with the fields that were emptied since; `conflict` when it is not refused or was appealed before, `not_found` for somebody else's.
 */
export async function appealPhoto(actor: Actor, input: AppealPhoto) {
  assertPhotographer(actor)
  const parsed = appealPhotoInput.safeParse(input)
  if (!parsed.success) throw new AppError('invalid', 'badInput', {}, { text: 'ingest.appealText' })
  const { photoId, text } = parsed.data
  return db.transaction(async (tx) => {
    const photo = await lockOwnPhoto(tx, actor, photoId)
    if (await getAppeal(photo.id, tx)) throw new AppError('conflict', 'ingest.appealedAlready')
    assertNext(photoMachine, photo.status, 'appeal')
    await assertComplete(tx, photo) // Its words may have changed since it was refused.
    await tx.insert(appeals).values({ photoId: photo.id, text })
    await emit(tx, photoAppealed, { photoId: photo.id })
    return movePhoto(tx, photo, 'appeal', actor, { submittedAt: new Date() }) // It waits from now on, like one sent again.
  })
}

/** The photo's one appeal, null when there is none. For those who may see the photo. */
export async function getAppeal(photoId: string, tx: Db | Tx = db) {
  const [appeal] = await tx
    .select({ text: appeals.text, createdAt: appeals.createdAt, decidedAt: appeals.decidedAt })
    .from(appeals)
    .where(eq(appeals.photoId, photoId))
  return appeal ?? null
}
