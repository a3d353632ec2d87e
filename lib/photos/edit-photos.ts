import { and, eq, lt, sql } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { ensureTags } from '@/lib/catalog/ensure-tags'
import { AppError } from '@/lib/errors'
import { type Changes, changed, editPhotosInput, type PhotoBefore } from './edit-changes'
import { photoWordsInput } from './inputs'
import type { Photo } from './move-photo'
import { assertPhotographer, type Photographer } from './policy'
import { takeTurns } from './take-turns'
import { lockOwnPhotos, ownReleases, type Refusal, refusal, statesOf, writeState } from './write-edit'

const { photoEdits } = schema
const WORDS_AT_ONCE = 1_000

export type Edited = { editId: string | null; changed: number; refused: Refusal[] }

/**
 * One change is made to up to 200 own photos, by the rules of saving each alone; those it cannot be made to stay as they were, and are listed with why.
 * `editId` undoes it; null when no photo changed. Throws `invalid` for changes no photo could take.
 */
export async function editPhotos(actor: Actor, input: { photoIds: string[]; changes: Changes }): Promise<Edited> {
  assertPhotographer(actor)
  const parsed = editPhotosInput.safeParse(input)
  if (!parsed.success)
    throw new AppError('invalid', 'badInput', {}, Object.fromEntries(parsed.error.issues.map(({ path }) => [String(path[1] ?? path[0]), 'fieldInvalid'])))
  const { photoIds, changes } = parsed.data
  return writeEdit(actor, 'bulk', new Map(photoIds.map((photoId) => [photoId, changes])))
}

/** Each photo has its changes; one edit keeps what they all were, for an undo. Throws `limited` when several of the photographer's edits wait already. */
export const writeEdit = (actor: Photographer, source: 'bulk' | 'csv', edits: Map<string, Changes>): Promise<Edited> =>
  takeTurns(actor.photographerId, () => write(actor, source, edits))

async function write(actor: Photographer, source: 'bulk' | 'csv', edits: Map<string, Changes>): Promise<Edited> {
  await addWords([...edits.values()])
  return db.transaction(async (tx) => {
    await assertOwnReleases(tx, actor, [...edits.values()])
    const rows = await lockOwnPhotos(tx, actor, [...edits.keys()])
    const states = await statesOf(tx, rows)
    const held = new Set(rows.map(({ id }) => id))
    const refused = [...edits.keys()].filter((id) => !held.has(id)).map((id) => refusal(id, 'notFound'))
    const written: Photo[] = []
    for (const photo of rows) {
      const before = states.get(photo.id)
      const changes = edits.get(photo.id)
      if (!before || !changes) throw new Error(`Photo ${photo.id} was locked but not asked for.`)
      const answer = await writeState(tx, actor, photo, before, changed(before, changes))
      if (answer === null) continue
      if ('key' in answer) refused.push(answer)
      else written.push(answer)
    }
    return { editId: await keepEdit(tx, actor, source, states, written), changed: written.length, refused }
  })
}

/**
 * Words not known yet are added beforehand and on their own: were they added inside a long edit, everybody else who uses one would wait for it to end.
 */
async function addWords(changes: Changes[]) {
  const lists = changes.flatMap(({ setTags = [], addTags = [] }) => [setTags, addTags])
  const words = [...new Set(lists.filter(areTags).flat())]
  for (let from = 0; from < words.length; from += WORDS_AT_ONCE) {
    await db.transaction((tx) => ensureTags(tx, words.slice(from, from + WORDS_AT_ONCE)))
  }
}

/** A file may say anything: what no photo could take adds no word for everybody. */
const areTags = (words: string[]) => photoWordsInput.shape.tags.safeParse(words).success

async function assertOwnReleases(tx: Tx, actor: Photographer, changes: Changes[]) {
  const asked = [...new Set(changes.flatMap(({ addReleaseIds = [] }) => addReleaseIds))]
  const own = await ownReleases(tx, actor, asked)
  if (own.length < asked.length) throw new AppError('invalid', 'badInput', {}, { releaseIds: 'sheet.releaseGone' })
}

async function keepEdit(tx: Tx, actor: Photographer, source: 'bulk' | 'csv', states: Map<string, PhotoBefore>, written: Photo[]) {
  if (!written.length) return null
  const after = [...(await statesOf(tx, written)).values()]
  const before = after.map(({ photoId }) => states.get(photoId)).filter((state) => state !== undefined)
  const [edit] = await tx.insert(photoEdits).values({ photographerId: actor.photographerId, source, before, after }).returning({ id: photoEdits.id })
  if (!edit) throw new Error('The edit was not kept.')
  // An edit holds all words of its photos twice, and only an hour long is it of use.
  await tx.delete(photoEdits).where(and(eq(photoEdits.photographerId, actor.photographerId), lt(photoEdits.createdAt, sql`now() - interval '1 day'`)))
  return edit.id
}
