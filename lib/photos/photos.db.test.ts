import { and, asc, eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { ensureTags } from '@/lib/catalog/ensure-tags'
import { aModerator, anAdmin, aPhotographer, aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { deletePhoto } from './delete-photo'
import { failPhoto } from './fail-photo'
import { listOwnPhotos } from './own-photos'
import { publishPhoto } from './publish-photo'
import { getOwnPhoto, listReasons } from './queries'
import { rejectPhoto } from './reject-photo'
import { relistPhoto } from './relist-photo'
import { getReviewCase } from './review-case'
import { listReviewQueue } from './review-queue'
import { savePhoto } from './save-photo'
import { submitPhoto } from './submit-photo'
import { aReadyPhoto, aSubmittedPhoto, someWords } from './testing'
import { unlistPhoto } from './unlist-photo'

const { photos, histories, outbox, audit, reviews } = schema

const statusOf = async (id: string) => (await db.select({ status: photos.status }).from(photos).where(eq(photos.id, id)))[0]?.status
const eventsOf = async (photoId: string) => (await db.select().from(outbox)).filter((row) => row.data.photoId === photoId).map((row) => row.name)
const historyOf = async (id: string) =>
  (await db.select().from(histories).where(eq(histories.subjectId, id)).orderBy(asc(histories.id))).map((row) => `${row.fromState}>${row.toState}`)

test('what is saved can be read again: words, tags as they were ordered, and a slug from the title', async () => {
  const { photo, actor } = await aReadyPhoto()
  await savePhoto(actor, await someWords(photo.id))
  const seen = await getOwnPhoto(actor, photo.id)
  expect(seen).toMatchObject({ titleFr: 'Piments, étal du matin', priceXof: 12_500, countryCode: 'ML', tags: ['piment', 'étal', 'marché', 'bamako', 'rouge'] })
  expect(seen.slug).toMatch(/^piments-etal-du-matin-[\da-f]{10}$/)
  await savePhoto(actor, await someWords(photo.id, { tags: ['rouge', 'Étal', 'etal'] }))
  expect((await getOwnPhoto(actor, photo.id)).tags).toEqual(['rouge', 'étal'])
  expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['originalKey']))
  expect(JSON.stringify(seen, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(/originals\/|delivery\/|uploads\//)
})

test('a draft may be saved half empty, but not with wrong values', async () => {
  const { photo, actor } = await aReadyPhoto()
  await savePhoto(actor, await someWords(photo.id, { titleFr: '', tags: [], categoryId: null, countryCode: null, priceXof: null }))
  const fieldsOf = async (changes: object) =>
    savePhoto(actor, { ...(await someWords(photo.id)), ...changes }).then(
      () => null,
      (error) => error.fields,
    )
  expect(await fieldsOf({ priceXof: 1_250_025 })).toEqual({ priceXof: 'ingest.priceExtended' })
  expect(await fieldsOf({ priceXof: 110 })).toHaveProperty('priceXof')
  expect(await fieldsOf({ countryCode: 'FR' })).toEqual({ countryCode: 'fieldInvalid' })
  expect(await fieldsOf({ categoryId: '01900000-0000-7000-8000-0000000000ff' })).toEqual({ categoryId: 'fieldInvalid' })
  expect(await fieldsOf({ tags: Array.from({ length: 51 }, (_, index) => `mot${index}`) })).toHaveProperty('tags')
  expect(await fieldsOf({ status: 'published' })).not.toBeNull() // No extra fields are taken.
})

test('somebody else’s photo is not found, whatever is tried with it', async () => {
  const { photo } = await aReadyPhoto()
  const { actor } = await aPhotographer()
  const notFound = { code: 'not_found', key: 'notFound' }
  await expect(savePhoto(actor, await someWords(photo.id))).rejects.toMatchObject(notFound)
  for (const verb of [submitPhoto, unlistPhoto, relistPhoto, deletePhoto]) await expect(verb(actor, { photoId: photo.id })).rejects.toMatchObject(notFound)
  await expect(getOwnPhoto(actor, photo.id)).rejects.toMatchObject(notFound)
  expect((await listOwnPhotos(actor)).photos).toEqual([])
  expect(await statusOf(photo.id)).toBe('ready')
})

test('an incomplete photo is not submitted, and each missing field is named', async () => {
  const { photo, actor } = await aReadyPhoto()
  await expect(submitPhoto(actor, { photoId: photo.id })).rejects.toMatchObject({
    code: 'invalid',
    fields: { titleFr: 'fieldRequired', categoryId: 'fieldRequired', countryCode: 'fieldRequired', priceXof: 'fieldRequired', tags: 'ingest.tags' },
  })
  await savePhoto(actor, await someWords(photo.id))
  expect(await submitPhoto(actor, { photoId: photo.id })).toMatchObject({ status: 'submitted' })
  expect(await eventsOf(photo.id)).toEqual(['photo/submitted'])
  await expect(savePhoto(actor, await someWords(photo.id))).rejects.toMatchObject({ code: 'conflict' })
})

test('a photo is refused with all reasons at once, put right, sent again and published; each step leaves its row', async () => {
  const { photo, actor } = await aSubmittedPhoto()
  const { actor: moderator } = await aModerator()
  const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 }
  await rejectPhoto(moderator, { photoId: photo.id, reasons: ['sharpness', 'caption', 'sharpness'], box, note: 'Le visage est flou.' })
  const seen = await getOwnPhoto(actor, photo.id)
  expect(seen.review).toMatchObject({ box, note: 'Le visage est flou.', reasons: [{ code: 'sharpness' }, { code: 'caption' }] })
  expect((await listOwnPhotos(actor, { status: 'rejected' })).photos).toMatchObject([{ id: photo.id, reasonCount: 2 }])
  await savePhoto(actor, await someWords(photo.id))
  await submitPhoto(actor, { photoId: photo.id })
  const published = await publishPhoto(moderator, { photoId: photo.id })
  expect(published.publishedAt).toBeInstanceOf(Date)
  expect(await historyOf(photo.id)).toEqual(expect.arrayContaining(['submitted>rejected', 'rejected>submitted', 'submitted>published']))
  expect(await eventsOf(photo.id)).toEqual(['photo/rejected', 'photo/submitted', 'photo/published'])
  expect(await db.$count(audit, and(eq(audit.subjectId, photo.id), inArray(audit.action, ['photo.reject', 'photo.publish'])))).toBe(2)
  expect(await db.$count(reviews, eq(reviews.photoId, photo.id))).toBe(2)
})

test('ten decisions at once are one decision', async () => {
  const { photo } = await aSubmittedPhoto()
  const { actor } = await anAdmin()
  const tries = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) =>
      index % 2 ? publishPhoto(actor, { photoId: photo.id }) : rejectPhoto(actor, { photoId: photo.id, reasons: ['exposure'], note: '' }),
    ),
  )
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(await db.$count(reviews, eq(reviews.photoId, photo.id))).toBe(1)
  expect(await eventsOf(photo.id)).toHaveLength(1)
})

