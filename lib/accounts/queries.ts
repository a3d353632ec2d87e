import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor, Locale } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { assertAdmin, assertUser } from './policy'

const { users, photographers, countries } = schema

/** The signed-in person's own particulars. */
export async function getAccount(actor: Actor) {
  assertUser(actor)
  const [account] = await db.select({ name: users.name, email: users.email, locale: users.locale }).from(users).where(eq(users.id, actor.userId))
  if (!account) throw notFound()
  return account
}

/** One's own application to sell, whatever became of it, or null. */
export async function findOwnApplication(actor: Actor) {
  assertUser(actor)
  const [application] = await db
    .select()
    .from(photographers)
    .where(and(eq(photographers.userId, actor.userId), isNull(photographers.deletedAt)))
  return application ?? null
}

const person = {
  id: photographers.id,
  userId: photographers.userId,
  handle: photographers.handle,
  displayName: photographers.displayName,
  city: photographers.city,
  countryCode: photographers.countryCode,
  portfolioUrl: photographers.portfolioUrl,
  motivation: photographers.motivation,
  status: photographers.status,
  decidedAt: photographers.decidedAt,
  createdAt: photographers.createdAt,
  name: users.name,
  email: users.email,
  countryFr: countries.nameFr,
  countryEn: countries.nameEn,
}

const people = () =>
  db.select(person).from(photographers).innerJoin(users, eq(users.id, photographers.userId)).leftJoin(countries, eq(countries.code, photographers.countryCode))

/** For an admin: the applications that wait, oldest first, 100 at most. */
export async function listApplications(actor: Actor) {
  assertAdmin(actor)
  return people()
    .where(and(eq(photographers.status, 'applied'), isNull(photographers.deletedAt)))
    .orderBy(asc(photographers.createdAt), asc(photographers.id))
    .limit(100)
}

/** For an admin: photographers approved or refused, newest first, 200 at most. */
export async function listPhotographers(actor: Actor, status: 'approved' | 'rejected' = 'approved') {
  assertAdmin(actor)
  return people()
    .where(and(eq(photographers.status, status), isNull(photographers.deletedAt)))
    .orderBy(desc(photographers.createdAt), desc(photographers.id))
    .limit(200)
}

/** The countries one can sell from, by name. */
export async function listCountryNames(locale: Locale) {
  const name = locale === 'fr' ? countries.nameFr : countries.nameEn
  const rows = await db.select({ code: countries.code, name }).from(countries)
  return rows.sort((a, b) => a.name.localeCompare(b.name, locale))
}
