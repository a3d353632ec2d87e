import { and, asc, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Locale } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { licencePrice } from '@/lib/money'
import { mediaUrl } from '@/lib/storage'
import { cardColumns, isOnSale, toCard } from './cards'
import { getExtendedFactor } from './settings'

export { getCommissionBps, getExtendedFactor } from './settings'

const { photos, photographers, categories, countries, tags, photoTags } = schema

const cards = () => db.select(cardColumns).from(photos).innerJoin(photographers, eq(photographers.id, photos.photographerId)).$dynamic()
const named = (locale: Locale, fr: SQL | typeof categories.nameFr, en: SQL | typeof categories.nameEn) =>
  locale === 'en' ? sql<string>`${en}` : sql<string>`${fr}`

/** The latest photos, newest first. */
export async function listFresh(locale: Locale, limit = 12) {
  const rows = await cards().where(isOnSale).orderBy(desc(photos.publishedAt), desc(photos.id)).limit(limit)
  return rows.map((row) => toCard(row, locale))
}

/** How many photos are on sale, and how many came in the last seven days. */
export async function countOnSale() {
  const [row] = await db
    .select({
      all: sql<number>`count(*)`.mapWith(Number),
      fresh: sql<number>`count(*) filter (where ${photos.publishedAt} > now() - interval '7 days')`.mapWith(Number),
    })
    .from(photos)
    .where(isOnSale)
  return row ?? { all: 0, fresh: 0 }
}

/** All categories in their order, with how many photos each has on sale. */
export async function listCategories(locale: Locale) {
  return db
    .select({
      id: categories.id,
      slug: categories.slug,
      name: named(locale, categories.nameFr, categories.nameEn),
      count: sql<number>`count(${photos.id})`.mapWith(Number),
    })
    .from(categories)
    .leftJoin(photos, and(eq(photos.categoryId, categories.id), isOnSale))
    .groupBy(categories.id)
    .orderBy(asc(categories.position))
}

/** All countries by name, with how many photos each has on sale. */
export async function listCountries(locale: Locale) {
  const name = named(locale, sql`${countries.nameFr}`, sql`${countries.nameEn}`)
  return db
    .select({ code: countries.code, name, count: sql<number>`count(${photos.id})`.mapWith(Number) })
    .from(countries)
    .leftJoin(photos, and(eq(photos.countryCode, countries.code), isOnSale))
    .groupBy(countries.code)
    .orderBy(asc(sql`unaccent(${name})`))
}

/** Searches by these words, each with its count (to 1 000) and a cover that fits it best; no photo is the cover of two, and words that find nothing are left out. */
export async function listSubjects(subjects: readonly { name: string; q: string }[], locale: Locale) {
  const words = sql`(websearch_to_tsquery('pouire_fr', given.q) || websearch_to_tsquery('pouire_en', given.q))`
  const found = await db.execute<{ q: string; count: number; ids: string[] }>(sql`
    select given.q,
      (select count(*)::int from (select 1 from photos p where p.status = 'published' and p.search_vector @@ ${words} limit 1000) capped) as count,
      array(select id from (select p.id, p.sales_count, p.search_vector from photos p where p.status = 'published' and p.search_vector @@ ${words} order by p.sales_count desc limit 100) best
        order by ts_rank(best.search_vector, ${words}) desc, best.sales_count desc, best.id desc limit ${subjects.length}) as ids
    from unnest(${sql.param(subjects.map(({ q }) => q))}::text[]) as given(q)`)
  const used = new Set<string>()
  const chosen = subjects.flatMap(({ name, q }) => {
    const row = found.rows.find((candidate) => candidate.q === q)
    const coverId = row?.ids.find((id) => !used.has(id))
    if (!row || !coverId) return []
    used.add(coverId)
    return [{ name, q, count: row.count, coverId }]
  })
  const covers = await listByIds(
    chosen.map(({ coverId }) => coverId),
    locale,
  )
  return chosen.flatMap(({ coverId, ...subject }) => covers.filter(({ id }) => id === coverId).map((cover) => ({ ...subject, cover })))
}

/** The name of a tag in the reader's language, or null when there is no such tag. */
export async function findTagWord(slug: string, locale: Locale) {
  const [tag] = await db.select({ fr: tags.wordFr, en: tags.wordEn }).from(tags).where(eq(tags.slug, slug))
  return tag ? (locale === 'en' && tag.en) || tag.fr : null
}