test('nobody reviews their own photo, and nobody but staff reviews at all', async () => {
  const owner = await aPhotographer()
  const { photo } = await aSubmittedPhoto(owner)
  const staffOwner = { ...owner.actor, role: 'moderator' as const }
  await expect(publishPhoto(staffOwner, { photoId: photo.id })).rejects.toMatchObject({ code: 'forbidden', key: 'ingest.ownPhoto' })
  await expect(rejectPhoto(staffOwner, { photoId: photo.id, reasons: ['caption'] })).rejects.toMatchObject({ code: 'forbidden', key: 'ingest.ownPhoto' })
  await expect(getReviewCase(staffOwner, photo.id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await listReviewQueue(staffOwner)).photos.map(({ id }) => id)).not.toContain(photo.id)
  for (const actor of [owner.actor, (await aUser()).actor, aVisitor(), system]) {
    await expect(publishPhoto(actor, { photoId: photo.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(rejectPhoto(actor, { photoId: photo.id, reasons: ['caption'] })).rejects.toMatchObject({ code: 'not_found' })
    await expect(listReviewQueue(actor)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getReviewCase(actor, photo.id)).rejects.toMatchObject({ code: 'not_found' })
  }
  expect(await statusOf(photo.id)).toBe('submitted')
})

test('a refusal needs a reason of the catalogue, and words where the reason is another', async () => {
  const { photo } = await aSubmittedPhoto()
  const { actor } = await aModerator()
  await expect(rejectPhoto(actor, { photoId: photo.id, reasons: [] })).rejects.toMatchObject({ fields: { reasons: 'ingest.reasonsMissing' } })
  await expect(rejectPhoto(actor, { photoId: photo.id, reasons: ['ugly'] })).rejects.toMatchObject({ fields: { reasons: 'ingest.reasonsMissing' } })
  await expect(rejectPhoto(actor, { photoId: photo.id, reasons: ['other'] })).rejects.toMatchObject({ fields: { note: 'ingest.noteMissing' } })
  await expect(rejectPhoto(actor, { photoId: photo.id, reasons: ['caption'], box: { x: 0.9, y: 0, width: 0.5, height: 1 } })).rejects.toMatchObject({
    code: 'invalid',
  })
  expect(await statusOf(photo.id)).toBe('submitted')
})

test('what is on sale leaves the shop and comes back, stays complete, and its changed words are kept', async () => {
  const owner = await aPhotographer()
  const photo = await aPublishedPhoto({ photographerId: owner.photographer.id })
  await expect(savePhoto(owner.actor, await someWords(photo.id, { titleFr: '' }))).rejects.toMatchObject({ fields: { titleFr: 'fieldRequired' } })
  expect(await savePhoto(owner.actor, await someWords(photo.id, { titleFr: 'Autre titre' }))).toMatchObject({ slug: photo.slug, titleFr: 'Autre titre' })
  const [kept] = await db
    .select()
    .from(audit)
    .where(and(eq(audit.subjectId, photo.id), eq(audit.action, 'photo.edit')))
  expect(kept).toMatchObject({ before: { titleFr: photo.titleFr }, after: { titleFr: 'Autre titre' } })
  expect(await unlistPhoto(owner.actor, { photoId: photo.id })).toMatchObject({ status: 'unlisted' })
  await expect(unlistPhoto(owner.actor, { photoId: photo.id })).rejects.toMatchObject({ code: 'conflict' })
  expect(await relistPhoto(owner.actor, { photoId: photo.id })).toMatchObject({ status: 'published', publishedAt: photo.publishedAt })
})

test('a deleted photo is gone for its owner too', async () => {
  const { photo, actor } = await aReadyPhoto()
  expect(await deletePhoto(actor, { photoId: photo.id })).toMatchObject({ status: 'deleted', deletedAt: expect.any(Date) })
  await expect(getOwnPhoto(actor, photo.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(deletePhoto(actor, { photoId: photo.id })).rejects.toMatchObject({ code: 'not_found' })
  expect((await listOwnPhotos(actor)).counts).toEqual({})
})

test('one’s photos come in pages that lose nothing, also where times are equal', async () => {
  const owner = await aPhotographer()
  const createdAt = new Date('2026-01-01T00:00:00Z')
  const made = await Promise.all(Array.from({ length: 7 }, () => aPublishedPhoto({ photographerId: owner.photographer.id, createdAt })))
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const next: Awaited<ReturnType<typeof listOwnPhotos>> = await listOwnPhotos(owner.actor, { cursor, limit: 3 })
    seen.push(...next.photos.map(({ id }) => id))
    cursor = next.nextCursor
  } while (cursor)
  expect(seen.sort()).toEqual(made.map(({ id }) => id).sort())
  expect((await listOwnPhotos(owner.actor)).counts).toEqual({ published: 7 })
})

test('a photo that is ready cannot be made failed by a late job', async () => {
  const { photo } = await aReadyPhoto()
  expect(await failPhoto(photo.id, 'trouble')).toBe('ready')
})

test('two savings at once with the same new tags in opposite orders both end', async () => {
  const words = Array.from({ length: 20 }, (_, index) => `mot ${Math.random().toString(36).slice(2)} ${index}`)
  const [forth, back] = await Promise.all([words, words.toReversed()].map((list) => db.transaction((tx) => ensureTags(tx, list))))
  expect(back?.toReversed()).toEqual(forth)
})

test('the reasons are told in both languages', async () => {
  const [fr, en] = [await listReasons('fr'), await listReasons('en')]
  expect(fr.map(({ code }) => code)).toEqual(en.map(({ code }) => code))
  expect([fr[0]?.name, en[0]?.name]).toEqual(['Netteté', 'Sharpness'])
})
