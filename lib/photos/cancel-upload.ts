import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { abortUpload, deleteObject } from '@/lib/storage'
import { lockPhoto, movePhoto, type Photo } from './move-photo'
import { assertPhotographer } from './policy'
import { findPhoto } from './queries'

const { photos } = schema

/** The own draft is gone, and what the store had of it. Calling it again changes nothing. Throws `conflict` once all its bytes have come. */
export async function cancelUpload(actor: Actor, { photoId }: { photoId: string }) {
  assertPhotographer(actor)
  const known = await findPhoto(photoId, eq(photos.photographerId, actor.photographerId))
  const photo = await db.transaction(async (tx) => {
    const locked = await lockPhoto(tx, known.id)
    if (locked.status === 'deleted') return locked
    if (locked.status !== 'draft') throw new AppError('conflict', 'wrongState', { state: locked.status, event: 'cancel' })
    await movePhoto(tx, locked, 'delete', actor, { deletedAt: new Date() })
    return locked
  })
  await freeUpload(photo)
}

/** The store has nothing left of what was sent for this photo. */
export async function freeUpload({ uploadKey: key, uploadId }: Pick<Photo, 'uploadKey' | 'uploadId'>) {
  if (uploadId) await abortUpload({ key, uploadId })
  await deleteObject({ bucket: 'originals', key })
}
