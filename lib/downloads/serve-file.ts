import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import { type Actor, isUser } from '@/lib/actor'
import { AppError, notFound } from '@/lib/errors'
import { presignDownload } from '@/lib/storage'
import { countServed, findNow } from './queries'
import { ADDRESS_SECONDS, FILES_AN_HOUR, grantState, REPEAT_MINUTES, servedStatuses } from './rules'

const { downloads, downloadFiles, orderItems, orders, photos, refunds, users } = schema

/**
 * A 60-second address of the delivery copy, recorded before it is signed. Throws `not_found` for anybody but the buyer,
 * `conflict` downloadSpent (the sixth file), downloadOld, downloadRevoked, takenDown; `limited` downloadHour.
 */
export async function serveFile(actor: Actor, downloadId: string) {
  if (!isUser(actor)) throw notFound()
  const { userId } = actor
  const photo = await db.transaction((tx) => recordFile(tx, userId, downloadId))
  if (!photo.deliveryKey) throw new Error(`Photo ${photo.id} was sold without a delivery copy.`)
  const fileName = `${photo.slug}.${photo.mimeType === 'image/png' ? 'png' : 'jpg'}`
  return { url: await presignDownload({ key: photo.deliveryKey, fileName, mimeType: photo.mimeType, ttlSeconds: ADDRESS_SECONDS }) }
}

async function recordFile(tx: Tx, buyerId: string, downloadId: string) {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, buyerId)).for('no key update') // The hourly limit holds over all grants.
  const [grant] = await tx
    .select()
    .from(downloads)
    .where(and(eq(downloads.id, downloadId), eq(downloads.buyerId, buyerId)))
    .for('update')
  if (!grant) throw notFound()
  const photo = await getServable(tx, grant.orderItemId)
  const repeat = await countFiles(tx, and(eq(downloadFiles.downloadId, grant.id), eq(downloadFiles.counted, 1), within(`${REPEAT_MINUTES} minutes`)))
  const state = grantState(grant, (await countServed(tx, grant.id)) - (repeat ? 1 : 0), await findNow(tx)) // A repeat of the fifth file is not a sixth.
  if (state !== 'live') throw new AppError('conflict', { spent: 'downloadSpent', old: 'downloadOld', revoked: 'downloadRevoked' }[state])
  const lately = await countFiles(tx, and(eq(downloadFiles.buyerId, buyerId), within('1 hour')))
  if (lately >= FILES_AN_HOUR) throw new AppError('limited', 'downloadHour', { max: FILES_AN_HOUR })
  await tx.insert(downloadFiles).values({ downloadId: grant.id, buyerId, counted: repeat ? 0 : 1 })
  return photo
}

const within = (span: string) => gt(downloadFiles.createdAt, sql`clock_timestamp() - ${span}::interval`)

async function countFiles(tx: Tx, which: ReturnType<typeof and>) {
  const [row] = await tx
    .select({ files: sql<number>`count(*)`.mapWith(Number) })
    .from(downloadFiles)
    .where(which)
  return row?.files ?? 0
}

/** The photo of a paid item that is neither refunded nor taken down. */
async function getServable(tx: Tx, itemId: string) {
  const [row] = await tx
    .select({ photo: photos, refundId: refunds.id })
    .from(orderItems)
    .innerJoin(orders, eq(orders.id, orderItems.orderId))
    .innerJoin(photos, eq(photos.id, orderItems.photoId))
    .leftJoin(refunds, and(eq(refunds.orderItemId, orderItems.id), inArray(refunds.status, ['confirmed', 'recorded'])))
    .where(and(eq(orderItems.id, itemId), inArray(orders.status, [...servedStatuses])))
  if (!row || row.refundId) throw new AppError('conflict', 'downloadRevoked')
  if (row.photo.status === 'taken_down') throw new AppError('conflict', 'takenDown')
  return row.photo
}
