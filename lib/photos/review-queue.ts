import { and, asc, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import type { Photo } from './move-photo'
import { photoUrls } from './photo-urls'
import { assertStaff, canReview } from './policy'
import { findPhoto, listReviewsOf, listTags } from './queries'

const { photos, photographers, categories, countries } = schema

const NEAR_BITS = 8
const QUEUE_MAX = 200
const keys = { smallKey: photos.smallKey, mediumKey: photos.mediumKey, largeKey: photos.largeKey, previewKey: photos.previewKey }

/** Photos that look like this one, whoever's they are: their perceptual hashes differ in at most 8 bits of 64. */
const looksLike = (phash: SQL, photoId: SQL) =>
  sql`n.id <> ${photoId} and n.status in ('ready', 'submitted', 'appealed', 'published', 'unlisted', 'rejected') and bit_count((n.phash # ${phash})::bit(64)) <= ${NEAR_BITS}`

/** What waits for review, longest waiting first, at most 200, with how many photos look the same; one's own are left out. Staff only. */
export async function listReviewQueue(actor: Actor) {
  assertStaff(actor)
  const rows = await db
    .select({
      id: photos.id,
      status: photos.status,
      titleFr: photos.titleFr,
      titleEn: photos.titleEn,
      widthPx: photos.widthPx,
      heightPx: photos.heightPx,
      thumbhash: photos.thumbhash,
      submittedAt: photos.submittedAt,
      photographerName: photographers.displayName,
      ...keys,
      nearDuplicates: sql<number>`(select count(*) from photos n where ${looksLike(sql`${photos.phash}`, sql`${photos.id}`)})`.mapWith(Number),
    })
    .from(photos)
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .where(and(inArray(photos.status, ['submitted', 'appealed']), actor.photographerId ? ne(photos.photographerId, actor.photographerId) : undefined))
    .orderBy(asc(photos.submittedAt), asc(photos.id))
    .limit(QUEUE_MAX)
  return rows.map((row) => ({ ...row, ...photoUrls(row) }))
}

/** Everything a reviewer judges by: the marked picture, words, facts of the file, earlier decisions, and photos that look the same. Throws `not_found` for anybody but staff, and for one's own. */
export async function getReviewCase(actor: Actor, photoId: string) {
  assertStaff(actor)
  const photo = await findPhoto(photoId, ne(photos.status, 'deleted'))
  if (!canReview(actor, photo)) throw notFound()
  const [tags, past, nearDuplicates, [around]] = await Promise.all([
    listTags(photo.id),
    listReviewsOf(photo.id),
    listNearDuplicates(photo),
    tellAround(photo.id),
  ])
  if (!around) throw notFound()
  const { uploadKey: _u, originalKey: _o, deliveryKey: _d, searchVector: _s, phash: _p, ...shown } = photo // Keys of private objects stay on the server.
  return { ...shown, ...photoUrls(photo), ...around, tags, reviews: past, nearDuplicates }
}

/** Names that stand around a photo: its photographer, subject and country. */
const tellAround = (photoId: string) =>
  db
    .select({
      photographerName: photographers.displayName,
      photographerHandle: photographers.handle,
      categoryFr: categories.nameFr,
      categoryEn: categories.nameEn,
      countryFr: countries.nameFr,
      countryEn: countries.nameEn,
      photographerPublished: sql<number>`(select count(*) from photos o where o.photographer_id = ${photographers.id} and o.status = 'published')`.mapWith(
        Number,
      ),
    })
    .from(photos)
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .leftJoin(categories, eq(categories.id, photos.categoryId))
    .leftJoin(countries, eq(countries.code, photos.countryCode))
    .where(eq(photos.id, photoId))

async function listNearDuplicates(photo: Photo) {
  if (photo.phash === null) return []
  const near = await db.execute<{ id: string }>(sql`select n.id from photos n where ${looksLike(sql`${photo.phash}::bigint`, sql`${photo.id}::uuid`)} limit 12`)
  if (!near.rows.length) return []
  const rows = await db
    .select({
      id: photos.id,
      slug: photos.slug,
      status: photos.status,
      titleFr: photos.titleFr,
      titleEn: photos.titleEn,
      widthPx: photos.widthPx,
      heightPx: photos.heightPx,
      photographerName: photographers.displayName,
      ...keys,
    })
    .from(photos)
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .where(
      inArray(
        photos.id,
        near.rows.map((row) => row.id),
      ),
    )
    .orderBy(desc(photos.createdAt))
  return rows.map((row) => ({ ...row, ...photoUrls(row) }))
}
