import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { copyObject } from '@/lib/storage'
import { lockPhoto, movePhoto, type Photo } from './move-photo'

const privateKey = (kind: 'originals' | 'delivery') => `${kind}/${randomBytes(16).toString('hex')}`

/** What ingest needs to know of a photo: small and plain, so that a step may return it. */
export type Taken = { photoId: string; originalKey: string; deliveryKey: string; sizeBytes: number; creator: string }

/**
 * The upload lies under a new private key that no signed address reaches, so a second PUT cannot swap it. Null when there is nothing to do: it was
 * taken to the end already, or deleted. Safe to repeat until then. `missing` in place of the photo when the upload is not there.
 */
export async function takeUpload(photoId: string): Promise<Taken | 'missing' | null> {
  const photo = await db.transaction(async (tx) => {
    const found = await lockPhoto(tx, photoId)
    if (found.status !== 'uploaded') return found
    return movePhoto(tx, found, 'take', system, { originalKey: privateKey('originals'), deliveryKey: privateKey('delivery') })
  })
  if (photo.status !== 'processing' || !photo.originalKey || !photo.deliveryKey) return null
  try {
    await copyObject({ bucket: 'originals', key: photo.uploadKey }, { bucket: 'originals', key: photo.originalKey })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return 'missing'
    throw error
  }
  return { photoId, originalKey: photo.originalKey, deliveryKey: photo.deliveryKey, sizeBytes: photo.sizeBytes, creator: await creatorOf(photo) }
}

async function creatorOf(photo: Photo) {
  const [photographer] = await db
    .select({ name: schema.photographers.displayName })
    .from(schema.photographers)
    .where(eq(schema.photographers.id, photo.photographerId))
  if (!photographer) throw new Error(`Photo ${photo.id} has no photographer.`)
  return photographer.name
}
