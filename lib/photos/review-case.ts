import { eq, ne, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { getAppeal } from './appeal-photo'
import { listNearDuplicates } from './near-duplicates'
import { photoUrls } from './photo-urls'
import { getPhotographerRecord } from './photographer-record'
import { assertStaff, canReview } from './policy'
import { findPhoto, listReviewsOf, listTags } from './queries'
import { listReleasesOf } from './releases'

const { photos, photographers, categories, countries } = schema

/**
 * Everything a reviewer judges by: the marked picture, words, facts of the file, earlier decisions, the appeal, releases, what the photographer did so far, and photos that
 * look the same. Throws `not_found` for anybody but staff, and for one's own.
 */
export async function getReviewCase(actor: Actor, photoId: string) {
  assertStaff(actor)
  const photo = await findPhoto(photoId, ne(photos.status, 'deleted'))
  if (!canReview(actor, photo)) throw notFound()
  const [tags, past, nearDuplicates, appeal, releases, record, [around]] = await Promise.all([
    listTags(photo.id),
    listReviewsOf(photo.id),
    listNearDuplicates(photo.id),
    getAppeal(photo.id),
    listReleasesOf(photo.id),
    getPhotographerRecord(photo.photographerId),
    tellAround(photo.id),
  ])
  if (!around) throw notFound()
  const { uploadKey: _u, uploadId: _i, fingerprint: _f, originalKey: _o, deliveryKey: _d, searchVector: _s, phash: _p, dhash: _h, ...shown } = photo // What is private stays on the server.
  return { ...shown, ...photoUrls(photo), ...around, tags, reviews: past, nearDuplicates, appeal, releases, record }
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
