import { db } from '@/db'
import { system } from '@/lib/actor'
import type { RefusalKey } from '@/lib/images/refusal'
import { deleteObject } from '@/lib/storage'
import { lockPhoto, movePhoto } from './move-photo'

/**
 * The photo is failed and says why; what was stored of it is removed, unless the fault is ours and somebody may yet look at it. Safe to repeat, and
 * without effect on a photo that is ready or gone. Returns the state it is in.
 */
export async function failPhoto(photoId: string, failureKey: RefusalKey, cause?: string) {
  const photo = await db.transaction(async (tx) => {
    const found = await lockPhoto(tx, photoId)
    return found.status === 'uploaded' || found.status === 'processing' ? movePhoto(tx, found, 'fail', system, { failureKey }, cause ?? failureKey) : found
  })
  if (photo.status === 'failed' && photo.failureKey !== 'trouble') {
    for (const key of [photo.uploadKey, photo.originalKey, photo.deliveryKey]) if (key) await deleteObject({ bucket: 'originals', key })
  }
  return photo.status
}
