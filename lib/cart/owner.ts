import { eq } from 'drizzle-orm'
import { schema } from '@/db'
import { type Actor, isUser } from '@/lib/actor'
import { AppError } from '@/lib/errors'

/** Whose cart it is: a user's by id, a visitor's by the hash of the cookie. Null when there is neither. */
export function findOwner(actor: Actor) {
  if (isUser(actor)) return { column: { userId: actor.userId }, is: eq(schema.cartItems.userId, actor.userId) }
  return actor.visitorId ? { column: { visitorId: actor.visitorId }, is: eq(schema.cartItems.visitorId, actor.visitorId) } : null
}

/** Like findOwner, but throws `forbidden` where a cart is needed and there is nobody to own it. */
export function getOwner(actor: Actor) {
  const owner = findOwner(actor)
  if (!owner) throw new AppError('forbidden', 'forbidden')
  return owner
}
