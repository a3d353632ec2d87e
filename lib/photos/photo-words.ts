import { createHash } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { type Db, schema, type Tx } from '@/db'
import { type PhotoWords, photoWordsInput } from './inputs'
import type { Photo } from './move-photo'

const { photoTags, photoReleases, tags } = schema
type Words = Required<PhotoWords>

type Columns = Omit<Words, 'tags' | 'releaseIds'>

const names = Object.keys(photoWordsInput.shape) as (keyof Words)[]
const columns = names.filter((name): name is keyof Columns => name !== 'tags' && name !== 'releaseIds')

/** Of a photo's row, what its photographer says of it. */
export const columnsOf = (row: Columns) => Object.fromEntries(columns.map((name) => [name, row[name]])) as Columns

/** All that is said of a photo: its columns, its tags as French words in their order, its releases. */
export async function readWords(tx: Tx | Db, photo: Photo): Promise<Words> {
  const words = await tx
    .select({ word: tags.wordFr })
    .from(photoTags)
    .innerJoin(tags, eq(tags.id, photoTags.tagId))
    .where(eq(photoTags.photoId, photo.id))
    .orderBy(asc(photoTags.position))
  const held = await tx
    .select({ id: photoReleases.releaseId })
    .from(photoReleases)
    .where(eq(photoReleases.photoId, photo.id))
    .orderBy(asc(photoReleases.releaseId))
  return { ...columnsOf(photo), tags: words.map(({ word }) => word), releaseIds: held.map(({ id }) => id) }
}

const markOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 8)

/** A mark for each field: equal while the words are. A sale or a review changes the row, but not this. */
export const wordsVersion = (words: Words) => names.map((name) => markOf(words[name])).join('.')

/** The fields that somebody changed between `version` and `before`, and that `after` says otherwise: what a save overwrites. */
export function listReplaced(version: string, before: Words, after: Words): string[] {
  const seen = version.split('.')
  return names.filter((name, place) => seen[place] !== markOf(before[name]) && markOf(before[name]) !== markOf(after[name]))
}
