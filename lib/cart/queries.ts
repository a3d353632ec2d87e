import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type Db, db, schema, type Tx } from '@/db'
import { type Actor, isUser, type Locale } from '@/lib/actor'
import { getExtendedFactor } from '@/lib/catalog/settings'
import { maxXof } from '@/lib/cinetpay'
import { licencePrice } from '@/lib/money'
import { mediaUrl } from '@/lib/storage'
import { findOwner } from './owner'
import { whyNot } from './rules'

const { cartItems, photos, photographers, orders, orderItems, refunds } = schema

/** Licences this buyer has paid for and was not given the money back for, of these photos. */
export async function listOwned(tx: Tx | Db, buyerId: string, photoIds: string[]) {
  if (!photoIds.length) return []
  return tx
    .select({ photoId: orderItems.photoId, licence: orderItems.licence })
    .from(orderItems)
    .innerJoin(orders, eq(orders.id, orderItems.orderId))
    .leftJoin(refunds, and(eq(refunds.orderItemId, orderItems.id), inArray(refunds.status, ['confirmed', 'recorded'])))
    .where(
      and(
        inArray(orderItems.photoId, photoIds),
        eq(orders.buyerId, buyerId),
        inArray(orders.status, ['paid', 'completed', 'partly_refunded']),
        isNull(refunds.id),
      ),
    )
}

/** The cart's lines as they stand today, with why one cannot be bought; oldest first. Used by the cart and by placeOrder. */
export async function listCartLines(tx: Tx | Db, actor: Actor) {
  const owner = findOwner(actor)
  if (!owner) return []
  const rows = await tx
    .select({ item: cartItems, photo: photos, photographerName: photographers.displayName })
    .from(cartItems)
    .innerJoin(photos, eq(photos.id, cartItems.photoId))
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .where(owner.is)
    .orderBy(asc(cartItems.createdAt), asc(cartItems.id))
  const owned = isUser(actor)
    ? await listOwned(
        tx,
        actor.userId,
        rows.map(({ photo }) => photo.id),
      )
    : []
  const factor = await getExtendedFactor(tx)
  return rows.map(({ item, photo, photographerName }) => {
    const owns = owned.some((own) => own.photoId === photo.id && own.licence === item.licence)
    const why = whyNot({ ...photo, licence: item.licence }, { photographerId: actor.photographerId, owns })
    return { item, photo, photographerName, why, priceXof: photo.priceXof === null ? null : licencePrice(photo.priceXof, item.licence, factor) }
  })
}

/** The cart as its page shows it: what cannot be bought is there, says why, and is kept out of the total (francs). */
export async function getCart(actor: Actor, locale: Locale) {
  const lines = await listCartLines(db, actor)
  const totalXof = lines.reduce((sum, line) => sum + (line.why ? 0 : (line.priceXof ?? 0)), 0)
  return {
    lines: lines.map(({ item, photo, photographerName, why, priceXof }) => ({
      itemId: item.id,
      photoId: photo.id,
      slug: photo.slug,
      title: (locale === 'en' && photo.titleEn) || photo.titleFr,
      photographerName,
      licence: item.licence,
      priceXof,
      available: why === null,
      why,
      small: photo.smallKey && mediaUrl('thumbnails', photo.smallKey),
      widthPx: photo.widthPx,
      heightPx: photo.heightPx,
      thumbhash: photo.thumbhash,
    })),
    totalXof,
    tooMuch: totalXof > maxXof,
    count: lines.length,
  }
}

/** How many lines the cart has, for the header. */
export async function countCart(actor: Actor) {
  const owner = findOwner(actor)
  if (!owner) return 0
  const [row] = await db
    .select({ lines: sql<number>`count(*)`.mapWith(Number) })
    .from(cartItems)
    .where(owner.is)
  return row?.lines ?? 0
}
