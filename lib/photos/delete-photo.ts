import { db } from '@/db'
import type { Actor } from '@/lib/actor'
import { lockOwnPhoto, movePhoto } from './move-photo'
import { assertPhotographer } from './policy'

/** The photo is gone for everybody, and its owner; buyers keep the copies they paid for. Throws `not_found` for somebody else's. */
export async function deletePhoto(actor: Actor, { photoId }: { photoId: string }) {
  assertPhotographer(actor)
  return db.transaction(async (tx) => movePhoto(tx, await lockOwnPhoto(tx, actor, photoId), 'delete', actor, { deletedAt: new Date() }))
}
