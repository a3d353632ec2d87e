import { eq, ne, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { getAppeal } from './appeal-photo'
import { nearPairsOf } from './near-pairs'
import { photoUrls } from './photo-urls'
import { getPhotographerRecord } from './photographer-record'
import { assertStaff, canReview } from './policy'
import { findPhoto, listReviewsOf, listTags } from './queries'

const { photos, photographers, categories, countries } = schema

/**
 * Everything a reviewer judges by: the marked picture, words, facts of the file, earlier decisions, the appeal, what the photographer did so far, and photos that
 * look the same. Throws `not_found` for anybody but staff, and for one's own.
 */
export async function getReviewCase(actor: Actor, photoId: string) {
  assertStaff(actor)
  const photo = await findPhoto(photoId, ne(photos.status, 'deleted'))
  if (!canReview(actor, photo)) throw notFound()
  const [tags, past, nearDuplicates, appeal, record, [around]] = await Promise.all([
    listTags(photo.id),
    listReviewsOf(photo.id),
    listNearDuplicates(photo.id),
    getAppeal(photo.id),
    getPhotographerRecord(photo.photographerId),
    tellAround(photo.id),
  ])
  if (!around) throw notFound()
  const { uploadKey: _u, uploadId: _i, fingerprint: _f, originalKey: _o, deliveryKey: _d, searchVector: _s, phash: _p, dhash: _h, ...shown } = photo // What is private stays on the server.
  return { ...shown, ...photoUrls(photo), ...around, tags, reviews: past, nearDuplicates, appeal, record }
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

type NearRow = {
  otherId: string
  isOwn: boolean
  isMirrored: boolean
  distance: number
  keptBothAt: string | null
  status: (typeof schema.photoStatus.enumValues)[number]
  titleFr: string
  titleEn: string
  slug: string
  widthPx: number | null
  heightPx: number | null
  photographerId: string
  photographerName: string
  smallKey: string | null
  mediumKey: string | null
  largeKey: string | null
  previewKey: string | null
}

async function listNearDuplicates(photoId: string) {
  const { rows } = await db.execute<NearRow>(sql`
    select o.id as "otherId", d.is_own as "isOwn", d.is_mirrored as "isMirrored", d.distance, d.kept_both_at as "keptBothAt", o.status, o.title_fr as "titleFr", o.title_en as "titleEn",
      o.slug, o.width_px as "widthPx", o.height_px as "heightPx", o.photographer_id as "photographerId",
      (select p.display_name from photographers p where p.id = o.photographer_id) as "photographerName",
      o.small_key as "smallKey", o.medium_key as "mediumKey", o.large_key as "largeKey", o.preview_key as "previewKey"
    ${nearPairsOf(sql`${photoId}::uuid`)} order by d.distance, o.id`)
  return rows.map((row) => ({ ...row, ...photoUrls(row) }))
}
