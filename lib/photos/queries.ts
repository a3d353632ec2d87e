import { and, asc, count, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema } from '@/db'
import type { Actor, Locale } from '@/lib/actor'
import { before, page, pageAt, readCursor } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import { photoUrls } from './photo-urls'
import { assertPhotographer } from './policy'
import type { PhotoStatus } from './rules'

const { photos, photoTags, tags, reviews, rejectionReasons } = schema

const summary = {
  id: photos.id,
  slug: photos.slug,
  status: photos.status,
  titleFr: photos.titleFr,
  titleEn: photos.titleEn,
  fileName: photos.fileName,
  failureKey: photos.failureKey,
  priceXof: photos.priceXof,
  widthPx: photos.widthPx,
  heightPx: photos.heightPx,
  thumbhash: photos.thumbhash,
  salesCount: photos.salesCount,
  smallKey: photos.smallKey,
  mediumKey: photos.mediumKey,
  largeKey: photos.largeKey,
  previewKey: photos.previewKey,
  createdAt: photos.createdAt,
}

// `photos.id` in words: Drizzle writes a column of the only table without its name, which here would be the review's own id.
const latestReasonCount =
  sql<number>`coalesce((select cardinality(r.reasons) from reviews r where r.photo_id = photos.id order by r.created_at desc limit 1), 0)`.mapWith(Number)

/** The photographer's own photos, newest first, the page after `cursor`, of one state if given; and how many there are in each state. */
export async function listOwnPhotos(actor: Actor, { status, cursor, limit = 48 }: { status?: PhotoStatus; cursor?: string | null; limit?: number } = {}) {
  assertPhotographer(actor)
  const isOwn = and(eq(photos.photographerId, actor.photographerId), ne(photos.status, 'deleted'))
  const ofStatus = status ? eq(photos.status, status) : undefined
  const [rows, states] = await Promise.all([
    db
      .select({ ...summary, reasonCount: latestReasonCount, pageAt: pageAt(photos.createdAt) })
      .from(photos)
      .where(and(isOwn, ofStatus, before(readCursor(cursor), photos.createdAt, photos.id)))
      .orderBy(desc(photos.createdAt), desc(photos.id))
      .limit(limit + 1),
    db.select({ status: photos.status, count: count() }).from(photos).where(isOwn).groupBy(photos.status),
  ])
  const { rows: shown, nextCursor } = page(rows, limit)
  const counts: Partial<Record<PhotoStatus, number>> = Object.fromEntries(states.map((state) => [state.status, state.count]))
  return { photos: shown.map((photo) => ({ ...photo, ...photoUrls(photo) })), nextCursor, counts }
}

/** One's own photo with its tags as French words, its pictures, and the last review. Throws `not_found` for somebody else's. */
export async function getOwnPhoto(actor: Actor, photoId: string) {
  assertPhotographer(actor)
  const photo = await findPhoto(photoId, and(eq(photos.photographerId, actor.photographerId), ne(photos.status, 'deleted')))
  const [words, past] = await Promise.all([listTags(photo.id), listReviewsOf(photo.id)])
  const { uploadKey: _u, originalKey: _o, deliveryKey: _d, searchVector: _s, phash: _p, ...shown } = photo // Keys of private objects stay on the server.
  return { ...shown, ...photoUrls(photo), tags: words, review: past[0] ?? null }
}

/** The catalogue of reasons, in its order, in one language. */
export async function listReasons(locale: Locale) {
  const rows = await db.select().from(rejectionReasons).orderBy(asc(rejectionReasons.position))
  return rows.map((row) => ({ code: row.code, name: locale === 'en' ? row.nameEn : row.nameFr, advice: locale === 'en' ? row.adviceEn : row.adviceFr }))
}

/** The row, of those `which` allows. Throws `not_found`. */
export async function findPhoto(photoId: string, which?: SQL) {
  if (!z.uuid().safeParse(photoId).success) throw notFound()
  const [photo] = await db
    .select()
    .from(photos)
    .where(and(eq(photos.id, photoId), which))
  if (!photo) throw notFound()
  return photo
}

/** The French words of a photo's tags, in the photographer's order. */
export async function listTags(photoId: string) {
  const rows = await db
    .select({ word: tags.wordFr })
    .from(photoTags)
    .innerJoin(tags, eq(tags.id, photoTags.tagId))
    .where(eq(photoTags.photoId, photoId))
    .orderBy(asc(photoTags.position))
  return rows.map((row) => row.word)
}

/** Every decision about a photo, newest first, with the words of its reasons. */
export async function listReviewsOf(photoId: string) {
  const past = await db.select().from(reviews).where(eq(reviews.photoId, photoId)).orderBy(desc(reviews.createdAt), desc(reviews.id))
  const codes = [...new Set(past.flatMap((review) => review.reasons))]
  const reasons = codes.length
    ? await db.select().from(rejectionReasons).where(inArray(rejectionReasons.code, codes)).orderBy(asc(rejectionReasons.position))
    : []
  return past.map(({ reviewerId: _, ...review }) => ({ ...review, reasons: reasons.filter((reason) => review.reasons.includes(reason.code)) }))
}
