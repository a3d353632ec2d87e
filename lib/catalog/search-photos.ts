import { and, asc, desc, eq, gte, inArray, lte, type SQL, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Locale } from '@/lib/actor'
import { cardColumns, isOnSale, type PhotoCard, toCard } from './cards'
import { readSearchCursor, writeSearchCursor } from './search-cursor'
import { noSearch, type Search, type Sort } from './search-state'
import { beginning, correct, exactly } from './words'

const { photos, photographers, categories, photoTags, tags } = schema

/** Beyond this many the count is "more than", facets are those of the best sold, and relevance ranks among the best sold. */
export const COUNT_MAX = 1_000
const PAGE = 24

export type Facet = { value: string; name: string; count: number }
export type Facets = { category: Facet[]; country: Facet[]; orientation: Facet[]; people: Facet[] }
export type SearchResult = {
  photos: PhotoCard[]
  /** Exact to COUNT_MAX; COUNT_MAX when there are more, and then `totalIsMore`. */
  total: number
  totalIsMore: boolean
  nextCursor: string | null
  facets: Facets
  /** The words that were looked for instead, when the ones given found nothing. */
  corrected: string | null
}

/** Published photos that answer a search, one page after `cursor`. Any input is accepted; words that find nothing are tried as a beginning, then corrected. */
export async function searchPhotos(asked: Partial<Search> & { locale: Locale; limit?: number }): Promise<SearchResult> {
  const { locale, limit = PAGE, ...rest } = asked
  const search = { ...noSearch, ...rest }
  const exact = await run(search, search.q ? exactly(search.q) : null, locale, limit, null)
  if (exact.total || !search.q) return exact
  const prefix = beginning(search.q)
  const begun = prefix && (await run(search, prefix, locale, limit, null))
  if (begun?.total) return begun
  const corrected = await correct(search.q)
  const second = corrected ? await run(search, exactly(corrected), locale, limit, corrected) : null
  return second?.total ? second : exact
}

async function run(search: Search, words: SQL | null, locale: Locale, limit: number, corrected: string | null): Promise<SearchResult> {
  const [rows, total, facets] = await Promise.all([page(search, words, limit), countPhotos(search, words), listFacets(search, words, locale)])
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    photos: shown.map((row) => toCard(row, locale)),
    total: Math.min(total, COUNT_MAX),
    totalIsMore: total > COUNT_MAX,
    nextCursor: last && rows.length > limit ? writeSearchCursor({ key: last.key, id: last.id }) : null,
    facets,
    corrected,
  }
}

type Dimension = keyof Facets

/** What must hold of a photo, all filters but those of one dimension: its facet counts what choosing another value would give. */
function matches(search: Search, words: SQL | null, but?: Dimension): SQL | undefined {
  const chosen = (dimension: Dimension) => dimension !== but && search[dimension].length > 0
  return and(
    isOnSale,
    words ? sql`${photos.searchVector} @@ ${words}` : undefined,
    chosen('category')
      ? inArray(photos.categoryId, db.select({ id: categories.id }).from(categories).where(inArray(categories.slug, search.category)))
      : undefined,
    chosen('country') ? inArray(photos.countryCode, search.country) : undefined,
    chosen('orientation') ? inArray(photos.orientation, search.orientation) : undefined,
    chosen('people') ? inArray(photos.people, search.people) : undefined,
    search.photographer === null
      ? undefined
      : inArray(photos.photographerId, db.select({ id: photographers.id }).from(photographers).where(eq(photographers.handle, search.photographer))),
    search.tag === null
      ? undefined
      : inArray(photos.id, db.select({ id: photoTags.photoId }).from(photoTags).innerJoin(tags, eq(tags.id, photoTags.tagId)).where(eq(tags.slug, search.tag))),
    search.priceMin === null ? undefined : gte(photos.priceXof, search.priceMin),
    search.priceMax === null ? undefined : lte(photos.priceXof, search.priceMax),
  )
}

