import { and, desc, eq, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { photoUrls } from './photo-urls'
import { assertStaff } from './policy'

const { photos, reviews } = schema

const today = sql`${reviews.createdAt} >= date_trunc('day', now() at time zone 'Africa/Abidjan') at time zone 'Africa/Abidjan'`

/** How many photos this person has reviewed today (Abidjan's day), and the last few, oldest of them first. Staff only. */
export async function listReviewedToday(actor: Actor, limit = 4) {
  assertStaff(actor)
  const own = and(eq(reviews.reviewerId, actor.userId), today)
  const [count, rows] = await Promise.all([
    db.$count(reviews, own),
    db
      .select({
        reviewId: reviews.id,
        photoId: photos.id,
        decision: reviews.decision,
        reasons: reviews.reasons,
        titleFr: photos.titleFr,
        titleEn: photos.titleEn,
        widthPx: photos.widthPx,
        heightPx: photos.heightPx,
        thumbhash: photos.thumbhash,
        smallKey: photos.smallKey,
        mediumKey: photos.mediumKey,
        largeKey: photos.largeKey,
        previewKey: photos.previewKey,
      })
      .from(reviews)
      .innerJoin(photos, eq(photos.id, reviews.photoId))
      .where(own)
      .orderBy(desc(reviews.createdAt), desc(reviews.id))
      .limit(limit),
  ])
  return { count, reviews: rows.reverse().map((row) => ({ ...row, ...photoUrls(row) })) }
}
