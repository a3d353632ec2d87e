import { and, asc, desc, eq, inArray, isNull, ne, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema } from '@/db'
import type { Actor, Locale } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { photoUrls } from './photo-urls'
import { readWords, wordsVersion } from './photo-words'
import { assertPhotographer } from './policy'

const { photos, photoTags, tags, reviews, rejectionReasons } = schema

/** One's own photo with its tags as French words, its releases, the version of its words, its pictures, and the last review. Throws `not_found` for somebody else's. */
export async function getOwnPhoto(actor: Actor, photoId: string) {
  assertPhotographer(actor)
  const photo = await findPhoto(photoId, and(eq(photos.photographerId, actor.photographerId), ne(photos.status, 'deleted')))
  const [words, past] = await Promise.all([readWords(db, photo), listReviewsOf(photo.id)])
  const { uploadKey: _u, uploadId: _i, originalKey: _o, deliveryKey: _d, searchVector: _s, phash: _p, dhash: _h, ...shown } = photo // Keys of private objects stay on the server.
  return { ...shown, ...photoUrls(photo), tags: words.tags, releaseIds: words.releaseIds, version: wordsVersion(words), review: past[0] ?? null }
}

/** The reasons a photo can be refused for now, in the catalogue's order, in one language. */
export async function listReasons(locale: Locale) {
  const rows = await db
    .select()
    .from(rejectionReasons)
    .where(isNull(rejectionReasons.retiredAt))
    .orderBy(asc(rejectionReasons.position), asc(rejectionReasons.code))
  return rows.map(({ code, ...row }) =>
    locale === 'en'
      ? { code, name: row.nameEn, advice: row.adviceEn, example: row.exampleEn }
      : { code, name: row.nameFr, advice: row.adviceFr, example: row.exampleFr },
  )
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
