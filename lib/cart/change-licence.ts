import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import type { changeLicenceInput } from './inputs'
import { getOwner } from './owner'

const { cartItems } = schema

/** The line is for the other licence; if that one was in the cart already, the two are one. Throws `not_found`. */
export async function changeLicence(actor: Actor, { itemId, licence }: z.infer<typeof changeLicenceInput>) {
  const owner = getOwner(actor)
  await db.transaction(async (tx) => {
    const [line] = await tx
      .select()
      .from(cartItems)
      .where(and(eq(cartItems.id, itemId), owner.is))
      .for('update')
    if (!line) throw notFound()
    if (line.licence === licence) return
    await tx.delete(cartItems).where(eq(cartItems.id, line.id))
    await tx
      .insert(cartItems)
      .values({ ...line, licence })
      .onConflictDoNothing()
  })
}
