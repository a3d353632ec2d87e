import { and, asc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor, User } from '@/lib/actor'
import { nearPairsOf } from './near-pairs'
import { photoUrls } from './photo-urls'
import { assertStaff } from './policy'
import { PROMISED_HOURS } from './review-times'

const { photos, photographers } = schema

const QUEUE_MAX = 200

/** `new` was never refused, `again` was put right and sent again, `near` looks like another photo and is of one of the other kinds too. */
export type QueueKind = 'new' | 'again' | 'appeal' | 'near'
export type QueueFilter = {
  kind?: QueueKind
  categoryId?: string
  countryCode?: string
  photographerId?: string
  people?: (typeof schema.people.enumValues)[number]
}

const columns = {
  id: photos.id,
  status: photos.status,
  titleFr: photos.titleFr,
  titleEn: photos.titleEn,
  categoryId: photos.categoryId,
  countryCode: photos.countryCode,
  people: photos.people,
  widthPx: photos.widthPx,
  heightPx: photos.heightPx,
  thumbhash: photos.thumbhash,
  submittedAt: photos.submittedAt,
  photographerId: photos.photographerId,
  photographerName: photographers.displayName,
  smallKey: photos.smallKey,
  mediumKey: photos.mediumKey,
  largeKey: photos.largeKey,
  previewKey: photos.previewKey,
  waitedMinutes: sql<number>`greatest(0, floor(extract(epoch from now() - photos.submitted_at) / 60))`.mapWith(Number),
  isLate: sql<boolean>`photos.submitted_at < now() - make_interval(hours => ${PROMISED_HOURS})`,
}

const wasReviewed = sql`exists(select 1 from reviews r where r.photo_id = photos.id)`
const isNear = sql`exists(select 1 ${nearPairsOf(sql`photos.id`)})`
const kinds: Record<QueueKind, SQL> = {
  new: sql`(photos.status = 'submitted' and not ${wasReviewed})`,
  again: sql`(photos.status = 'submitted' and ${wasReviewed})`,
  appeal: sql`photos.status = 'appealed'`,
  near: isNear,
}

/** What waits for this person: not their own photos, and no appeal of a photo they refused. */
const waitsFor = (actor: User) =>
  and(
    inArray(photos.status, ['submitted', 'appealed']),
    actor.photographerId ? ne(photos.photographerId, actor.photographerId) : undefined,
    sql`not (photos.status = 'appealed' and exists(select 1 from reviews r where r.photo_id = photos.id and r.decision = 'rejected' and r.reviewer_id = ${actor.userId}))`,
  )

/**
 * What waits for this person, longest waiting first, at most 200 of `total` that fit the filter: with who else is looking at each, and how many photos look the same.
 * `counts` is of all that waits for them, by kind. Throws `not_found` for anybody but staff.
 */
export async function listReviewQueue(actor: Actor, filter: QueueFilter = {}) {
  assertStaff(actor)
  const waits = waitsFor(actor)
  const fits = and(
    waits,
    filter.kind && kinds[filter.kind],
    filter.categoryId ? eq(photos.categoryId, filter.categoryId) : undefined,
    filter.countryCode ? eq(photos.countryCode, filter.countryCode) : undefined,
    filter.photographerId ? eq(photos.photographerId, filter.photographerId) : undefined,
    filter.people ? eq(photos.people, filter.people) : undefined,
  )
  const [rows, total, counts] = await Promise.all([listRows(actor, fits), db.$count(photos, fits), countKinds(waits)])
  return { photos: rows, total, counts }
}

async function listRows(actor: User, fits: SQL | undefined) {
  const rows = await db
    .select({
      ...columns,
      reviewerName: sql<
        string | null
      >`(select u.name from review_locks l join users u on u.id = l.reviewer_id where l.photo_id = photos.id and l.locked_until > now() and l.reviewer_id <> ${actor.userId})`,
      nearDuplicates: sql<number>`(select count(*) ${nearPairsOf(sql`photos.id`)})`.mapWith(Number),
      nearElsewhere: sql<boolean>`exists(select 1 ${nearPairsOf(sql`photos.id`)} and not d.is_own)`,
    })
    .from(photos)
    .innerJoin(photographers, eq(photographers.id, photos.photographerId))
    .where(fits)
    .orderBy(asc(photos.submittedAt), asc(photos.id))
    .limit(QUEUE_MAX)
  return rows.map((row) => ({ ...row, ...photoUrls(row) }))
}

async function countKinds(waits: SQL | undefined): Promise<Record<QueueKind, number>> {
  const count = (kind: QueueKind) => sql<number>`count(*) filter (where ${kinds[kind]})`.mapWith(Number)
  const [counts] = await db
    .select({ new: count('new'), again: count('again'), appeal: count('appeal'), near: count('near') })
    .from(photos)
    .where(waits)
  return counts ?? { new: 0, again: 0, appeal: 0, near: 0 }
}
