import { db, schema, type Tx } from '@/db'
import type { Actor, User } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { photoPublished } from '@/lib/events'
import { emit } from '@/lib/outbox'
import { assertMayDecide, endReview } from './may-decide'
import { lockPhoto, movePhoto, type Photo } from './move-photo'
import { assertStaff } from './policy'

/**
 * The photo is on sale; the review says by whom. Throws `not_found` for anybody but staff, `forbidden` for one's own and for the appeal of one's own refusal,
 * `conflict` when it does not wait for review or somebody else is looking at it.
 */
export async function publishPhoto(actor: Actor, { photoId }: { photoId: string }) {
  assertStaff(actor)
  return db.transaction(async (tx) => publish(tx, actor, await lockPhoto(tx, photoId)))
}

/** The locked photo is on sale. Throws as publishPhoto does. */
export async function publish(tx: Tx, actor: User, photo: Photo) {
  await assertMayDecide(tx, actor, photo)
  const published = await movePhoto(tx, photo, 'publish', actor, { publishedAt: photo.publishedAt ?? new Date() })
  const [review] = await tx.insert(schema.reviews).values({ photoId: photo.id, reviewerId: actor.userId, decision: 'published' }).returning()
  if (!review) throw new Error('the review was not written')
  await endReview(tx, photo)
  await recordAudit(tx, actor, {
    action: 'photo.publish',
    subject: 'photo',
    id: photo.id,
    before: { status: photo.status },
    after: { status: published.status },
  })
  await emit(tx, photoPublished, { photoId: photo.id, reviewId: review.id, isAppeal: photo.status === 'appealed' })
  return published
}
