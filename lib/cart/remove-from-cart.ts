import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import type { removeFromCartInput } from './inputs'
import { getOwner } from './owner'

/** The line is no longer in the actor's cart; somebody else's stays where it is. */
export async function removeFromCart(actor: Actor, { itemId }: z.infer<typeof removeFromCartInput>) {
  await db.delete(schema.cartItems).where(and(eq(schema.cartItems.id, itemId), getOwner(actor).is))
}