/** One row more than `limit`, so that the caller sees whether another page follows. `key` is the sort key as text. */
async function page(search: Search, words: SQL | null, limit: number) {
  const sort: Sort = search.sort === 'relevance' && !words ? 'sold' : search.sort // With no words there is nothing to be relevant to.
  const from = readSearchCursor(search.cursor, sort)
  if (sort === 'relevance' && words) return relevantPage(search, words, limit, from)
  const { key, column, order } = sortings[sort === 'relevance' ? 'sold' : sort]
  const after =
    from &&
    (order === 'desc'
      ? sql`(${column}, ${photos.id}) < (${key.cast(from.key)}, ${from.id}::uuid)`
      : sql`(${column}, ${photos.id}) > (${key.cast(from.key)}, ${from.id}::uuid)`)
  const by = order === 'desc' ? desc : asc
  return db
    .select({ ...cardColumns, key: key.text })
    .from(photos)
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .where(and(matches(search, words), after ?? undefined))
    .orderBy(by(column), by(photos.id))
    .limit(limit + 1)
}

const whole = (column: typeof photos.salesCount | typeof photos.priceXof) => ({ text: sql<string>`${column}::text`, cast: (key: string) => sql`${key}::int` })
const sortings = {
  newest: {
    column: photos.publishedAt,
    order: 'desc',
    key: {
      text: sql<string>`to_char(${photos.publishedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
      cast: (key: string) => sql`(${key}::timestamp at time zone 'UTC')`,
    },
  },
  sold: { column: photos.salesCount, order: 'desc', key: whole(photos.salesCount) },
  price: { column: photos.priceXof, order: 'asc', key: whole(photos.priceXof) },
  '-price': { column: photos.priceXof, order: 'desc', key: whole(photos.priceXof) },
} as const

/** By how well the words fit, weighed by how often a photo sold, among the COUNT_MAX best sold that match: ranking every match of a common word would take seconds. */
async function relevantPage(search: Search, words: SQL, limit: number, from: { key: string; id: string } | null) {
  const candidates = db
    .select({
      id: photos.id,
      rank: sql<string>`(ts_rank(${photos.searchVector}, ${words}) * (1 + ln(1 + ${photos.salesCount}) / 10))::numeric(12, 9)`.as('rank'),
    })
    .from(photos)
    .where(matches(search, words))
    .orderBy(desc(photos.salesCount), desc(photos.id))
    .limit(COUNT_MAX)
    .as('candidates')
  return db
    .select({ ...cardColumns, key: sql<string>`${candidates.rank}::text` })
    .from(candidates)
    .innerJoin(photos, eq(photos.id, candidates.id))
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .where(from ? sql`(${candidates.rank}, ${candidates.id}) < (${from.key}::numeric, ${from.id}::uuid)` : undefined)
    .orderBy(desc(candidates.rank), desc(candidates.id))
    .limit(limit + 1)
}

/** Counted to one more than COUNT_MAX and no further. */
async function countPhotos(search: Search, words: SQL | null) {
  const some = db
    .select({ id: photos.id })
    .from(photos)
    .where(matches(search, words))
    .limit(COUNT_MAX + 1)
    .as('some_photos')
  const [row] = await db.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(some)
  return row?.count ?? 0
}

/** All four in one question; each among the COUNT_MAX best sold that match, its own filter aside. */
async function listFacets(search: Search, words: SQL | null, locale: Locale): Promise<Facets> {
  const name = locale === 'en' ? sql`k.name_en` : sql`k.name_fr`
  const some = (dimension: Dimension) =>
    db
      .select({ categoryId: photos.categoryId, countryCode: photos.countryCode, orientation: photos.orientation, people: photos.people })
      .from(photos)
      .where(matches(search, words, dimension))
      .orderBy(desc(photos.salesCount), desc(photos.id))
      .limit(COUNT_MAX)
  const found = await db.execute<Facet & { dimension: Dimension }>(sql`
    select 'category' as dimension, k.slug as value, ${name} as name, count(*)::int as count from ${some('category')} s join categories k on k.id = s.category_id group by 2, 3
    union all select 'country', k.code, ${name}, count(*)::int from ${some('country')} s join countries k on k.code = s.country_code group by 2, 3
    union all select 'orientation', s.orientation::text, s.orientation::text, count(*)::int from ${some('orientation')} s where s.orientation is not null group by 2, 3
    union all select 'people', s.people::text, s.people::text, count(*)::int from ${some('people')} s group by 2, 3
    order by count desc, name`)
  const of = (wanted: Dimension) => found.rows.filter(({ dimension }) => dimension === wanted).map(({ dimension: _, ...facet }) => facet)
  return { category: of('category'), country: of('country'), orientation: of('orientation'), people: of('people') }
}
