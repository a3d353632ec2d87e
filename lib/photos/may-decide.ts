import { and, eq, gt, ne, sql } from 'drizzle-orm'
import { schema, type Tx } from '@/db'
import type { User } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import type { Photo } from './move-photo'
import { canReview } from './policy'

const { appeals, reviewLocks, reviews, users } = schema

/**
 * This person may decide about the locked photo. Throws `forbidden` for one's own (rule 4) and for the appeal of a photo one refused (rule 10),
 * `conflict` desk.lockedByOther while somebody else holds its lock (rule 11).
 */
export async function assertMayDecide(tx: Tx, actor: User, photo: Photo) {
  await assertMayJudge(tx, actor, photo)
  const other = await findOtherHolder(tx, actor, photo.id)
  if (other) throw new AppError('conflict', 'desk.lockedByOther', { name: other.name })
}

/** Like assertMayDecide, but for the lock. */
export async function assertMayJudge(tx: Tx, actor: User, photo: Photo) {
  if (!canReview(actor, photo)) throw new AppError('forbidden', 'ingest.ownPhoto')
  if (photo.status === 'appealed' && (await hasRefused(tx, actor.userId, photo.id))) throw new AppError('forbidden', 'ingest.appealOther')
}

const hasRefused = async (tx: Tx, reviewerId: string, photoId: string) =>
  (await tx.$count(reviews, and(eq(reviews.photoId, photoId), eq(reviews.reviewerId, reviewerId), eq(reviews.decision, 'rejected')))) > 0

/** Who else looks at the photo, and until when; null when nobody does. A lock whose time is over is none. */
export async function findOtherHolder(tx: Tx, actor: User, photoId: string) {
  const [holder] = await tx
    .select({ name: users.name, until: reviewLocks.lockedUntil })
    .from(reviewLocks)
    .innerJoin(users, eq(users.id, reviewLocks.reviewerId))
    .where(and(eq(reviewLocks.photoId, photoId), ne(reviewLocks.reviewerId, actor.userId), gt(reviewLocks.lockedUntil, sql`now()`)))
  return holder ?? null
}

/** The decision is made: nobody looks at the photo any more, and its appeal, if that was what waited, is decided. */
export async function endReview(tx: Tx, photo: Photo) {
  await tx.delete(reviewLocks).where(eq(reviewLocks.photoId, photo.id))
  if (photo.status === 'appealed') await tx.update(appeals).set({ decidedAt: sql`now()` }).where(eq(appeals.photoId, photo.id))
}