/** All a photo's page shows. Throws `not_found` unless it is published. */
export async function getPhotoPage(slug: string, locale: Locale) {
  if (slug.includes('\0')) throw notFound() // An address may carry a NUL; no query takes one.
  const [row] = await db
    .select({
      card: cardColumns,
      photo: photos,
      photographerCity: photographers.city,
      category: { slug: categories.slug, name: named(locale, categories.nameFr, categories.nameEn) },
      country: named(locale, sql`${countries.nameFr}`, sql`${countries.nameEn}`),
    })
    .from(photos)
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .innerJoin(categories, eq(categories.id, photos.categoryId))
    .leftJoin(countries, eq(countries.code, photos.countryCode))
    .where(and(eq(photos.slug, slug), isOnSale))
  if (!row) throw notFound()
  const { photo } = row
  const [factor, words, similar, more, photographerPhotos] = await Promise.all([
    getExtendedFactor(),
    listTags(photo.id, locale),
    listSimilar(photo, locale),
    listMore(photo, locale),
    countOf(photo.photographerId),
  ])
  const card = toCard(row.card, locale)
  const offers = photo.editorialOnly ? (['standard'] as const) : (['standard', 'extended'] as const)
  return {
    ...card,
    description: (locale === 'en' && photo.descriptionEn) || photo.descriptionFr,
    descriptionLang: locale === 'en' && photo.descriptionEn ? ('en' as const) : ('fr' as const),
    photographerId: photo.photographerId,
    photographerCity: row.photographerCity,
    photographerPhotos,
    category: row.category,
    city: photo.city,
    country: row.country,
    countryCode: photo.countryCode,
    takenAt: photo.takenAt,
    publishedAt: photo.publishedAt,
    camera: photo.camera,
    lens: photo.lens,
    exposure: photo.exposure,
    people: photo.people,
    recognisable: photo.recognisable,
    editorialOnly: photo.editorialOnly,
    aiMade: photo.aiMade,
    mimeType: photo.mimeType,
    sizeBytes: photo.deliveryBytes ?? photo.sizeBytes,
    previewJpeg: mediaUrl('watermarked', photo.previewJpegKey ?? photo.previewKey ?? ''),
    licences: offers.map((licence) => ({ licence, priceXof: licencePrice(card.priceXof, licence, factor) })),
    tags: words,
    similar,
    moreFromPhotographer: more,
  }
}

export type PhotoPage = Awaited<ReturnType<typeof getPhotoPage>>

const listTags = async (photoId: string, locale: Locale) => {
  const rows = await db
    .select({ slug: tags.slug, fr: tags.wordFr, en: tags.wordEn })
    .from(photoTags)
    .innerJoin(tags, eq(tags.id, photoTags.tagId))
    .where(eq(photoTags.photoId, photoId))
    .orderBy(asc(photoTags.position))
  return rows.map(({ slug, fr, en }) => (locale === 'en' && en ? { slug, word: en, lang: 'en' as const } : { slug, word: fr, lang: 'fr' as const }))
}

const RARE_TAG_MAX = 2_000

/** Photos that share the most tags with this one, rare tags first in weight; then others of its category, so that there are always some. */
async function listSimilar(photo: typeof photos.$inferSelect, locale: Locale, limit = 8) {
  const shared = db
    .select({ id: photoTags.photoId, weight: sql<number>`sum(1.0 / (1 + ln(1 + uses.count)))`.as('weight') })
    .from(photoTags)
    .innerJoin(
      sql`(select mine.tag_id, (select count(*) from (select 1 from photo_tags every where every.tag_id = mine.tag_id limit ${RARE_TAG_MAX}) capped) as count from photo_tags mine where mine.photo_id = ${photo.id}) uses`,
      sql`uses.tag_id = ${photoTags.tagId} and uses.count < ${RARE_TAG_MAX}`,
    )
    .where(ne(photoTags.photoId, photo.id))
    .groupBy(photoTags.photoId)
    .as('shared')
  const alike = await db
    .select(cardColumns)
    .from(shared)
    .innerJoin(photos, eq(photos.id, shared.id))
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .where(isOnSale)
    .orderBy(desc(shared.weight), desc(photos.salesCount), desc(photos.id))
    .limit(limit)
  const missing = limit - alike.length
  const others =
    missing > 0 && photo.categoryId
      ? await cards()
          .where(
            and(isOnSale, eq(photos.categoryId, photo.categoryId), sql`${photos.id} <> all(${sql.param([photo.id, ...alike.map(({ id }) => id)])}::uuid[])`),
          )
          .orderBy(desc(photos.publishedAt), desc(photos.id))
          .limit(missing)
      : []
  return [...alike, ...others].map((row) => toCard(row, locale))
}

const listMore = async (photo: typeof photos.$inferSelect, locale: Locale, limit = 6) => {
  const rows = await cards()
    .where(and(isOnSale, eq(photos.photographerId, photo.photographerId), ne(photos.id, photo.id)))
    .orderBy(desc(photos.salesCount), desc(photos.id))
    .limit(limit)
  return rows.map((row) => toCard(row, locale))
}

const countOf = async (photographerId: string) => {
  const [row] = await db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(photos)
    .where(and(isOnSale, eq(photos.photographerId, photographerId)))
  return row?.count ?? 0
}

/** Photos by id, those on sale only, in the order given. */
export async function listByIds(ids: string[], locale: Locale) {
  if (!ids.length) return []
  const rows = await cards().where(and(isOnSale, inArray(photos.id, ids)))
  return ids.flatMap((id) => rows.filter((row) => row.id === id)).map((row) => toCard(row, locale))
}

/** The newest photos on sale, for the sitemap, with when each last changed. */
export async function listForSitemap(limit: number) {
  return db
    .select({ slug: photos.slug, updatedAt: photos.updatedAt })
    .from(photos)
    .where(isOnSale)
    .orderBy(desc(photos.publishedAt), desc(photos.id))
    .limit(limit)
}
