import { db } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { photoUploaded } from '@/lib/events'
import { emit } from '@/lib/outbox'
import { lockOwnPhoto, movePhoto } from './move-photo'
import { assertPhotographer } from './policy'

/** A photo that was parked after our own trouble is tried again from its upload, which was kept. Throws `conflict` for one whose file is at fault. */
export async function retryIngest(actor: Actor, { photoId }: { photoId: string }) {
  assertPhotographer(actor)
  return db.transaction(async (tx) => {
    const photo = await lockOwnPhoto(tx, actor, photoId)
    if (photo.status === 'uploaded' || photo.status === 'processing') return photo // Asked twice.
    if (photo.status === 'failed' && photo.failureKey !== 'trouble') throw new AppError('conflict', 'ingest.sendAgain')
    const moved = await movePhoto(tx, photo, 'retry', actor, { failureKey: null })
    await emit(tx, photoUploaded, { photoId })
    return moved
  })
}
