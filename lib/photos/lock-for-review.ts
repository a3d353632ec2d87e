import { sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { assertNext } from '@/lib/audit/machine'
import { assertMayJudge, findOtherHolder } from './may-decide'
import { lockPhoto } from './move-photo'
import { assertStaff } from './policy'
import { photoMachine } from './rules'

const { reviewLocks } = schema

/**
 * The photo is this reviewer's for ten minutes from now, unless somebody else is looking at it: then `heldBy` is their name. The holder's own call extends it.
 * Throws `not_found` for anybody but staff, `forbidden` as deciding does, `conflict` when it does not wait for review.
 */
export async function lockForReview(actor: Actor, { photoId }: { photoId: string }): Promise<{ heldBy: string | null; until: Date }> {
  assertStaff(actor)
  return db.transaction(async (tx) => {
    const photo = await lockPhoto(tx, photoId) // Two who come at once come one after the other.
    assertNext(photoMachine, photo.status, 'publish')
    await assertMayJudge(tx, actor, photo)
    const other = await findOtherHolder(tx, actor, photo.id)
    if (other) return { heldBy: other.name, until: other.until }
    const held = { reviewerId: actor.userId, lockedUntil: sql`now() + interval '10 minutes'` }
    const [lock] = await tx
      .insert(reviewLocks)
      .values({ photoId: photo.id, ...held })
      .onConflictDoUpdate({ target: reviewLocks.photoId, set: held })
      .returning()
    if (!lock) throw new Error('the lock was not written')
    return { heldBy: null, until: lock.lockedUntil }
  })
}
