import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Locale, User } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { mediaUrl } from '@/lib/storage'
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

/** One photographer as the public sees them: their words, figures, the countries of their photos and a cover, null while nothing is on sale. Throws `not_found` unless approved. */
export async function getPhotographerPage(handle: string, locale: Locale) {
  if (handle.includes('\0')) throw notFound() // An address may carry a NUL; no query takes one.
  const [person] = await select(locale)
    .where(and(approved, eq(photographers.handle, handle)))
    .groupBy(photographers.id, countries.code)
  if (!person) throw notFound()
  const [cover, places] = await Promise.all([findCover(person, locale), listPlaces(person.id, locale)])
  return { ...person, cover, countries: places }
}

const COVER_CHOICES = 120

/** What one's own page says now, as its form needs it, with the photos that may be its cover: the one it has, the best sold, the newest, 120 at most; `bestId` is the cover while none is chosen. */
export async function getOwnProfile(actor: User & { photographerId: string }, locale: Locale) {
  const isOwn = eq(photographers.id, actor.photographerId)
  const [[profile], [shown], best, places, rows] = await Promise.all([
    db.select().from(photographers).where(isOwn),
    select(locale).where(isOwn).groupBy(photographers.id, countries.code),
    findCover({ id: actor.photographerId, coverPhotoId: null }, locale),
    listPlaces(actor.photographerId, locale),
    db
      .select(cardColumns)
      .from(photos)
      .innerJoin(photographers, eq(photographers.id, photos.photographerId))
      .where(and(isOnSale, isOwn))
      .orderBy(desc(sql`${photos.id} = ${photographers.coverPhotoId}`), desc(photos.salesCount), desc(photos.id))
      .limit(COVER_CHOICES),
  ])
  if (!profile || !shown) throw notFound()
  const choices = rows.map((row) => toCard(row, locale))
  const { bioFr, bioEn, city, countryCode, portfolioUrl, coverPhotoId } = profile
  return { ...shown, bioFr, bioEn, city, countryCode, portfolioUrl, coverPhotoId, countries: places, choices, bestId: best?.id ?? null }
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
      portfolioUrl: photographers.portfolioUrl,
      coverPhotoId: photographers.coverPhotoId,
      country: locale === 'en' ? sql<string | null>`${countries.nameEn}` : sql<string | null>`${countries.nameFr}`,
      since: photographers.createdAt,
      photoCount: sql<number>`count(${photos.id})`.mapWith(Number),
      salesCount: sql<number>`coalesce(sum(${photos.salesCount}), 0)`.mapWith(Number),
    })
    .from(photographers)
    .leftJoin(countries, eq(countries.code, photographers.countryCode))
    .leftJoin(photos, and(eq(photos.photographerId, photographers.id), isOnSale))
    .$dynamic()

/** The photo they chose while it is on sale, else their best sold. The JPEG is for those who show links. */
async function findCover(person: { id: string; coverPhotoId: string | null }, locale: Locale) {
  const [row] = await db
    .select({ ...cardColumns, previewJpegKey: photos.previewJpegKey })
    .from(photos)
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .where(and(isOnSale, eq(photos.photographerId, person.id)))
    .orderBy(desc(sql`${photos.id} is not distinct from ${person.coverPhotoId}::uuid`), desc(photos.salesCount), desc(photos.id))
    .limit(1)
  return row ? { ...toCard(row, locale), previewJpeg: mediaUrl('watermarked', row.previewJpegKey ?? row.previewKey ?? '') } : null
}

/** The countries their photos on sale show, most photos first. */
async function listPlaces(photographerId: string, locale: Locale) {
  const name = locale === 'en' ? countries.nameEn : countries.nameFr
  const rows = await db
    .select({ name })
    .from(photos)
    .innerJoin(countries, eq(countries.code, photos.countryCode))
    .where(and(isOnSale, eq(photos.photographerId, photographerId)))
    .groupBy(countries.code)
    .orderBy(desc(sql`count(*)`), countries.code)
  return rows.map((row) => row.name)
}

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
