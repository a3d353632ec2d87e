import { and, asc, eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { ensureTags } from '@/lib/catalog/ensure-tags'
import { aModerator, anAdmin, aPhotographer, aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { completeUpload } from './complete-upload'
import { deletePhoto } from './delete-photo'
import { failPhoto } from './fail-photo'
import { publishPhoto } from './publish-photo'
import { getOwnPhoto, listOwnPhotos, listReasons } from './queries'
import { rejectPhoto } from './reject-photo'
import { relistPhoto } from './relist-photo'
import { getReviewCase, listReviewQueue } from './review-queue'
import { savePhoto } from './save-photo'
import { startUpload } from './start-upload'
import { submitPhoto } from './submit-photo'
import { aReadyPhoto, aSubmittedPhoto, someWords } from './testing'
import { unlistPhoto } from './unlist-photo'

const { photos, histories, outbox, audit, reviews } = schema
const aJpeg = { fileName: 'DSC_0001.jpg', sizeBytes: 4_000_000, mimeType: 'image/jpeg' }

const statusOf = async (id: string) => (await db.select({ status: photos.status }).from(photos).where(eq(photos.id, id)))[0]?.status
const eventsOf = async (photoId: string) => (await db.select().from(outbox)).filter((row) => row.data.photoId === photoId).map((row) => row.name)
const historyOf = async (id: string) =>
  (await db.select().from(histories).where(eq(histories.subjectId, id)).orderBy(asc(histories.id))).map((row) => `${row.fromState}>${row.toState}`)

test('only an approved photographer may begin an upload', async () => {
  const { actor } = await aUser()
  await expect(startUpload(actor, aJpeg)).rejects.toMatchObject({ code: 'forbidden', key: 'ingest.photographersOnly' })
  await expect(startUpload(aVisitor(), aJpeg)).rejects.toMatchObject({ code: 'forbidden', key: 'signInFirst' })
  await expect(startUpload(system, aJpeg)).rejects.toMatchObject({ code: 'forbidden' })
})

test.each([
  [{ mimeType: 'image/svg+xml' }, 'ingest.wrongType'],
  [{ mimeType: 'image/webp' }, 'ingest.wrongType'],
  [{ sizeBytes: 0 }, 'ingest.empty'],
  [{ sizeBytes: -1 }, 'ingest.empty'],
  [{ sizeBytes: 1.5 }, 'ingest.empty'],
  [{ sizeBytes: 60 * 1024 * 1024 }, 'ingest.tooBig'],
])('an upload of %o is refused before anything is stored', async (fault, key) => {
  const { actor, photographer } = await aPhotographer()
  await expect(startUpload(actor, { ...aJpeg, ...fault })).rejects.toMatchObject({ code: 'invalid', key })
  expect(await db.$count(photos, eq(photos.photographerId, photographer.id))).toBe(0)
})

test('the signed address takes these bytes and no others: another size or type is refused by the store', async () => {
  const { actor } = await aPhotographer()
  const bytes = new Uint8Array(1000).fill(7)
  const { url, headers, photoId } = await startUpload(actor, { ...aJpeg, sizeBytes: bytes.length })
  const put = async (body: Uint8Array<ArrayBuffer>, type: Record<string, string>) => (await fetch(url, { method: 'PUT', headers: type, body })).status
  expect(await put(new Uint8Array(1001), headers)).toBe(403)
  expect(await put(bytes, { 'content-type': 'text/html' })).toBe(403)
  await expect(completeUpload(actor, { photoId })).rejects.toMatchObject({ code: 'conflict', key: 'ingest.incomplete' })
  expect(await put(bytes, headers)).toBe(200)
  expect(await completeUpload(actor, { photoId })).toMatchObject({ status: 'uploaded' })
})

test('an upload is completed once, however often it is said, and by nobody else', async () => {
  const { actor } = await aPhotographer()
  const stranger = await aPhotographer()
  const { url, headers, photoId } = await startUpload(actor, { ...aJpeg, sizeBytes: 3 })
  await fetch(url, { method: 'PUT', headers, body: 'abc' })
  await expect(completeUpload(stranger.actor, { photoId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(completeUpload(actor, { photoId: 'nothing' })).rejects.toMatchObject({ code: 'not_found' })
  await Promise.all(Array.from({ length: 5 }, () => completeUpload(actor, { photoId })))
  expect(await eventsOf(photoId)).toEqual(['photo/uploaded'])
  expect(await historyOf(photoId)).toEqual(['null>draft', 'draft>uploaded'])
})

test('an upload that was begun is signed again under its own key; another file, or a finished one, is not', async () => {
  const { actor } = await aPhotographer()
  const stranger = await aPhotographer()
  const begun = await startUpload(actor, aJpeg)
  const again = await startUpload(actor, { ...aJpeg, photoId: begun.photoId })
  expect(again.photoId).toBe(begun.photoId)
  expect(new URL(again.url).pathname).toBe(new URL(begun.url).pathname)
  await expect(startUpload(actor, { ...aJpeg, photoId: begun.photoId, sizeBytes: 5 })).rejects.toMatchObject({ key: 'ingest.otherFile' })
  await expect(startUpload(stranger.actor, { ...aJpeg, photoId: begun.photoId })).rejects.toMatchObject({ code: 'not_found' })
  const { photo, actor: owner } = await aReadyPhoto()
  await expect(startUpload(owner, { ...aJpeg, photoId: photo.id })).rejects.toMatchObject({ key: 'wrongState' })
})

test('with 500 photos waiting, the next upload is refused until some are gone', async () => {
  const { actor, photographer } = await aPhotographer()
  const waiting = Array.from({ length: 500 }, (_, index) => ({
    slug: `waiting-${photographer.id}-${index}`,
    photographerId: photographer.id,
    status: 'uploaded' as const,
    fileName: 'a.jpg',
    mimeType: 'image/jpeg',
    sizeBytes: 1,
    uploadKey: 'k',
  }))
  await db.insert(photos).values(waiting)
  await expect(startUpload(actor, aJpeg)).rejects.toMatchObject({ code: 'limited', key: 'ingest.tooManyWaiting', values: { max: 500 } })
  await db
    .update(photos)
    .set({ status: 'ready' })
    .where(eq(photos.slug, `waiting-${photographer.id}-0`))
  await expect(startUpload(actor, aJpeg)).resolves.toHaveProperty('url')
})

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
  expect((await listReviewQueue(staffOwner)).map(({ id }) => id)).not.toContain(photo.id)
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

test('the queue is in order of waiting and says what looks the same; a case shows it', async () => {
  const phash = BigInt.asIntN(64, BigInt(`0x${Array.from({ length: 16 }, () => Math.floor(Math.random() * 16).toString(16)).join('')}`))
  const older = await aSubmittedPhoto()
  const newer = await aSubmittedPhoto()
  await db
    .update(photos)
    .set({ submittedAt: new Date('2020-01-01'), phash })
    .where(eq(photos.id, older.photo.id))
  await db
    .update(photos)
    .set({ submittedAt: new Date('2020-01-02') })
    .where(eq(photos.id, newer.photo.id))
  const twin = await aPublishedPhoto({ phash: BigInt.asIntN(64, phash ^ 0x8000000000000013n) }) // Four bits of 64, the sign among them.
  const { actor } = await aModerator()
  const queue = await listReviewQueue(actor)
  const at = (id: string) => queue.findIndex((row) => row.id === id)
  expect(at(older.photo.id)).toBeLessThan(at(newer.photo.id))
  expect(queue[at(older.photo.id)]).toMatchObject({ nearDuplicates: 1, photographerName: 'Aïssata Koné' })
  expect(await getReviewCase(actor, older.photo.id)).toMatchObject({
    categoryFr: expect.any(String),
    countryFr: 'Mali',
    tags: ['piment', 'étal', 'marché', 'bamako', 'rouge'],
    nearDuplicates: [{ id: twin.id }],
    reviews: [],
  })
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
