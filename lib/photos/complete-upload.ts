import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError, notFound } from '@/lib/errors'
import { photoUploaded } from '@/lib/events'
import { emit } from '@/lib/outbox'
import { headObject } from '@/lib/storage'
import { lockOwnPhoto, movePhoto } from './move-photo'
import { assertPhotographer } from './policy'

const { photos } = schema

/** The bytes are in the store, as many as were declared, and ingest will look at them. Calling it again changes nothing. Throws `conflict` when they are not there. */
export async function completeUpload(actor: Actor, { photoId }: { photoId: string }) {
  assertPhotographer(actor)
  if (!z.uuid().safeParse(photoId).success) throw notFound()
  const [known] = await db
    .select()
    .from(photos)
    .where(and(eq(photos.id, photoId), eq(photos.photographerId, actor.photographerId)))
  if (!known || known.status === 'deleted') throw notFound()
  if (known.status !== 'draft') return known
  await assertStored(known) // No connection is held while we wait.
  return db.transaction(async (tx) => {
    const photo = await lockOwnPhoto(tx, actor, photoId)
    if (photo.status !== 'draft') return photo
    await emit(tx, photoUploaded, { photoId })
    return movePhoto(tx, photo, 'complete_upload', actor)
  })
}

async function assertStored({ uploadKey, sizeBytes }: { uploadKey: string; sizeBytes: number }) {
  try {
    const stored = await headObject({ bucket: 'originals', key: uploadKey })
    if (stored.sizeBytes !== sizeBytes) throw new AppError('conflict', 'ingest.incomplete')
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') throw new AppError('conflict', 'ingest.incomplete')
    throw error
  }
}
