import { db } from '@/db'
import type { Actor } from '@/lib/actor'
import { lockOwnPhoto, movePhoto } from './move-photo'
import { assertPhotographer } from './policy'

/** Published no more, and sold no more; what was bought stays bought. Throws `conflict` from any other state. */
export async function unlistPhoto(actor: Actor, { photoId }: { photoId: string }) {
  assertPhotographer(actor)
  return db.transaction(async (tx) => movePhoto(tx, await lockOwnPhoto(tx, actor, photoId), 'unlist', actor))
}
