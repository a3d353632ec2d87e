import { eq } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { ensureTags } from '@/lib/catalog/ensure-tags'
import { getExtendedFactor } from '@/lib/catalog/settings'
import { AppError } from '@/lib/errors'
import { type PhotoWords, type SavePhoto, savePhotoInput } from './inputs'
import { lockOwnPhoto, type Photo } from './move-photo'
import { columnsOf, listReplaced, readWords, wordsVersion } from './photo-words'
import { assertPhotographer } from './policy'
import { countModelReleases, listReleaseIds, lockReleases, setReleases } from './releases'
import { editable, missingFields, mustBeComplete, needsRelease, priceFault, slugFor } from './rules'

const { photos, photoTags, categories, countries } = schema

/**
 * Words, place, price and rights are as given; tags, and releases if given, are those and no others. `replaced` names what another window had saved since `version` and is now
 * overwritten; the `version` that comes back is the new one. Throws as `writeWords` does, and `not_found` for somebody else's photo.
 */
export async function savePhoto(actor: Actor, input: SavePhoto): Promise<Photo & { version: string; replaced: string[] }> {
  assertPhotographer(actor)
  const parsed = savePhotoInput.safeParse(input)
  if (!parsed.success)
    throw new AppError('invalid', 'badInput', {}, Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0] ?? ''), 'fieldInvalid'])))
  const { photoId, version, ...words } = parsed.data
  return db.transaction(async (tx) => {
    const photo = await lockOwnPhoto(tx, actor, photoId)
    const before = await readWords(tx, photo)
    const saved = await writeWords(tx, actor, photo, words)
    const after = await readWords(tx, saved)
    return { ...saved, version: wordsVersion(after), replaced: version === undefined ? [] : listReplaced(version, before, after) }
  })
}

/**
 * The locked photo has these words, and its tags, and releases if given, are those and no others. What is on sale must stay complete, and its old words are kept in the audit.
 * Throws `invalid` with the fields at fault, `conflict` while the photo is under review; nothing of the photo is written then.
 */
export async function writeWords(tx: Tx, actor: Actor, photo: Photo, { tags, releaseIds, ...words }: PhotoWords): Promise<Photo> {
  if (!editable.includes(photo.status)) throw new AppError('conflict', 'wrongState', { state: photo.status, event: 'save' })
  const tagIds = await ensureTags(tx, tags)
  const held = releaseIds && (await lockReleases(tx, photo.photographerId, releaseIds))
  const faults = { ...(await faultsOf(tx, photo, words, tagIds.length)), ...(await releaseFault(tx, photo, words, held)) }
  if (Object.keys(faults).length) throw new AppError('invalid', 'badInput', {}, faults)
  // An address that was public stays: others link to it.
  const slug = photo.publishedAt ? photo.slug : slugFor(words.titleFr, photo.id)
  await setTags(tx, photo.id, tagIds)
  if (held) await setReleases(tx, photo.id, held)
  const [saved] = await tx
    .update(photos)
    .set({ ...words, slug })
    .where(eq(photos.id, photo.id))
    .returning()
  if (!saved) throw new Error(`Photo ${photo.id} went away while it was locked.`)
  if (photo.publishedAt)
    await recordAudit(tx, actor, {
      action: 'photo.edit',
      subject: 'photo',
      id: photo.id,
      before: columnsOf(photo),
      after: { ...columnsOf(saved), tags, ...(releaseIds && { releaseIds }) },
    })
  return saved
}

/** Rule 8 for what is on sale: a photo that needs no release now, or has one, may not come to lack it. Rule 12 for what was sold: none of its releases is taken from it. */
export async function releaseFault(
  tx: Tx,
  photo: Photo,
  words: Parameters<typeof needsRelease>[0],
  held?: { id: string; kind: 'model' | 'property' }[],
): Promise<Record<string, string>> {
  if (held && photo.salesCount > 0 && (await listReleaseIds(tx, photo.id)).some((id) => !held.some((one) => one.id === id)))
    return { release: 'studio.edit.faults.releaseSold' }
  if (!mustBeComplete.includes(photo.status) || !needsRelease(words)) return {}
  const before = await countModelReleases(tx, photo.id)
  const after = held ? held.filter(({ kind }) => kind === 'model').length : before
  return after > 0 || (needsRelease(photo) && before === 0) ? {} : { release: 'studio.edit.faults.release' }
}

async function faultsOf(tx: Tx, photo: Photo, words: Omit<PhotoWords, 'tags' | 'releaseIds'>, tagCount: number) {
  const factor = await getExtendedFactor(tx)
  const faults: Record<string, string> = mustBeComplete.includes(photo.status) ? missingFields(words, tagCount, factor) : {}
  const price = words.priceXof === null ? null : priceFault(words.priceXof, words.editorialOnly, factor)
  if (price) faults.priceXof = price
  if (words.categoryId && !(await tx.$count(categories, eq(categories.id, words.categoryId)))) faults.categoryId = 'fieldInvalid'
  if (words.countryCode && !(await tx.$count(countries, eq(countries.code, words.countryCode)))) faults.countryCode = 'fieldInvalid'
  return faults
}

/** The photo has these tags in this order, and no others. */
export async function setTags(tx: Tx, photoId: string, tagIds: string[]) {
  await tx.delete(photoTags).where(eq(photoTags.photoId, photoId))
  if (tagIds.length) await tx.insert(photoTags).values(tagIds.map((tagId, position) => ({ photoId, tagId, position })))
}
