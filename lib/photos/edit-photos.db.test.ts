import { and, eq, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { aPhotographer, aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { deleteDrafts } from './delete-drafts'
import { deletePhoto } from './delete-photo'
import { editPhotos } from './edit-photos'
import { savePhoto } from './save-photo'
import { submitPhotos } from './submit-photos'
import { aReadyPhoto, aSubmittedPhoto, someWords } from './testing'
import { findLastEdit, undoEdit } from './undo-edit'

const { photos, audit, photoEdits, photoTags, tags, releases, photoReleases } = schema

const rowOf = async (id: string) => {
  const [row] = await db.select().from(photos).where(eq(photos.id, id))
  if (!row) throw new Error('no such photo')
  return row
}
const tagsOf = async (id: string) =>
  (
    await db
      .select({ word: tags.wordFr })
      .from(photoTags)
      .innerJoin(tags, eq(tags.id, photoTags.tagId))
      .where(eq(photoTags.photoId, id))
      .orderBy(photoTags.position)
  ).map(({ word }) => word)

/** Two photos of one photographer, with words. */
async function twoPhotos() {
  const owner = await aPhotographer()
  const [one, two] = [await aReadyPhoto(owner), await aReadyPhoto(owner)]
  await savePhoto(owner.actor, await someWords(one.photo.id, { titleFr: 'Une' }))
  await savePhoto(owner.actor, await someWords(two.photo.id, { titleFr: 'Deux', tags: ['pirogue', 'lagune', 'aube', 'brume', 'pêche'] }))
  return { owner, actor: owner.actor, one: one.photo.id, two: two.photo.id }
}

async function aRelease(photographerId: string) {
  const [release] = await db
    .insert(releases)
    .values({ photographerId, kind: 'model', subject: 'Awa', fileName: 'awa.pdf', mimeType: 'application/pdf', sizeBytes: 10, key: 'releases/x', sha256: 'x' })
    .returning()
  if (!release) throw new Error('no release was made')
  return release.id
}

test('one change is made to all chosen photos: each keeps its own words beside it', async () => {
  const { actor, owner, one, two } = await twoPhotos()
  const releaseId = await aRelease(owner.photographer.id)
  const result = await editPhotos(actor, {
    photoIds: [one, two],
    changes: {
      addTags: ['Soir', 'marche'],
      removeTags: ['Brume'],
      priceXof: 9_000,
      city: 'Cotonou',
      countryCode: 'BJ',
      people: 'several',
      addReleaseIds: [releaseId],
    },
  })
  expect(result).toMatchObject({ changed: 2, refused: [] })
  expect(await rowOf(one)).toMatchObject({ titleFr: 'Une', priceXof: 9_000, city: 'Cotonou', countryCode: 'BJ', people: 'several' })
  expect(await rowOf(two)).toMatchObject({ titleFr: 'Deux', priceXof: 9_000, city: 'Cotonou' })
  expect(await tagsOf(one)).toEqual(['piment', 'étal', 'marché', 'bamako', 'rouge', 'soir'])
  expect((await tagsOf(two)).slice(0, 5)).toEqual(['pirogue', 'lagune', 'aube', 'pêche', 'soir'])
  expect(await db.$count(photoReleases, eq(photoReleases.releaseId, releaseId))).toBe(2)
})

test('a photo that is so already is not counted as changed, and an edit that changes nothing leaves no undo', async () => {
  const { actor, one, two } = await twoPhotos()
  await editPhotos(actor, { photoIds: [one], changes: { priceXof: 9_000 } })
  expect(await editPhotos(actor, { photoIds: [one, two], changes: { priceXof: 9_000 } })).toMatchObject({ changed: 1 })
  expect(await editPhotos(actor, { photoIds: [one, two], changes: { priceXof: 9_000 } })).toEqual({ editId: null, changed: 0, refused: [] })
})

test('only an approved photographer edits, and only their own: other photos are refused as if they were not there', async () => {
  const { actor, one } = await twoPhotos()
  const other = await aReadyPhoto()
  const result = await editPhotos(actor, { photoIds: [one, other.photo.id, crypto.randomUUID()], changes: { priceXof: 9_000 } })
  expect(result.changed).toBe(1)
  expect(result.refused.map(({ key }) => key)).toEqual(['notFound', 'notFound'])
  expect((await rowOf(other.photo.id)).priceXof).toBeNull()
  await expect(editPhotos((await aUser()).actor, { photoIds: [one], changes: { priceXof: 9_000 } })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(editPhotos(aVisitor(), { photoIds: [one], changes: { priceXof: 9_000 } })).rejects.toMatchObject({ code: 'forbidden' })
})

test("a photo deleted meanwhile is refused, and somebody else's release refuses the whole edit", async () => {
  const { actor, one, two } = await twoPhotos()
  await deletePhoto(actor, { photoId: two })
  expect((await editPhotos(actor, { photoIds: [one, two], changes: { priceXof: 9_000 } })).refused).toMatchObject([{ photoId: two, key: 'notFound' }])
  const foreign = await aRelease((await aPhotographer()).photographer.id)
  await expect(editPhotos(actor, { photoIds: [one], changes: { addReleaseIds: [foreign], priceXof: 5_000 } })).rejects.toMatchObject({
    fields: { releaseIds: 'sheet.releaseGone' },
  })
  expect((await rowOf(one)).priceXof).toBe(9_000)
})

test('photos under review stay as they are, the others change', async () => {
  const { owner, actor, one } = await twoPhotos()
  const waiting = await aSubmittedPhoto(owner)
  const result = await editPhotos(actor, { photoIds: [waiting.photo.id, one], changes: { priceXof: 9_000 } })
  expect(result).toMatchObject({ changed: 1, refused: [{ photoId: waiting.photo.id, key: 'sheet.notNow.submitted' }] })
  expect((await rowOf(waiting.photo.id)).priceXof).toBe(10_000)
})

test.each([[99], [110], [5_000_025], [9_000.5], [-100]])('a price of %s is refused for all', async (priceXof) => {
  const { actor, one } = await twoPhotos()
  await expect(editPhotos(actor, { photoIds: [one], changes: { priceXof } })).rejects.toMatchObject({
    code: 'invalid',
    fields: { priceXof: expect.any(String) },
  })
  expect((await rowOf(one)).priceXof).toBe(12_500)
})

test('a price whose extended licence would be too dear is refused where that licence is sold, and kept where it is not', async () => {
  const { actor, one, two } = await twoPhotos()
  await editPhotos(actor, { photoIds: [two], changes: { editorialOnly: true } })
  const result = await editPhotos(actor, { photoIds: [one, two], changes: { priceXof: 4_000_000 } })
  expect(result).toMatchObject({ changed: 1, refused: [{ photoId: one, fields: { priceXof: 'ingest.priceExtended' } }] })
  expect((await rowOf(two)).priceXof).toBe(4_000_000)
})

test('more than fifty tags are refused on the photo that would have them', async () => {
  const { actor, one, two } = await twoPhotos()
  const many = Array.from({ length: 46 }, (_, index) => `mot ${index}`)
  await editPhotos(actor, { photoIds: [one], changes: { setTags: many } })
  const result = await editPhotos(actor, { photoIds: [one, two], changes: { addTags: ['un', 'deux', 'trois', 'quatre', 'cinq'] } })
  expect(result).toMatchObject({ changed: 1, refused: [{ photoId: one, fields: { tags: 'ingest.tags' } }] })
  expect(await tagsOf(one)).toHaveLength(46)
})

test('what is on sale stays complete, and its change is in the audit', async () => {
  const owner = await aPhotographer()
  const words = ['piment', 'etal', 'marche', 'bamako', 'rouge']
  const sold = await aPublishedPhoto({ photographerId: owner.photographer.id, tags: words })
  const emptied = await editPhotos(owner.actor, { photoIds: [sold.id], changes: { countryCode: null, removeTags: ['rouge'] } })
  expect(emptied).toMatchObject({ editId: null, changed: 0 })
  expect(Object.keys(emptied.refused[0]?.fields ?? {}).sort()).toEqual(['countryCode', 'tags'])
  expect(await editPhotos(owner.actor, { photoIds: [sold.id], changes: { priceXof: 15_000 } })).toMatchObject({ changed: 1 })
  const rows = await db
    .select()
    .from(audit)
    .where(and(eq(audit.subjectId, sold.id), eq(audit.action, 'photo.edit')))
  expect(rows).toMatchObject([{ before: { priceXof: 10_000 }, after: { priceXof: 15_000 } }])
})

test('two edits at once both count, and each can be undone', async () => {
  const { actor, one, two } = await twoPhotos()
  const [first, second] = await Promise.all([
    editPhotos(actor, { photoIds: [one, two], changes: { addTags: ['matin'] } }),
    editPhotos(actor, { photoIds: [two, one], changes: { priceXof: 9_000 } }),
  ])
  expect(await tagsOf(one)).toContain('matin')
  expect((await rowOf(one)).priceXof).toBe(9_000)
  expect(await undoEdit(actor, { editId: second.editId ?? '' })).toEqual({ restored: 2, left: [] })
  expect((await rowOf(two)).priceXof).toBe(12_500)
  expect(await tagsOf(two)).toContain('matin')
  expect(first.changed).toBe(2)
})

test('an undo puts every field back, once, whoever asks twice', async () => {
  const { owner, actor, one, two } = await twoPhotos()
  const releaseId = await aRelease(owner.photographer.id)
  const before = [await rowOf(one), await tagsOf(one), await tagsOf(two)]
  const { editId } = await editPhotos(actor, {
    photoIds: [one, two],
    changes: { setTags: ['un', 'deux'], priceXof: null, city: '', recognisable: true, addReleaseIds: [releaseId] },
  })
  expect(await findLastEdit(actor)).toMatchObject({ id: editId, changed: 2, source: 'bulk' })
  const tries = await Promise.allSettled([undoEdit(actor, { editId: editId ?? '' }), undoEdit(actor, { editId: editId ?? '' })])
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(tries.find((one) => one.status === 'rejected')).toMatchObject({ reason: { key: 'sheet.undoneAlready' } })
  const restored = await rowOf(one)
  expect([{ ...restored, updatedAt: null, searchVector: null }, await tagsOf(one), await tagsOf(two)]).toEqual([
    { ...(before[0] as object), updatedAt: null, searchVector: null },
    before[1],
    before[2],
  ])
  expect(await db.$count(photoReleases, eq(photoReleases.releaseId, releaseId))).toBe(0)
  expect(await findLastEdit(actor)).toBeNull()
})

test('an undo leaves alone what was changed since', async () => {
  const { actor, one, two } = await twoPhotos()
  const { editId } = await editPhotos(actor, { photoIds: [one, two], changes: { priceXof: 9_000, city: 'Cotonou' } })
  await savePhoto(actor, await someWords(one, { priceXof: 20_000, city: 'Cotonou', titleFr: 'Une autre' }))
  await savePhoto(actor, await someWords(two, { priceXof: 20_000, city: 'Ouidah', titleFr: 'Deux' }))
  expect(await undoEdit(actor, { editId: editId ?? '' })).toMatchObject({ restored: 1, left: [{ photoId: two, key: 'sheet.changedSince' }] })
  expect(await rowOf(one)).toMatchObject({ priceXof: 20_000, city: 'Bamako', titleFr: 'Une autre' })
  expect(await rowOf(two)).toMatchObject({ priceXof: 20_000, city: 'Ouidah' })
})

test('an undo says which photos went to review or away meanwhile, and puts the others back', async () => {
  const { owner, actor, one, two } = await twoPhotos()
  const three = (await aReadyPhoto(owner)).photo.id
  await savePhoto(actor, await someWords(three))
  const { editId } = await editPhotos(actor, { photoIds: [one, two, three], changes: { priceXof: 9_000 } })
  await submitPhotos(actor, { photoIds: [one] })
  await deletePhoto(actor, { photoId: two })
  const { restored, left } = await undoEdit(actor, { editId: editId ?? '' })
  expect(restored).toBe(1)
  expect(left.map(({ photoId, key }) => [photoId, key]).sort()).toEqual(
    [
      [one, 'sheet.notNow.submitted'],
      [two, 'notFound'],
    ].sort(),
  )
  expect((await rowOf(three)).priceXof).toBe(12_500)
})

test('what can be undone no more is not kept: a day later the next edit drops it, and nobody else’s', async () => {
  const [mine, theirs] = [await twoPhotos(), await twoPhotos()]
  const edit = async ({ actor, one }: typeof mine, priceXof: number) => (await editPhotos(actor, { photoIds: [one], changes: { priceXof } })).editId ?? ''
  const [old, young, foreign] = [await edit(mine, 9_000), await edit(mine, 9_100), await edit(theirs, 9_000)]
  const yesterday = { createdAt: sql`now() - interval '25 hours'` }
  await db
    .update(photoEdits)
    .set(yesterday)
    .where(inArray(photoEdits.id, [old, foreign]))
  const last = await edit(mine, 9_200)
  const kept = await db
    .select({ id: photoEdits.id })
    .from(photoEdits)
    .where(inArray(photoEdits.id, [old, young, foreign, last]))
  expect(kept.map(({ id }) => id).sort()).toEqual([young, foreign, last].sort())
})

test("somebody else's edit is not there, and one of over an hour ago is too old", async () => {
  const { actor, one } = await twoPhotos()
  const { editId } = await editPhotos(actor, { photoIds: [one], changes: { priceXof: 9_000 } })
  const stranger = await aPhotographer()
  await expect(undoEdit(stranger.actor, { editId: editId ?? '' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(undoEdit(actor, { editId: 'nothing' })).rejects.toMatchObject({ code: 'not_found' })
  expect(await findLastEdit(stranger.actor)).toBeNull()
  await db
    .update(photoEdits)
    .set({ createdAt: sql`now() - interval '61 minutes'` })
    .where(eq(photoEdits.id, editId ?? ''))
  expect(await findLastEdit(actor)).toBeNull()
  await expect(undoEdit(actor, { editId: editId ?? '' })).rejects.toMatchObject({ code: 'conflict', key: 'sheet.undoLate' })
  expect((await rowOf(one)).priceXof).toBe(9_000)
})

test('complete photos go to review together; the others stay and say what they miss', async () => {
  const { owner, actor, one, two } = await twoPhotos()
  const bare = (await aReadyPhoto(owner)).photo.id
  const foreign = (await aReadyPhoto()).photo.id
  const { submitted, refused } = await submitPhotos(actor, { photoIds: [one, bare, two, foreign] })
  expect(submitted).toEqual([one, two])
  expect(refused).toMatchObject([
    { photoId: bare, key: 'ingest.missingFields', fields: { titleFr: 'fieldRequired', priceXof: 'fieldRequired', tags: 'ingest.tags' } },
    { photoId: foreign, key: 'notFound' },
  ])
  expect((await rowOf(one)).status).toBe('submitted')
})

test('drafts are deleted together; what was ever on sale, waits, or is not one’s own stays', async () => {
  const { owner, actor, one } = await twoPhotos()
  const sold = await aPublishedPhoto({ photographerId: owner.photographer.id })
  const waiting = await aSubmittedPhoto(owner)
  const foreign = (await aReadyPhoto()).photo.id
  const { deleted, refused } = await deleteDrafts(actor, { photoIds: [one, sold.id, waiting.photo.id, foreign] })
  expect(deleted).toEqual([one])
  expect(refused.map(({ key }) => key).sort()).toEqual(['notFound', 'sheet.notADraft', 'sheet.notADraft'])
  expect((await rowOf(sold.id)).status).toBe('published')
  expect((await rowOf(foreign)).status).toBe('ready')
  expect((await rowOf(one)).deletedAt).not.toBeNull()
})
