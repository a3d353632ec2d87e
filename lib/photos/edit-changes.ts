import { z } from 'zod'
import type { schema } from '@/db'
import { foldWord } from '@/lib/catalog/fold-word'
import { photoWordsInput } from './inputs'

/** A photo as a bulk edit sees it; tags are French words in their order. */
export type PhotoBefore = (typeof schema.photoEdits.$inferSelect)['before'][number]

export const EDIT_MAX = 200

const { tags, releaseIds: _, ...words } = photoWordsInput.shape
const ids = z.array(z.uuid()).max(50)

/** What a bulk edit may change; what is absent stays as it is. `setTags` goes before `addTags` and `removeTags`. */
export const changesInput = z.strictObject({ ...words, setTags: tags, addTags: tags, removeTags: tags, addReleaseIds: ids, removeReleaseIds: ids }).partial()
export const editPhotosInput = z.strictObject({ photoIds: z.array(z.uuid()).min(1, { error: 'sheet.chooseFirst' }).max(EDIT_MAX), changes: changesInput })

export type Changes = z.output<typeof changesInput>

const without = (words: string[], gone: string[]) => {
  const folded = new Set(gone.map(foldWord))
  return words.filter((word) => !folded.has(foldWord(word)))
}

/** The photo with the changes: nothing is checked here. */
export function changed(before: PhotoBefore, changes: Changes): PhotoBefore {
  const { setTags, addTags = [], removeTags = [], addReleaseIds = [], removeReleaseIds = [], ...plain } = changes
  const kept = without(setTags ?? before.tags, removeTags)
  const releaseIds = [...new Set([...before.releaseIds, ...addReleaseIds])].filter((id) => !removeReleaseIds.includes(id))
  return { ...before, ...plain, tags: [...kept, ...without(addTags, [...kept, ...removeTags])], releaseIds: releaseIds.sort() }
}

const fieldsOf = (photo: PhotoBefore) => Object.keys(photo).filter((field) => field !== 'photoId') as Exclude<keyof PhotoBefore, 'photoId'>[]

/** Two spellings of one tag are the same tag; the order of releases says nothing. */
const plain = (value: PhotoBefore[keyof PhotoBefore], field: keyof PhotoBefore) =>
  JSON.stringify(Array.isArray(value) ? (field === 'tags' ? value.map(foldWord) : [...value].sort()) : value)

/** The fields in which the two differ. */
export const differences = (one: PhotoBefore, other: PhotoBefore) => fieldsOf(one).filter((field) => plain(one[field], field) !== plain(other[field], field))

/** The photo as it is `now`, with what the edit changed put back where nobody has changed it since; null when nothing is left to put back. */
export function putBack(now: PhotoBefore, before: PhotoBefore, after: PhotoBefore): PhotoBefore | null {
  const since = differences(now, after)
  const back = differences(before, after).filter((field) => !since.includes(field))
  return back.length ? { ...now, ...Object.fromEntries(back.map((field) => [field, before[field]])) } : null
}
