import { and, eq, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import { photoUrls } from './photo-urls'
import type { PhotoStatus } from './rules'

const { nearDuplicates, photos, photographers } = schema

/** Hashes of a new picture and of its mirror image. */
export type Look = { phash: bigint; dhash: bigint; mirrorPhash: bigint; mirrorDhash: bigint }
type Near = { otherId: string; isOwn: boolean; isMirrored: boolean; distance: number }

// Measured on photographs: below these, recompressed and slightly cropped ones are found and one in some ten thousand is a stranger.
const PHASH_BITS = 8
const DHASH_BITS = 6
const LISTED = 12
const LOOKED_UP = 200
const COMPARED: PhotoStatus[] = ['ready', 'submitted', 'appealed', 'published', 'unlisted', 'rejected']
const GONE: PhotoStatus[] = ['deleted', 'taken_down']

/** Earlier photos, whoever's, that look like this one or like its mirror image, at most 12, the nearest first. */
export async function findNearDuplicates(tx: Tx, photo: { id: string; photographerId: string }, look: Look): Promise<Near[]> {
  const bits = (column: 'phash' | 'dhash', hash: bigint) => sql`bit_count((${sql.identifier(column)} # ${hash}::bigint)::bit(64))`
  const isNear = sql`(${bits('phash', look.phash)} <= ${PHASH_BITS} or ${bits('dhash', look.dhash)} <= ${DHASH_BITS})`
  const isMirrorNear = sql`(${bits('phash', look.mirrorPhash)} <= ${PHASH_BITS} or ${bits('dhash', look.mirrorDhash)} <= ${DHASH_BITS})`
  // Hashes are compared in the index alone, and only the nearest are looked up in the table. PostgreSQL takes half of all photos for alike: without the first
  // limit it would read the whole table for them.
  const { rows } = await tx.execute<Near>(sql`
    with alike as materialized (
      select id, not ${isNear} as "isMirrored",
        (case when ${isNear} then ${bits('phash', look.phash)} else ${bits('phash', look.mirrorPhash)} end)::int as distance
      from photos where phash is not null and (${isNear} or ${isMirrorNear})
      order by distance limit ${LOOKED_UP}
    )
    select p.id as "otherId", p.photographer_id = ${photo.photographerId}::uuid as "isOwn", a."isMirrored", a.distance
    from alike a join photos p using (id)
    where p.id <> ${photo.id}::uuid and p.status in (${list(COMPARED)})
    order by a.distance, p.id limit ${LISTED}`)
  return rows
}

/** What looks like the photo is kept beside it, in the transaction that makes it ready. Two alike that come in at once find each other: the second waits for the first. */
export async function keepNearDuplicates(tx: Tx, photo: { id: string; photographerId: string }, look: Look) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('keep near duplicates'))`)
  const near = await findNearDuplicates(tx, photo, look)
  if (near.length)
    await tx
      .insert(nearDuplicates)
      .values(near.map((one) => ({ photoId: photo.id, ...one })))
      .onConflictDoNothing()
}

/** Photos that look like this one, found when either came in, the nearest first; deleted and taken-down ones are left out. Asks nobody who they are. */
export async function listNearDuplicates(photoId: string) {
  const rows = await db
    .select({
      otherId: photos.id,
      isOwn: nearDuplicates.isOwn,
      isMirrored: nearDuplicates.isMirrored,
      distance: nearDuplicates.distance,
      keptBothAt: nearDuplicates.keptBothAt,
      status: photos.status,
      titleFr: photos.titleFr,
      titleEn: photos.titleEn,
      slug: photos.slug,
      widthPx: photos.widthPx,
      heightPx: photos.heightPx,
      photographerName: photographers.displayName,
      photographerId: photographers.id,
      smallKey: photos.smallKey,
      mediumKey: photos.mediumKey,
      largeKey: photos.largeKey,
      previewKey: photos.previewKey,
    })
    .from(nearDuplicates)
    .innerJoin(photos, theOther(photoId))
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .where(notInArray(photos.status, GONE))
    .orderBy(nearDuplicates.distance, photos.id)
  return rows.map(({ smallKey, mediumKey, largeKey, previewKey, ...row }) => ({ ...row, ...photoUrls({ smallKey, mediumKey, largeKey, previewKey }) }))
}

/** How many of the photographer's own photos look like this one without their having said that both stay. */
export async function countUndecided(tx: Tx, photoId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(nearDuplicates)
    .innerJoin(photos, theOther(photoId))
    .where(and(eq(nearDuplicates.isOwn, true), isNull(nearDuplicates.keptBothAt), notInArray(photos.status, GONE)))
  return row?.count ?? 0
}

/** The photo at the other end of a pair that this one is in. */
const theOther = (photoId: string): SQL | undefined =>
  or(
    and(eq(nearDuplicates.photoId, photoId), eq(photos.id, nearDuplicates.otherId)),
    and(eq(nearDuplicates.otherId, photoId), eq(photos.id, nearDuplicates.photoId)),
  )

const list = (words: string[]) =>
  sql.join(
    words.map((word) => sql`${word}`),
    sql`, `,
  )
