import { and, asc, eq, notInArray } from 'drizzle-orm'
import { db, schema } from '@/db'
import { type Actor, isUser } from '@/lib/actor'
import { CART_MAX } from './rules'

const { cartItems, users } = schema

/** What was put in the cart before signing in is in the user's cart, up to 100 lines, oldest first; what finds no room stays the visitor's. */
export async function mergeCart(actor: Actor) {
  if (!isUser(actor) || !actor.visitorId) return
  const { userId, visitorId } = actor
  const ofVisitor = eq(cartItems.visitorId, visitorId)
  await db.transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update') // One merge at a time.
    const brought = await tx.select().from(cartItems).where(ofVisitor).orderBy(asc(cartItems.createdAt), asc(cartItems.id)).for('update')
    const held = await tx.select().from(cartItems).where(eq(cartItems.userId, userId))
    const fresh = brought.filter((line) => !held.some(({ photoId, licence }) => photoId === line.photoId && licence === line.licence))
    const room = Math.max(0, CART_MAX - held.length)
    const [moved, left] = [fresh.slice(0, room), fresh.slice(room).map((line) => line.id)]
    await tx.delete(cartItems).where(and(ofVisitor, notInArray(cartItems.id, left)))
    if (moved.length)
      await tx
        .insert(cartItems)
        .values(moved.map((line) => ({ ...line, visitorId: null, userId })))
        .onConflictDoNothing()
  })
}
