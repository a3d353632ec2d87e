import { and, eq, inArray, ne, or, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { assertPhotographer } from './policy'
import { findPhoto } from './queries'
import { getReviewTimes, PROMISED_HOURS } from './review-times'

const { photos } = schema

/** Where one's own photo stands among all that waits, what review takes these days, and until when it is promised; null when it does not wait. Throws `not_found` for somebody else's. */
export async function getQueuePlace(actor: Actor, photoId: string) {
  assertPhotographer(actor)
  const photo = await findPhoto(photoId, and(eq(photos.photographerId, actor.photographerId), ne(photos.status, 'deleted')))
  if (!photo.submittedAt || (photo.status !== 'submitted' && photo.status !== 'appealed')) return null
  const waits = inArray(photos.status, ['submitted', 'appealed'])
  const notAfter = or(sql`(${photos.submittedAt}, ${photos.id}) <= (select submitted_at, id from photos self where self.id = ${photo.id})`)
  const [place, times] = await Promise.all([db.$count(photos, and(waits, notAfter)), getReviewTimes()])
  return {
    place,
    total: times.waiting,
    medianMinutes: times.medianMinutes,
    promisedBy: new Date(photo.submittedAt.getTime() + PROMISED_HOURS * 3_600_000),
  }
}
