import { db } from '@/db'
import type { Actor } from '@/lib/actor'
import { lockOwnPhoto, movePhoto } from './move-photo'
import { assertPhotographer } from './policy'

/** On sale again, as it was. Throws `conflict` from any other state. */
export async function relistPhoto(actor: Actor, { photoId }: { photoId: string }) {
  assertPhotographer(actor)
  return db.transaction(async (tx) => movePhoto(tx, await lockOwnPhoto(tx, actor, photoId), 'relist', actor))
}
