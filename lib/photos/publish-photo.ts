import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '@/lib/errors'
import { photoPublished } from '@/lib/events'
import { emit } from '@/lib/outbox'
import { lockPhoto, movePhoto } from './move-photo'
import { assertStaff, canReview } from './policy'

/** The photo is on sale; the review says by whom. Throws `not_found` for anybody but staff, `forbidden` for one's own, `conflict` when it does not wait for review. */
export async function publishPhoto(actor: Actor, { photoId }: { photoId: string }) {
  assertStaff(actor)
  return db.transaction(async (tx) => {
    const photo = await lockPhoto(tx, photoId)
    if (!canReview(actor, photo)) throw new AppError('forbidden', 'ingest.ownPhoto')
    const published = await movePhoto(tx, photo, 'publish', actor, { publishedAt: photo.publishedAt ?? new Date() })
    await tx.insert(schema.reviews).values({ photoId: photo.id, reviewerId: actor.userId, decision: 'published' })
    await recordAudit(tx, actor, {
      action: 'photo.publish',
      subject: 'photo',
      id: photo.id,
      before: { status: photo.status },
      after: { status: published.status },
    })
    await emit(tx, photoPublished, { photoId: photo.id })
    return published
  })
}
