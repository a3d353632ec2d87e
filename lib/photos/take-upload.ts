import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { copyObject } from '@/lib/storage'
import { lockPhoto, movePhoto, type Photo } from './move-photo'

/** What ingest needs to know of a photo: small and plain, so that a step may return it. */
export type Taken = { photoId: string; originalKey: string; sizeBytes: number; creator: string }

/**
 * The upload lies under a private key of this try alone, which no signed address reaches and nothing writes again: a second PUT, or a second run,
 * cannot swap it. Null when there is nothing to do: it was taken to the end already, or deleted. `missing` when the upload is not there.
 */
export async function takeUpload(photoId: string): Promise<Taken | 'missing' | null> {
  const originalKey = `originals/${randomBytes(16).toString('hex')}`
  const photo = await db.transaction(async (tx) => {
    const found = await lockPhoto(tx, photoId)
    if (found.status === 'uploaded') return movePhoto(tx, found, 'take', system, { originalKey })
    if (found.status === 'processing') await tx.update(schema.photos).set({ originalKey }).where(eq(schema.photos.id, photoId)) // The newest try, until one wins.
    return found
  })
  if (photo.status !== 'processing') return null
  try {
    await copyObject({ bucket: 'originals', key: photo.uploadKey }, { bucket: 'originals', key: originalKey })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return 'missing'
    throw error
  }
  return { photoId, originalKey, sizeBytes: photo.sizeBytes, creator: await creatorOf(photo) }
}

async function creatorOf(photo: Photo) {
  const [photographer] = await db
    .select({ name: schema.photographers.displayName })
    .from(schema.photographers)
    .where(eq(schema.photographers.id, photo.photographerId))
  if (!photographer) throw new Error(`Photo ${photo.id} has no photographer.`)
  return photographer.name
}
