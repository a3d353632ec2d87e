import { db } from '@/db'
import { system } from '@/lib/actor'
import type { RefusalKey } from '@/lib/images/refusal'
import { deleteObject } from '@/lib/storage'
import { lockPhoto, movePhoto } from './move-photo'

/**
 * The photo is failed and says why; what was stored of it is removed, but its upload stays when the fault is ours (`trouble`), for `retryIngest`. Safe to
 * repeat, and without effect on a photo that is ready or gone. With `originalKey`, the key of one try, it has none once a newer try began: that one
 * decides. Returns the state the photo is in.
 */
export async function failPhoto(photoId: string, failureKey: RefusalKey, { cause, originalKey }: { cause?: string; originalKey?: string } = {}) {
  const photo = await db.transaction(async (tx) => {
    const found = await lockPhoto(tx, photoId)
    const isOutdated = originalKey !== undefined && found.originalKey !== originalKey
    const isOpen = found.status === 'uploaded' || found.status === 'processing'
    return isOpen && !isOutdated ? movePhoto(tx, found, 'fail', system, { failureKey }, cause ?? failureKey) : found
  })
  if (photo.status === 'failed') {
    const kept = photo.failureKey === 'trouble' ? photo.uploadKey : null
    for (const key of [photo.uploadKey, photo.originalKey, photo.deliveryKey]) if (key && key !== kept) await deleteObject({ bucket: 'originals', key })
  }
  return photo.status
}
