import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Locale } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { cardColumns, isOnSale, type PhotoCard, toCard } from './cards'

const { photos, photographers, countries } = schema

const approved: SQL = sql`${photographers.status} = 'approved' and ${photographers.deletedAt} is null`
const COVERS = 4
const LIST_MAX = 200

/** Everybody who sells, those with the most photos first; at most 200, none without a photo on sale. */
export async function listPublicPhotographers(locale: Locale) {
  const people = await select(locale)
    .where(approved)
    .groupBy(photographers.id, countries.code)
    .having(sql`count(${photos.id}) > 0`)
    .orderBy(desc(sql`count(${photos.id})`), photographers.displayName)
    .limit(LIST_MAX)
  const covers = await listCovers(
    people.map(({ id }) => id),
    locale,
  )
  return people.map((person) => ({ ...person, photos: covers.get(person.id) ?? [] }))
}

/** One photographer as the public sees them. Throws `not_found` unless approved. */
export async function getPhotographerPage(handle: string, locale: Locale) {
  if (handle.includes('\0')) throw notFound() // An address may carry a NUL; no query takes one.
  const [person] = await select(locale)
    .where(and(approved, eq(photographers.handle, handle)))
    .groupBy(photographers.id, countries.code)
  if (!person) throw notFound()
  return person
}

/** The photographer the home page shows, with four of their photos: one that staff chose, else the best sold; null while nobody sells. */
export async function featuredPhotographer(locale: Locale) {
  const [person] = await select(locale)
    .where(approved)
    .groupBy(photographers.id, countries.code)
    .having(sql`count(${photos.id}) >= 1`)
    .orderBy(desc(photographers.featured), desc(sql`sum(${photos.salesCount})`), desc(sql`count(${photos.id})`))
    .limit(1)
  if (!person) return null
  const covers = await listCovers([person.id], locale)
  return { ...person, photos: covers.get(person.id) ?? [] }
}

/** The name of a photographer, or null. */
export async function findPhotographerName(handle: string) {
  const [row] = await db
    .select({ name: photographers.displayName })
    .from(photographers)
    .where(and(approved, eq(photographers.handle, handle)))
  return row?.name ?? null
}

const select = (locale: Locale) =>
  db
    .select({
      id: photographers.id,
      handle: photographers.handle,
      name: photographers.displayName,
      bio: locale === 'en' ? sql<string>`coalesce(nullif(${photographers.bioEn}, ''), ${photographers.bioFr})` : photographers.bioFr,
      bioLang: locale === 'en' ? sql<Locale>`case when ${photographers.bioEn} = '' then 'fr' else 'en' end` : sql<Locale>`'fr'`,
      city: photographers.city,
      country: locale === 'en' ? sql<string | null>`${countries.nameEn}` : sql<string | null>`${countries.nameFr}`,
      since: photographers.createdAt,
      photoCount: sql<number>`count(${photos.id})`.mapWith(Number),
      salesCount: sql<number>`coalesce(sum(${photos.salesCount}), 0)`.mapWith(Number),
    })
    .from(photographers)
    .leftJoin(countries, eq(countries.code, photographers.countryCode))
    .leftJoin(photos, and(eq(photos.photographerId, photographers.id), isOnSale))
    .$dynamic()

/** The best sold photos of each, up to four. */
async function listCovers(ids: string[], locale: Locale) {
  const ranked = db
    .select({
      photoId: photos.id,
      place: sql<number>`row_number() over (partition by ${photos.photographerId} order by ${photos.salesCount} desc, ${photos.id} desc)`.as('place'),
    })
    .from(photos)
    .where(and(isOnSale, sql`${photos.photographerId} = any(${sql.param(ids)}::uuid[])`))
    .as('ranked')
  const rows = await db
    .select({ ...cardColumns, photographerId: photos.photographerId })
    .from(ranked)
    .innerJoin(photos, eq(photos.id, ranked.photoId))
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .where(sql`${ranked.place} <= ${COVERS}`)
    .orderBy(ranked.place)
  const covers = new Map<string, PhotoCard[]>(ids.map((id) => [id, []]))
  for (const row of rows) covers.get(row.photographerId)?.push(toCard(row, locale))
  return covers
}
