import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { db, schema } from '@/db'

const { photos, photographers, rejectionReasons, reviews } = schema

/** What review has made of a photographer's work so far: decisions, the share of refusals (0 to 1), the last five of them, and since when they sell. For staff. */
export async function getPhotographerRecord(photographerId: string) {
  const theirs = eq(photos.photographerId, photographerId)
  const refusals = and(theirs, eq(reviews.decision, 'rejected'))
  const count = (decision: 'published' | 'rejected') => sql<number>`count(*) filter (where ${reviews.decision} = ${decision})`.mapWith(Number)
  const [[counts], last, [person]] = await Promise.all([
    db
      .select({ published: count('published'), refused: count('rejected') })
      .from(reviews)
      .innerJoin(photos, eq(photos.id, reviews.photoId))
      .where(theirs),
    db
      .select({ photoId: photos.id, createdAt: reviews.createdAt, titleFr: photos.titleFr, titleEn: photos.titleEn, codes: reviews.reasons })
      .from(reviews)
      .innerJoin(photos, eq(photos.id, reviews.photoId))
      .where(refusals)
      .orderBy(desc(reviews.createdAt), desc(reviews.id))
      .limit(5),
    db.select({ since: photographers.createdAt }).from(photographers).where(eq(photographers.id, photographerId)),
  ])
  if (!person) throw new Error(`There is no photographer ${photographerId}.`)
  const { published, refused } = counts ?? { published: 0, refused: 0 }
  const names = await listNames([...new Set(last.flatMap(({ codes }) => codes))])
  return {
    published,
    refused,
    refusalShare: published + refused ? refused / (published + refused) : 0,
    lastRefusals: last.map(({ codes, ...refusal }) => ({ ...refusal, reasons: names.filter(({ code }) => codes.includes(code)) })),
    since: person.since,
  }
}

const listNames = async (codes: string[]) =>
  codes.length
    ? db
        .select({ code: rejectionReasons.code, nameFr: rejectionReasons.nameFr, nameEn: rejectionReasons.nameEn })
        .from(rejectionReasons)
        .where(inArray(rejectionReasons.code, codes))
        .orderBy(rejectionReasons.position)
    : []
