import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import { type Actor, isUser } from '@/lib/actor'

const { cartItems } = schema

/** What was put in the cart before signing in is in the user's cart; the visitor's is empty. */
export async function mergeCart(actor: Actor) {
  if (!isUser(actor) || !actor.visitorId) return
  const { userId, visitorId } = actor
  await db.transaction(async (tx) => {
    const lines = await tx.delete(cartItems).where(eq(cartItems.visitorId, visitorId)).returning()
    if (lines.length)
      await tx
        .insert(cartItems)
        .values(lines.map((line) => ({ ...line, visitorId: null, userId })))
        .onConflictDoNothing()
  })
}
