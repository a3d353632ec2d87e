import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError, notFound } from '@/lib/errors'
import { photoUploaded } from '@/lib/events'
import { emit } from '@/lib/outbox'
import { closeUpload, deleteObject } from '@/lib/storage'
import { lockOwnPhoto, movePhoto, type Photo } from './move-photo'
import { assertPhotographer } from './policy'
import { findPhoto } from './queries'
import { partsOf } from './rules'
import { isWhole, listStored } from './stored-parts'

const { photos } = schema

/** The parts have become one object of as many bytes as were declared, and ingest will look at it. Calling it again changes nothing. Throws `conflict` when a part is missing. */
export async function completeUpload(actor: Actor, { photoId }: { photoId: string }) {
  assertPhotographer(actor)
  const known = await findPhoto(photoId, eq(photos.photographerId, actor.photographerId))
  if (known.status === 'deleted') throw notFound()
  if (known.status !== 'draft') return known
  await joinParts(known) // No connection is held while we wait.
  try {
    return await db.transaction(async (tx) => {
      const photo = await lockOwnPhoto(tx, actor, photoId)
      if (photo.status !== 'draft') return photo
      await emit(tx, photoUploaded, { photoId })
      return movePhoto(tx, photo, 'complete_upload', actor, { uploadId: null })
    })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') await deleteObject({ bucket: 'originals', key: known.uploadKey }) // Cancelled meanwhile.
    throw error
  }
}

async function joinParts(photo: Photo) {
  const { uploadKey: key, uploadId } = photo
  const stored = await listStored(photo)
  const parts = partsOf(photo.sizeBytes).map(({ number, sizeBytes }) => stored?.find((part) => part.number === number && part.sizeBytes === sizeBytes))
  if (!uploadId || !parts.every((part) => part !== undefined)) throw new AppError('conflict', 'ingest.incomplete')
  const listed = parts.flatMap(({ number, etag }) => (etag ? [{ number, etag }] : []))
  try {
    if (listed.length) await closeUpload({ key, uploadId }, listed)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not_found')) throw error // Not open any more: said twice at once, the other one was quicker.
  }
  if (!(await isWhole(photo))) throw new AppError('conflict', 'ingest.incomplete')
}
