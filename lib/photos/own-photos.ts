import { type AnyColumn, and, asc, count, desc, eq, inArray, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { foldWord } from '@/lib/catalog/fold-word'
import { before, page, pageAt, readCursor } from '@/lib/cursor'
import { photoUrls } from './photo-urls'
import { assertPhotographer, type Photographer } from './policy'
import { type Heap, heaps, type Sheet } from './sheet-state'

const { photos, photoTags, tags } = schema

const summary = {
  id: photos.id,
  slug: photos.slug,
  status: photos.status,
  titleFr: photos.titleFr,
  titleEn: photos.titleEn,
  fileName: photos.fileName,
  failureKey: photos.failureKey,
  priceXof: photos.priceXof,
  editorialOnly: photos.editorialOnly,
  widthPx: photos.widthPx,
  heightPx: photos.heightPx,
  thumbhash: photos.thumbhash,
  salesCount: photos.salesCount,
  smallKey: photos.smallKey,
  mediumKey: photos.mediumKey,
  largeKey: photos.largeKey,
  previewKey: photos.previewKey,
  createdAt: photos.createdAt,
}

// `photos.id` in words: Drizzle writes a column of the only table without its name, which here would be the other table's own id.
const latestReasonCount =
  sql<number>`coalesce((select cardinality(r.reasons) from reviews r where r.photo_id = photos.id order by r.created_at desc limit 1), 0)`.mapWith(Number)
const nearCount = sql<number>`(
  select count(*) from near_duplicates n join photos o on o.id = case when n.photo_id = photos.id then n.other_id else n.photo_id end
  where (n.photo_id = photos.id or n.other_id = photos.id) and n.is_own and n.kept_both_at is null and o.status not in ('deleted', 'taken_down')
)`.mapWith(Number)
/** A photo's tags as French words, in its order. */
export const tagWords = sql<string[]>`array(
  select t.word_fr from photo_tags pt join tags t on t.id = pt.tag_id where pt.photo_id = photos.id order by pt.position
)`

/** The photographer's own photos that the sheet asks for, uploads on their way left out, the page after its cursor; and how many there are in each heap. */
export async function listOwnPhotos(actor: Actor, { status, q, sort, cursor, limit = 48 }: Partial<Sheet> & { limit?: number } = {}) {
  assertPhotographer(actor)
  const at = sort === 'changed' ? photos.updatedAt : photos.createdAt
  const from = readCursor(cursor)
  const isOldest = sort === 'oldest'
  const after = from && isOldest ? sql`(${at}, ${photos.id}) > (${from.at}::timestamptz, ${from.id}::uuid)` : before(from, at, photos.id)
  const order = isOldest ? [asc(at), asc(photos.id)] : [desc(at), desc(photos.id)]
  const [rows, counts] = await Promise.all([
    db
      .select({ ...summary, reasonCount: latestReasonCount, nearCount, tags: tagWords, pageAt: pageAt(at) })
      .from(photos)
      .where(and(isShown(actor), ofSheet({ status, q }), after))
      .orderBy(...order)
      .limit(limit + 1),
    countHeaps(actor),
  ])
  const { rows: shown, nextCursor } = page(rows, limit)
  return {
    photos: shown.map(({ smallKey, mediumKey, largeKey, previewKey, ...photo }) => ({ ...photo, ...photoUrls({ smallKey, mediumKey, largeKey, previewKey }) })),
    nextCursor,
    counts,
  }
}

const isShown = (actor: Photographer) => and(eq(photos.photographerId, actor.photographerId), notInArray(photos.status, ['deleted', 'draft']))

/** Of one's own photos, those of the heap whose title, file name or tags hold every word asked for. */
export function ofSheet({ status, q }: Partial<Sheet>): SQL | undefined {
  const ofHeap = status === 'near' ? sql`${nearCount} > 0` : status ? inArray(photos.status, [...heaps[status]]) : undefined
  const asked = (q ?? '').split(' ').filter(Boolean).map(holds)
  return and(ofHeap, ...asked)
}

/** Accents and case do not matter; a tag is found by its beginning. */
function holds(word: string): SQL | undefined {
  const part = `%${word.replace(/[\\%_]/g, '\\$&')}%`
  const within = (column: AnyColumn) => sql`unaccent(${column}) ilike unaccent(${part})`
  const slug = foldWord(word)
  const tagged = slug
    ? sql`exists (select 1 from ${photoTags} pt join ${tags} t on t.id = pt.tag_id where pt.photo_id = photos.id and t.slug like ${`${slug}%`})`
    : undefined
  return or(within(photos.titleFr), within(photos.titleEn), within(photos.fileName), tagged)
}

/** How many photos lie on each heap, empty ones left out; `near` counts again those with a look-alike to decide on. */
async function countHeaps(actor: Photographer): Promise<Partial<Record<Heap | 'near', number>>> {
  const states = await db
    .select({ status: photos.status, count: count(), near: sql<number>`count(*) filter (where ${nearCount} > 0)`.mapWith(Number) })
    .from(photos)
    .where(isShown(actor))
    .groupBy(photos.status)
  const sumOf = (heap: Heap) => states.filter(({ status }) => heaps[heap].some((state) => state === status)).reduce((sum, state) => sum + state.count, 0)
  const all = [
    ...(Object.keys(heaps) as Heap[]).map((heap) => [heap, sumOf(heap)] as const),
    ['near', states.reduce((sum, { near }) => sum + near, 0)] as const,
  ]
  return Object.fromEntries(all.filter(([, sum]) => sum > 0))
}
