import { and, asc, eq, isNotNull, lt, sql } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import { type Bucket, deleteObject } from '@/lib/storage'
import { lockPhoto, type Photo } from './move-photo'

const { photos } = schema

const KEPT_DAYS = 30
const PAGE = 100
const NO_KEYS = { originalKey: null, previewKey: null, previewJpegKey: null, largeKey: null, mediumKey: null, smallKey: null }

/**
 * Of photos deleted more than 30 days ago the store has nothing left but the delivery copy, where somebody bought it. Their rows name no object any more, so each is done
 * once. Safe to repeat, and at once with another. Returns of how many photos. Throws `unavailable` when the store is away: the rest stays due.
 */
export async function purgeDeleted(): Promise<number> {
  let purged = 0
  let due: { id: string }[]
  do {
    due = await db
      .select({ id: photos.id })
      .from(photos)
      .where(and(eq(photos.status, 'deleted'), isNotNull(photos.originalKey), lt(photos.deletedAt, sql`now() - make_interval(days => ${KEPT_DAYS})`)))
      .orderBy(asc(photos.deletedAt))
      .limit(PAGE)
    for (const { id } of due) if (await purge(id)) purged++
  } while (due.length === PAGE)
  return purged
}

/** The row is held while its objects go: late money for an order of it waits, and then finds that there is nothing to sell. */
const purge = (photoId: string) =>
  db.transaction(async (tx) => {
    const photo = await lockPhoto(tx, photoId)
    if (photo.status !== 'deleted' || !photo.originalKey) return false // Purged by another meanwhile, or taken down.
    const sold = await wasSold(tx, photoId)
    for (const [bucket, key] of objectsOf(photo, sold)) if (key) await deleteObject({ bucket, key })
    await tx
      .update(photos)
      .set(sold ? NO_KEYS : { ...NO_KEYS, deliveryKey: null })
      .where(eq(photos.id, photoId))
    return true
  })

async function wasSold(tx: Tx, photoId: string) {
  const { rows } = await tx.execute(sql`select 1 from order_items i join revenues r on r.order_item_id = i.id where i.photo_id = ${photoId} limit 1`)
  return rows.length > 0
}

const objectsOf = (photo: Photo, sold: boolean): [Bucket, string | null][] => [
  ['watermarked', photo.previewKey],
  ['watermarked', photo.previewJpegKey],
  ['watermarked', photo.largeKey],
  ['thumbnails', photo.mediumKey],
  ['thumbnails', photo.smallKey],
  ['originals', photo.uploadKey],
  ['originals', photo.originalKey],
  ['originals', sold ? null : photo.deliveryKey],
]
