import { and, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import type { Locale, User } from '@/lib/actor'

const { sessions, users, photographers } = schema

const SESSION_DAYS = 14
const inSessionDays = sql`now() + make_interval(days => ${SESSION_DAYS})`
const CACHE_MS = 5_000
const CACHE_SIZE = 10_000

type Session = { id: string; userId: string; role: User['role']; locale: Locale; photographerId: string | null; name: string }

/** A new session, dead after 14 days without use. Gives its id, which the cookie then carries. */
export async function openSession(userId: string, device: { userAgent: string | null; ip: string | null }) {
  const [session] = await db
    .insert(sessions)
    .values({ userId, userAgent: device.userAgent?.slice(0, 400) ?? null, ip: device.ip, expiresAt: inSessionDays })
    .returning({ id: sessions.id })
  if (!session) throw new Error('the session was not written')
  return session.id
}

const cache = new Map<string, { until: number; session: Promise<Session | null> }>()

/** The living session and its person, at most 5 seconds old; null when it is revoked, expired, or its person suspended or gone. */
export function findSession(sessionId: string): Promise<Session | null> {
  const now = Date.now()
  const known = cache.get(sessionId)
  if (known && known.until > now) return known.session
  if (cache.size >= CACHE_SIZE) cache.clear()
  const session = readSession(sessionId)
  cache.set(sessionId, { until: now + CACHE_MS, session })
  session.catch(() => cache.delete(sessionId)) // A failed read is not an answer to keep; whoever waits still gets the error.
  return session
}

async function readSession(sessionId: string): Promise<Session | null> {
  const [found] = await db
    .select({
      id: sessions.id,
      userId: users.id,
      role: users.role,
      locale: users.locale,
      name: users.name,
      photographerId: photographers.id,
      seenAt: sessions.seenAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(photographers, and(eq(photographers.userId, users.id), eq(photographers.status, 'approved'), isNull(photographers.deletedAt)))
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`), isNull(users.suspendedAt), isNull(users.deletedAt)))
  if (!found) return null
  await renew(sessionId, found.seenAt)
  const { seenAt: _, ...session } = found
  return session
}

/** Used again after an hour or more, a session lives 14 days from now. */
async function renew(sessionId: string, seenAt: Date) {
  if (Date.now() - seenAt.getTime() < 3_600_000) return
  await db
    .update(sessions)
    .set({ seenAt: sql`now()`, expiresAt: inSessionDays })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt), lt(sessions.seenAt, sql`now() - interval '60 minutes'`)))
}

/** The session ends: at once here, within 5 seconds in other processes. One's own only; another's is left as it is. */
export async function revokeSession(userId: string, sessionId: string) {
  await db
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.revokedAt)))
  cache.delete(sessionId)
}

/** All sessions of a person end, save `except`. Call `forgetSessions` once the transaction is committed. */
export async function revokeSessions(tx: Tx | typeof db, userId: string, except: string | null = null) {
  await tx
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), except ? ne(sessions.id, except) : undefined))
}

/** The next request of anybody reads its session from the database again. */
export const forgetSessions = () => cache.clear()

/** The living sessions of a person, the last used first. */
export async function listSessions(actor: User) {
  return db
    .select({ id: sessions.id, userAgent: sessions.userAgent, createdAt: sessions.createdAt, seenAt: sessions.seenAt })
    .from(sessions)
    .where(and(eq(sessions.userId, actor.userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(sql`${sessions.seenAt} desc`)
    .limit(50)
}

/** Whether this person signed in from this address in the last 90 days: such a client is not shut out by strangers guessing elsewhere. */
export async function hasSignedInFrom(email: string, ip: string | null) {
  if (!ip) return false
  const [known] = await db
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(users.email, email), isNull(users.deletedAt), eq(sessions.ip, ip), gt(sessions.createdAt, sql`now() - interval '90 days'`)))
    .limit(1)
  return known !== undefined
}
