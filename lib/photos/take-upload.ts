import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { copyObject, deleteObject } from '@/lib/storage'
import { lockPhoto, movePhoto, type Photo } from './move-photo'

/** What ingest needs to know of a photo: small and plain, so that a step may return it. */
export type Taken = { photoId: string; originalKey: string; creator: string; isMissing: boolean }

/**
 * The upload lies under a private key of this try alone, which no signed address reaches and nothing writes again: a second PUT, or a second run,
 * cannot swap it; `isMissing` when there is no upload. Null when there is nothing to do: it was taken to the end already, or deleted. Safe to repeat.
 */
export async function takeUpload(photoId: string): Promise<Taken | null> {
  const originalKey = `originals/${randomBytes(16).toString('hex')}`
  const photo = await db.transaction(async (tx) => {
    const found = await lockPhoto(tx, photoId)
    if (found.status === 'uploaded') return movePhoto(tx, found, 'take', system, { originalKey })
    if (found.status === 'processing') await tx.update(schema.photos).set({ originalKey }).where(eq(schema.photos.id, photoId)) // The newest try, until one wins.
    return found
  })
  if (photo.status === 'deleted') await deleteObject({ bucket: 'originals', key: photo.uploadKey }) // Before anybody looked at it: nothing else would free it.
  if (photo.status !== 'processing') return null
  const [isMissing, creator] = await Promise.all([
    isGone(copyObject({ bucket: 'originals', key: photo.uploadKey }, { bucket: 'originals', key: originalKey })),
    creatorOf(photo),
  ])
  return { photoId, originalKey, creator, isMissing }
}

async function isGone(copied: Promise<void>) {
  try {
    await copied
    return false
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return true
    throw error
  }
}

async function creatorOf(photo: Photo) {
  const [photographer] = await db
    .select({ name: schema.photographers.displayName })
    .from(schema.photographers)
    .where(eq(schema.photographers.id, photo.photographerId))
  if (!photographer) throw new Error(`Photo ${photo.id} has no photographer.`)
  return photographer.name
}
