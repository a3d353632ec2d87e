import { type Actor, isAdmin, isUser, type User } from '@/lib/actor'
import { AppError, notFound } from '@/lib/errors'

/** Throws `forbidden` for anybody not signed in. */
export function assertUser(actor: Actor): asserts actor is User {
  if (!isUser(actor)) throw new AppError('forbidden', 'signInFirst')
}

/** For anybody but an admin there is nothing here: throws `not_found`. */
export function assertAdmin(actor: Actor): asserts actor is User {
  if (!isUser(actor) || !isAdmin(actor)) throw notFound()
}

/** An admin, about somebody else. */
export const canDecideApplication = (actor: Actor, application: { userId: string }) => isAdmin(actor) && actor.userId !== application.userId
