export type Locale = 'fr' | 'en'

/** Who asks. `visitorId` is the SHA-256 of the cart cookie; `photographerId` is set for approved photographers only. */
export type Actor = {
  kind: 'visitor' | 'user' | 'system'
  userId: string | null
  role: 'visitor' | 'member' | 'moderator' | 'admin' | 'system'
  photographerId: string | null
  sessionId: string | null
  visitorId: string | null
  locale: Locale
}

/** Jobs and the poller. */
export const system: Actor = { kind: 'system', userId: null, role: 'system', photographerId: null, sessionId: null, visitorId: null, locale: 'fr' }

/** A signed-in person, for verbs that need one. */
export type User = Actor & { kind: 'user'; userId: string }

export const isUser = (actor: Actor): actor is User => actor.kind === 'user' && actor.userId !== null
export const isStaff = (actor: Actor) => actor.role === 'moderator' || actor.role === 'admin'
export const isAdmin = (actor: Actor) => actor.role === 'admin'
