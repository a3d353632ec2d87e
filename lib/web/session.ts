import { createHash, randomBytes } from 'node:crypto'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { findSession } from '@/lib/accounts/sessions'
import { type Actor, isAdmin, isStaff, isUser, type Locale, type User } from '@/lib/actor'
import { env } from '@/lib/env'
import { COOKIE_DAYS, cookieRules } from './cookies'
import { path, safePath } from './path'

/** Who asks: read from the cookies, and checked against the session's row (at most 5 seconds old). Once a request. */
export const getActor = cache(readActor)

/** Like getActor, but looks again: for the moment after signing in, when the cookie has just changed. */
export async function readActor(): Promise<Actor> {
  const jar = await cookies()
  const names = cookieRules()
  const visitorId = hashVisitor(jar.get(names.cart)?.value)
  const locale = await pageLocale()
  const sessionId = await sessionIdIn(jar.get(names.session)?.value)
  const session = sessionId ? await findSession(sessionId) : null
  if (!session) return { kind: 'visitor', userId: null, role: 'visitor', photographerId: null, sessionId: null, visitorId, locale: locale ?? 'fr' }
  const { userId, role, photographerId } = session
  return { kind: 'user', userId, role, photographerId, sessionId: session.id, visitorId, locale: locale ?? session.locale }
}

/** The language of the page that was asked for or sent the form; null outside pages. */
async function pageLocale(): Promise<Locale | null> {
  const named = (await headers()).get('x-next-intl-locale')
  return named === 'fr' || named === 'en' ? named : null
}

/** Decoded here, not by `auth()`, which would sign the cookie again at every page. A token that is not ours is no session. */
async function sessionIdIn(token: string | undefined): Promise<string | null> {
  if (!token) return null
  try {
    const claims = await decode({ token, secret: env().AUTH_SECRET, salt: cookieRules().session })
    return typeof claims?.sid === 'string' ? claims.sid : null
  } catch (error) {
    if (error instanceof Error && ('code' in error || error.message === 'no matching decryption secret')) return null // jose's errors: forged, damaged, expired.
    throw error
  }
}

/** The signed-in person; a visitor is sent to sign in, and comes back here after. */
export async function requireUser(): Promise<User> {
  const actor = await getActor()
  if (isUser(actor)) return actor
  const here = safePath((await headers()).get('x-path'), path(actor.locale, '/'))
  redirect(path(actor.locale, `/sign-in?next=${encodeURIComponent(here)}`))
}

/** An approved photographer; anybody else signed in is shown how to become one. */
export async function requirePhotographer(): Promise<User & { photographerId: string }> {
  const actor = await requireUser()
  if (actor.photographerId === null) redirect(path(actor.locale, '/sell'))
  return { ...actor, photographerId: actor.photographerId }
}

/** A moderator or an admin; for everybody else there is no such page. */
export async function requireStaff(): Promise<User> {
  const actor = await requireUser()
  if (!isStaff(actor)) notFound()
  return actor
}

/** An admin; for everybody else there is no such page. */
export async function requireAdmin(): Promise<User> {
  const actor = await requireUser()
  if (!isAdmin(actor)) notFound()
  return actor
}

/** In an action: the visitor's cart has a cookie from now on. Gives the visitorId, the SHA-256 of its value. */
export async function ensureVisitorId(): Promise<string> {
  const { cart, options } = cookieRules()
  const jar = await cookies()
  const known = hashVisitor(jar.get(cart)?.value)
  if (known) return known
  const value = randomBytes(16).toString('base64url')
  jar.set(cart, value, { ...options, maxAge: COOKIE_DAYS * 86_400 })
  return createHash('sha256').update(value).digest('hex')
}

const hashVisitor = (value: string | undefined) => (value && /^[\w-]{22}$/.test(value) ? createHash('sha256').update(value).digest('hex') : null)
