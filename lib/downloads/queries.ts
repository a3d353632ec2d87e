import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type Db, db, schema, type Tx } from '@/db'
import { type Actor, isUser } from '@/lib/actor'
import { before, page, pageAt, readCursor } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import { mediaUrl } from '@/lib/storage'
import { type GrantState, grantState, servedStatuses } from './rules'

const { downloads, downloadFiles, orderItems, orders, photos, refunds } = schema

const served = sql<number>`(select coalesce(sum(f.counted), 0) from ${downloadFiles} f where f.download_id = ${downloads.id})`.mapWith(Number)

/** How many files of the grant count. */
export async function countServed(tx: Tx, downloadId: string) {
  const [row] = await tx
    .select({ files: sql<number>`coalesce(sum(${downloadFiles.counted}), 0)`.mapWith(Number) })
    .from(downloadFiles)
    .where(eq(downloadFiles.downloadId, downloadId))
  return row?.files ?? 0
}

/** The database's clock: grants must not depend on which of our machines is asked. */
export async function findNow(tx: Tx | Db): Promise<Date> {
  const { rows } = await tx.execute<{ now: string }>(sql`select clock_timestamp() as now`)
  return new Date(rows[0]?.now ?? Number.NaN)
}

/** The buyer's own grant and what is left of it. Throws `not_found`. */
export async function getDownload(actor: Actor, downloadId: string) {
  if (!isUser(actor)) throw notFound()
  const [row] = await db
    .select({
      grant: downloads,
      orderId: orderItems.orderId,
      licence: orderItems.licence,
      photoId: photos.id,
      slug: photos.slug,
      photoStatus: photos.status,
      served,
    })
    .from(downloads)
    .innerJoin(orderItems, eq(orderItems.id, downloads.orderItemId))
    .innerJoin(photos, eq(photos.id, orderItems.photoId))
    .where(and(eq(downloads.id, downloadId), eq(downloads.buyerId, actor.userId)))
  if (!row) throw notFound()
  const { grant, orderId, licence, photoId, slug, photoStatus } = row
  const state: GrantState = photoStatus === 'taken_down' ? 'taken_down' : grantState(grant, row.served, await findNow(db))
  return {
    downloadId: grant.id,
    orderId,
    photoId,
    slug,
    licence,
    state,
    filesAllowed: grant.filesAllowed,
    left: leftOf(state, grant.filesAllowed, row.served),
    expiresAt: grant.expiresAt,
  }
}

const leftOf = (state: GrantState | 'none', allowed: number, files: number) => (state === 'live' ? Math.max(0, allowed - files) : 0)

/** Everything the buyer has bought and was not given the money back for, newest first, each with its grant. */
export async function listLibrary(actor: Actor, cursor?: string | null, limit = 24) {
  if (!isUser(actor)) throw notFound()
  const [found, now] = await Promise.all([findBought(actor.userId, cursor, limit), findNow(db)])
  const { rows, nextCursor } = page(found, limit)
  const items = rows.map(({ id, grant, files, photoStatus, smallKey, mediumKey, ...item }) => {
    const state = photoStatus === 'taken_down' ? ('taken_down' as const) : grant ? grantState(grant, files, now) : ('none' as const)
    return {
      ...item,
      itemId: id,
      small: smallKey && mediaUrl('thumbnails', smallKey),
      medium: mediumKey && mediaUrl('thumbnails', mediumKey),
      downloadId: grant?.id ?? null,
      expiresAt: grant?.expiresAt ?? null,
      left: leftOf(state, grant?.filesAllowed ?? 0, files),
      state,
    }
  })
  return { items, nextCursor }
}

const findBought = (buyerId: string, cursor: string | null | undefined, limit: number) =>
  db
    .select({
      id: orderItems.id,
      orderId: orders.id,
      photoId: photos.id,
      slug: photos.slug,
      title: orderItems.title,
      photographerName: orderItems.photographerName,
      licence: orderItems.licence,
      paidAt: orders.paidAt,
      photoStatus: photos.status,
      smallKey: photos.smallKey,
      mediumKey: photos.mediumKey,
      widthPx: photos.widthPx,
      heightPx: photos.heightPx,
      thumbhash: photos.thumbhash,
      grant: downloads,
      files: served,
      pageAt: pageAt(orderItems.createdAt),
    })
    .from(orderItems)
    .innerJoin(orders, eq(orders.id, orderItems.orderId))
    .innerJoin(photos, eq(photos.id, orderItems.photoId))
    .leftJoin(downloads, and(eq(downloads.orderItemId, orderItems.id), isNull(downloads.closedAt), isNull(downloads.revokedAt)))
    .leftJoin(refunds, and(eq(refunds.orderItemId, orderItems.id), inArray(refunds.status, ['confirmed', 'recorded'])))
    .where(
      and(
        eq(orders.buyerId, buyerId),
        inArray(orders.status, [...servedStatuses]),
        isNull(refunds.id),
        before(readCursor(cursor), orderItems.createdAt, orderItems.id),
      ),
    )
    .orderBy(desc(orderItems.createdAt), desc(orderItems.id))
    .limit(limit + 1)
