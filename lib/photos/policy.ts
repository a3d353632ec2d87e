import { type Actor, isAdmin, isStaff, isUser, type User } from '@/lib/actor'
import { AppError, notFound } from '@/lib/errors'

export type Photographer = User & { photographerId: string }

/** An approved photographer: anybody else has no photos of their own. Throws `forbidden`. */
export function assertPhotographer(actor: Actor): asserts actor is Photographer {
  if (!isUser(actor) || !actor.photographerId) throw new AppError('forbidden', isUser(actor) ? 'ingest.photographersOnly' : 'signInFirst')
}

/** For anybody but staff the review desk does not exist: throws `not_found`. */
export function assertStaff(actor: Actor): asserts actor is User {
  if (!isUser(actor) || !isStaff(actor)) throw notFound()
}

/** Nor does the catalogue of reasons for anybody but admins. */
export function assertAdmin(actor: Actor): asserts actor is User {
  if (!isUser(actor) || !isAdmin(actor)) throw notFound()
}

/** Rule 4: not one's own. */
export const canReview = (actor: Actor, photo: { photographerId: string }) => isStaff(actor) && actor.photographerId !== photo.photographerId
