import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { db, schema } from '@/db'
import { type Actor, isUser } from '@/lib/actor'
import { AppError, notFound } from '@/lib/errors'
import type { addToCartInput } from './inputs'
import { getOwner } from './owner'
import { listOwned } from './queries'
import { CART_MAX, whyNot } from './rules'

const { cartItems, photos } = schema

/** The licence of the photo is in the cart, once. Throws `conflict` notForSale when this buyer cannot buy it, cartFull at 100 lines. */
export async function addToCart(actor: Actor, { photoId, licence }: z.infer<typeof addToCartInput>) {
  const owner = getOwner(actor)
  await db.transaction(async (tx) => {
    const [photo] = await tx.select().from(photos).where(eq(photos.id, photoId))
    if (photo?.status !== 'published') throw notFound()
    const owned = isUser(actor) ? await listOwned(tx, actor.userId, [photoId]) : []
    const owns = owned.some((own) => own.licence === licence)
    const why = whyNot({ ...photo, licence }, { photographerId: actor.photographerId, owns })
    if (why) throw new AppError('conflict', 'notForSale', { why })
    const [count] = await tx
      .select({ lines: sql<number>`count(*)`.mapWith(Number) })
      .from(cartItems)
      .where(owner.is)
    if ((count?.lines ?? 0) >= CART_MAX) throw new AppError('conflict', 'cartFull', { max: CART_MAX })
    await tx
      .insert(cartItems)
      .values({ ...owner.column, photoId, licence })
      .onConflictDoNothing()
  })
}
