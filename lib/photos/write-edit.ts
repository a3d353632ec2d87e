import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { differences, type PhotoBefore } from './edit-changes'
import { photoWordsInput } from './inputs'
import type { Photo } from './move-photo'
import type { Photographer } from './policy'
import { isWhole } from './releases'
import { editable, missingFields, mustBeComplete, priceFault } from './rules'
import { writeWords } from './save-photo'

const { photos, photoTags, tags, photoReleases, releases } = schema

/** Why a photo stayed as it was: a message key, its values, and the fields at fault with a key each. */
export type Refusal = { photoId: string; key: string; values: Record<string, string | number>; fields: Record<string, string> }

/** The photographer's own photos of these ids, held until `tx` ends, in one order everywhere so that two edits at once cannot wait for each other. */
export const lockOwnPhotos = (tx: Tx, actor: Photographer, photoIds: string[]) =>
  tx
    .select()
    .from(photos)
    .where(and(inArray(photos.id, photoIds), eq(photos.photographerId, actor.photographerId), ne(photos.status, 'deleted')))
    .orderBy(asc(photos.id))
    .for('update')

/** What a bulk edit may change, of each of these photos. */
export async function statesOf(tx: Tx, rows: Photo[]): Promise<Map<string, PhotoBefore>> {
  if (!rows.length) return new Map()
  const photoIds = rows.map(({ id }) => id)
  const words = await tx
    .select({ photoId: photoTags.photoId, words: sql<string[]>`array_agg(${tags.wordFr} order by ${photoTags.position})` })
    .from(photoTags)
    .innerJoin(tags, eq(tags.id, photoTags.tagId))
    .where(inArray(photoTags.photoId, photoIds))
    .groupBy(photoTags.photoId)
  const papers = await tx
    .select({ photoId: photoReleases.photoId, ids: sql<string[]>`array_agg(${photoReleases.releaseId}::text order by ${photoReleases.releaseId})` })
    .from(photoReleases)
    .where(inArray(photoReleases.photoId, photoIds))
    .groupBy(photoReleases.photoId)
  const wordsOf = new Map(words.map((row) => [row.photoId, row.words]))
  const papersOf = new Map(papers.map((row) => [row.photoId, row.ids]))
  return new Map(
    rows.map((photo) => [
      photo.id,
      {
        photoId: photo.id,
        titleFr: photo.titleFr,
        titleEn: photo.titleEn,
        descriptionFr: photo.descriptionFr,
        descriptionEn: photo.descriptionEn,
        tags: wordsOf.get(photo.id) ?? [],
        categoryId: photo.categoryId,
        city: photo.city,
        countryCode: photo.countryCode,
        priceXof: photo.priceXof,
        people: photo.people,
        recognisable: photo.recognisable,
        editorialOnly: photo.editorialOnly,
        aiMade: photo.aiMade,
        releaseIds: papersOf.get(photo.id) ?? [],
      },
    ]),
  )
}

/** What writing would be refused for, without trying; a rule that needs more than the words speaks when they are written. */
export function foresee(photo: Photo, wanted: PhotoBefore, extendedFactor: number): Refusal | null {
  if (!editable.includes(photo.status)) return refusal(photo.id, `sheet.notNow.${photo.status}`)
  const { photoId: _, releaseIds: __, ...words } = wanted
  const parsed = photoWordsInput.safeParse(words)
  if (!parsed.success) return refusal(photo.id, 'badInput', ...faultsOf(parsed.error.issues))
  const price = wanted.priceXof === null ? null : priceFault(wanted.priceXof, wanted.editorialOnly, extendedFactor)
  const missing = mustBeComplete.includes(photo.status) ? missingFields(wanted, wanted.tags.length, extendedFactor) : {}
  const fields = { ...missing, ...(price && { priceXof: price }) }
  return Object.keys(fields).length ? refusal(photo.id, 'badInput', {}, fields) : null
}

/** The locked photo is as wanted, by the rules of a single saving; null when it was so before. Else why it is not, with nothing of it changed. */
export async function writeState(tx: Tx, actor: Actor, photo: Photo, before: PhotoBefore, wanted: PhotoBefore): Promise<Photo | Refusal | null> {
  if (!differences(before, wanted).length) return null
  if (!editable.includes(photo.status)) return refusal(photo.id, `sheet.notNow.${photo.status}`)
  const { photoId: _, releaseIds, ...words } = wanted
  const parsed = photoWordsInput.safeParse(releaseIds.join() === before.releaseIds.join() ? words : { ...words, releaseIds })
  if (!parsed.success) return refusal(photo.id, 'badInput', ...faultsOf(parsed.error.issues))
  try {
    return await tx.transaction((inner) => writeWords(inner, actor, photo, parsed.data)) // What is refused half way leaves nothing behind.
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return refusal(photo.id, error.key, error.values, error.fields)
  }
}

export const refusal = (photoId: string, key: string, values: Refusal['values'] = {}, fields: Refusal['fields'] = {}): Refusal => ({
  photoId,
  key,
  values,
  fields,
})

type Issue = { path: PropertyKey[]; message: string; code: string; maximum?: number | bigint; origin?: string }

function faultsOf(issues: Issue[]): [Refusal['values'], Refusal['fields']] {
  const long = issues.find(({ code, origin }) => code === 'too_big' && origin === 'string')
  const keyOf = (issue: Issue) => (issue.message.startsWith('ingest.') ? issue.message : issue === long ? 'fieldTooLong' : 'fieldInvalid')
  return [long ? { max: Number(long.maximum) } : {}, Object.fromEntries(issues.map((issue) => [String(issue.path[0] ?? ''), keyOf(issue)]))]
}

/** Of these releases, those of the photographer that are still there. */
export async function ownReleases(tx: Tx, actor: Photographer, releaseIds: string[]) {
  if (!releaseIds.length) return []
  const rows = await tx
    .select({ id: releases.id })
    .from(releases)
    .where(and(inArray(releases.id, releaseIds), eq(releases.photographerId, actor.photographerId), isWhole))
  return rows.map(({ id }) => id)
}
