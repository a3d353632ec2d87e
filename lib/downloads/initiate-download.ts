import { and, eq, gt, inArray, isNull, min, sql } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema, type Tx } from '@/db'
import { type Actor, isUser } from '@/lib/actor'
import { AppError, notFound } from '@/lib/errors'
import { grantDownload } from './grant-download'
import { countServed, findNow } from './queries'
import { GRANTS_A_DAY, grantState, servedStatuses } from './rules'

const { downloads, orderItems, orders, photos, refunds } = schema

export const initiateDownloadInput = z.strictObject({ photoId: z.uuid(), licence: z.enum(['standard', 'extended']).optional() })

/**
 * The buyer holds a live grant for the photo: the one there was, or a new one once it is spent or old. Throws `not_found` for anybody else,
 * `invalid` chooseLicence when both are owned, `conflict` takenDown, `limited` downloadLimit after three new ones in a day, the one made at payment not counted.
 */
export async function initiateDownload(actor: Actor, { photoId, licence }: z.infer<typeof initiateDownloadInput>) {
  if (!isUser(actor)) throw notFound()
  const bought = (await listBought(actor.userId, photoId)).filter((item) => !licence || item.licence === licence)
  const [item] = bought
  if (!item) throw notFound()
  if (new Set(bought.map((one) => one.licence)).size > 1) throw new AppError('invalid', 'chooseLicence', {}, { licence: 'chooseLicence' })
  if (item.photoStatus === 'taken_down') throw new AppError('conflict', 'takenDown')
  return db.transaction(async (tx) => {
    await tx.select({ id: orders.id }).from(orders).where(eq(orders.id, item.orderId)).for('update') // One grant at a time.
    const now = await findNow(tx)
    const grant = (await findLive(tx, item.id, now)) ?? (await renew(tx, item, actor.userId))
    return { downloadId: grant.id, expiresAt: grant.expiresAt, left: grant.filesAllowed - (await countServed(tx, grant.id)) }
  })
}

const listBought = (buyerId: string, photoId: string) =>
  db
    .select({ id: orderItems.id, orderId: orders.id, licence: orderItems.licence, photoStatus: photos.status })
    .from(orderItems)
    .innerJoin(orders, eq(orders.id, orderItems.orderId))
    .innerJoin(photos, eq(photos.id, orderItems.photoId))
    .leftJoin(refunds, and(eq(refunds.orderItemId, orderItems.id), inArray(refunds.status, ['confirmed', 'recorded'])))
    .where(and(eq(orders.buyerId, buyerId), eq(photos.id, photoId), inArray(orders.status, [...servedStatuses]), isNull(refunds.id)))

const isOpen = and(isNull(downloads.closedAt), isNull(downloads.revokedAt))

async function findLive(tx: Tx, itemId: string, now: Date) {
  const [grant] = await tx
    .select()
    .from(downloads)
    .where(and(eq(downloads.orderItemId, itemId), isOpen))
    .for('update')
  if (!grant) return null
  return grantState(grant, await countServed(tx, grant.id), now) === 'live' ? grant : null
}

async function renew(tx: Tx, item: { id: string }, buyerId: string) {
  const ofItem = eq(downloads.orderItemId, item.id)
  const atPayment = tx
    .select({ at: min(downloads.createdAt) })
    .from(downloads)
    .where(ofItem) // The first was not asked for.
  const askedToday = and(ofItem, gt(downloads.createdAt, sql`now() - interval '24 hours'`), gt(downloads.createdAt, atPayment))
  const [made] = await tx
    .select({ grants: sql<number>`count(*)`.mapWith(Number) })
    .from(downloads)
    .where(askedToday)
  if ((made?.grants ?? 0) >= GRANTS_A_DAY) throw new AppError('limited', 'downloadLimit')
  await tx.update(downloads).set({ closedAt: new Date() }).where(and(ofItem, isOpen))
  return grantDownload(tx, item, buyerId)
}
