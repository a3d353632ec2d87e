import { createHash, randomBytes } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { abortUpload, closeUpload, getObject, headObject, listOpenUploads, listParts } from '@/lib/storage'
import { aPhotographer, aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { cancelUpload } from './cancel-upload'
import { completeUpload } from './complete-upload'
import { signPartsInput, startUploadInput } from './inputs'
import { PART_BYTES } from './rules'
import { signParts } from './sign-parts'
import { startUpload } from './start-upload'
import { aFile, partBytes, putParts, sendFile } from './testing'
import { listUnfinished } from './unfinished-uploads'
import { getQuota } from './upload-quota'

const { photos, histories, outbox } = schema
const bytesOf = (length: number) => randomBytes(length)
const twoParts = () => bytesOf(PART_BYTES + 1_000)

async function rowOf(id: string) {
  const [row] = await db.select().from(photos).where(eq(photos.id, id))
  if (!row) throw new Error('the photo is gone')
  return row
}
async function openOf(id: string) {
  const { uploadKey: key, uploadId } = await rowOf(id)
  return { key, uploadId: uploadId ?? '' }
}
const put = async (url: string, body: Uint8Array<ArrayBuffer>) => (await fetch(url, { method: 'PUT', body })).status
const urlOf = async (...given: Parameters<typeof signParts>) => (await signParts(...given))[0]?.url ?? ''
const eventsOf = async (photoId: string) => (await db.select().from(outbox)).filter((row) => row.data.photoId === photoId).map((row) => row.name)
const historyOf = async (id: string) =>
  (await db.select().from(histories).where(eq(histories.subjectId, id)).orderBy(asc(histories.id))).map((row) => `${row.fromState}>${row.toState}`)
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test('only an approved photographer may begin an upload', async () => {
  const { actor } = await aUser()
  const file = aFile(bytesOf(10))
  await expect(startUpload(actor, file)).rejects.toMatchObject({ code: 'forbidden', key: 'ingest.photographersOnly' })
  await expect(startUpload(aVisitor(), file)).rejects.toMatchObject({ code: 'forbidden', key: 'signInFirst' })
  await expect(startUpload(system, file)).rejects.toMatchObject({ code: 'forbidden' })
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
  await expect(startUpload(actor, { ...aFile(bytesOf(10)), ...fault })).rejects.toMatchObject({ code: 'invalid', key })
  expect(await db.$count(photos, eq(photos.photographerId, photographer.id))).toBe(0)
})

test('a client that claims a key, a status, a width or a photo of its choice is refused', () => {
  const good = aFile(bytesOf(10))
  expect(startUploadInput.safeParse(good).success).toBe(true)
  for (const claim of [{ uploadKey: 'originals/x' }, { status: 'published' }, { widthPx: 4000 }, { photoId: crypto.randomUUID() }, { originalKey: 'x' }])
    expect(startUploadInput.safeParse({ ...good, ...claim }).success, JSON.stringify(claim)).toBe(false)
  for (const hash of ['', 'x', 'A'.repeat(64), `${'a'.repeat(64)}\n`]) {
    expect(startUploadInput.safeParse({ ...good, sha256: hash }).success, hash).toBe(false)
    expect(startUploadInput.safeParse({ ...good, fingerprint: hash }).success, hash).toBe(false)
  }
  for (const numbers of [[], ['1'], [1.5], Array.from({ length: 101 }, () => 1)]) expect(signPartsInput.safeParse({ numbers }).success).toBe(false)
})

test.each(['../../etc/passwd', 'a/b\\c:d*?.jpg', '<img src=x onerror=alert(1)>.jpg', '\u202Egpj.exe', '=cmd|calc.jpg', 'photo\r\nx-amz-acl: public-read.jpg'])(
  'the name %j is kept as words and is no part of any key',
  async (fileName) => {
    const { actor } = await aPhotographer()
    const { photoId } = await sendFile(actor, bytesOf(10), { fileName })
    const row = await rowOf(photoId)
    expect(row.fileName).toBe(fileName)
    expect(row.uploadKey).toMatch(/^uploads\/[\da-f-]{36}\/[\da-f]{32}$/)
    expect(row.slug).not.toContain('passwd')
  },
)

test('a file goes in parts, in any order, and is one object with the same bytes', async () => {
  const { actor } = await aPhotographer()
  const bytes = twoParts()
  const started = await startUpload(actor, aFile(bytes, { mimeType: 'image/png' }))
  expect(started).toMatchObject({ partBytes: PART_BYTES, parts: [] })
  await putParts(actor, started.photoId, bytes, [2, 1])
  expect(await completeUpload(actor, started)).toMatchObject({ status: 'uploaded', uploadId: null })
  const { uploadKey: key } = await rowOf(started.photoId)
  expect(sha256(await getObject({ bucket: 'originals', key }))).toBe(sha256(bytes))
  expect(await headObject({ bucket: 'originals', key })).toEqual({ sizeBytes: bytes.length, mimeType: 'image/png' })
})

test('an address takes its part of its upload, of its size, and nothing else', async () => {
  const { actor } = await aPhotographer()
  const bytes = twoParts()
  const { photoId } = await startUpload(actor, aFile(bytes))
  const other = await startUpload(actor, aFile(twoParts()))
  const [first, second] = [await urlOf(actor, { photoId, numbers: [1] }), await urlOf(actor, { photoId, numbers: [2] })]
  const [mine, theirs] = [await openOf(photoId), await openOf(other.photoId)]
  expect(await put(first, partBytes(bytes, 2))).toBe(403)
  expect(await put(second, new Uint8Array(1_001))).toBe(403)
  expect(await put(first.replace('partNumber=1', 'partNumber=2'), partBytes(bytes, 1))).toBe(403)
  expect(await put(first.replace(mine.key, theirs.key), partBytes(bytes, 1))).toBe(403)
  expect(await put(first.replace(mine.uploadId, theirs.uploadId), partBytes(bytes, 1))).toBe(403)
  expect(await listParts(mine)).toEqual([])
  expect(await put(second, partBytes(bytes, 2))).toBe(200)
  expect(await listParts(mine)).toMatchObject([{ number: 2, sizeBytes: 1_000 }])
})

test('a part the file has not is not signed', async () => {
  const { actor } = await aPhotographer()
  const { photoId } = await startUpload(actor, aFile(twoParts()))
  for (const number of [0, 3, -1, 10_001]) await expect(signParts(actor, { photoId, numbers: [1, number] })).rejects.toMatchObject({ code: 'invalid' })
  expect(await signParts(actor, { photoId, numbers: [2, 1, 2] })).toHaveLength(2)
})

test('the same file chosen again goes on with its draft and what is stored of it; another one, or another’s, does not', async () => {
  const { actor } = await aPhotographer()
  const stranger = await aPhotographer()
  const bytes = twoParts()
  const file = aFile(bytes)
  const begun = await startUpload(actor, file)
  await putParts(actor, begun.photoId, bytes, [2])
  expect(await startUpload(actor, { ...file, fileName: 'renamed.jpg' })).toEqual({ ...begun, parts: [{ number: 2, sizeBytes: 1_000 }] })
  expect((await startUpload(actor, { ...file, sizeBytes: bytes.length + 1 })).photoId).not.toBe(begun.photoId)
  expect((await startUpload(actor, { ...file, mimeType: 'image/png' })).photoId).not.toBe(begun.photoId)
  expect((await startUpload(stranger.actor, file)).photoId).not.toBe(begun.photoId)
  expect(await listUnfinished(stranger.actor)).toMatchObject([{ storedBytes: 0 }])
  expect((await listUnfinished(actor)).find(({ photoId }) => photoId === begun.photoId)).toMatchObject({
    fileName: 'DSC_0001.jpg',
    sizeBytes: bytes.length,
    storedBytes: 1_000,
    fingerprint: file.fingerprint,
  })
})

test('the same file chosen in five windows at once is one draft with one upload', async () => {
  const { actor, photographer } = await aPhotographer()
  const file = aFile(twoParts())
  const started = await Promise.all(Array.from({ length: 5 }, () => startUpload(actor, file)))
  expect(new Set(started.map(({ photoId }) => photoId)).size).toBe(1)
  expect(await db.$count(photos, eq(photos.photographerId, photographer.id))).toBe(1)
  const { key } = await openOf(started[0]?.photoId ?? '')
  expect(await listOpenUploads(key)).toHaveLength(1)
})

test('an upload the store no longer knows begins anew for the same draft', async () => {
  const { actor } = await aPhotographer()
  const bytes = twoParts()
  const { photoId } = await startUpload(actor, aFile(bytes))
  await putParts(actor, photoId, bytes, [1])
  await abortUpload(await openOf(photoId))
  await expect(completeUpload(actor, { photoId })).rejects.toMatchObject({ code: 'conflict', key: 'ingest.incomplete' })
  expect(await startUpload(actor, aFile(bytes))).toMatchObject({ photoId, parts: [] })
  await putParts(actor, photoId, bytes)
  expect(await completeUpload(actor, { photoId })).toMatchObject({ status: 'uploaded' })
})

test('a missing part is said, and asked for', async () => {
  const { actor } = await aPhotographer()
  const bytes = twoParts()
  const { photoId } = await startUpload(actor, aFile(bytes))
  await expect(completeUpload(actor, { photoId })).rejects.toMatchObject({ code: 'conflict', key: 'ingest.incomplete' })
  await putParts(actor, photoId, bytes, [1])
  await expect(completeUpload(actor, { photoId })).rejects.toMatchObject({ code: 'conflict', key: 'ingest.incomplete' })
  expect(await eventsOf(photoId)).toEqual([])
})

test('completed in the store and the answer lost: nothing is sent again', async () => {
  const { actor } = await aPhotographer()
  const bytes = twoParts()
  const { photoId } = await startUpload(actor, aFile(bytes))
  await putParts(actor, photoId, bytes)
  const upload = await openOf(photoId)
  await closeUpload(upload, await listParts(upload))
  const again = await startUpload(actor, aFile(bytes))
  expect([again.photoId, again.parts.map(({ number }) => number)]).toEqual([photoId, [1, 2]])
  expect(await completeUpload(actor, { photoId })).toMatchObject({ status: 'uploaded' })
})

test('an upload is completed once, however often it is said, and by nobody else', async () => {
  const { actor } = await aPhotographer()
  const stranger = await aPhotographer()
  const bytes = bytesOf(1_000)
  const { photoId } = await startUpload(actor, aFile(bytes))
  await putParts(actor, photoId, bytes)
  for (const verb of [completeUpload, cancelUpload]) {
    await expect(verb(stranger.actor, { photoId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(verb(actor, { photoId: 'nothing' })).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(signParts(stranger.actor, { photoId, numbers: [1] })).rejects.toMatchObject({ code: 'not_found' })
  const said = await Promise.allSettled(Array.from({ length: 5 }, () => completeUpload(actor, { photoId })))
  for (const one of said) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'unavailable' }) // The store was completing it that moment: the browser asks again.
  expect(await completeUpload(actor, { photoId })).toMatchObject({ status: 'uploaded' })
  await expect(startUpload(actor, aFile(bytes))).rejects.toMatchObject({ code: 'conflict', key: 'ingest.duplicate' }) // Not hashed yet, but known by its fingerprint.
  expect(await eventsOf(photoId)).toEqual(['photo/uploaded'])
  expect(await historyOf(photoId)).toEqual(['null>draft', 'draft>uploaded'])
})

test('once completed, the store takes no part at the old addresses, and no new one is given', async () => {
  const { actor } = await aPhotographer()
  const bytes = bytesOf(1_000)
  const { photoId, urls } = await sendFile(actor, bytes)
  const answer = await fetch(urls[0] ?? '', { method: 'PUT', body: new Uint8Array(1_000) })
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('NoSuchUpload')])
  await expect(signParts(actor, { photoId, numbers: [1] })).rejects.toMatchObject({ code: 'conflict', key: 'wrongState' })
  expect(await getObject({ bucket: 'originals', key: (await rowOf(photoId)).uploadKey })).toEqual(bytes)
})

test('a cancelled upload leaves nothing in the store, twice too; a completed one cannot be cancelled', async () => {
  const { actor } = await aPhotographer()
  const bytes = twoParts()
  const { photoId } = await startUpload(actor, aFile(bytes))
  const urls = await putParts(actor, photoId, bytes)
  const upload = await openOf(photoId)
  await cancelUpload(actor, { photoId })
  await cancelUpload(actor, { photoId })
  await expect(listParts(upload)).rejects.toMatchObject({ code: 'not_found' })
  await expect(headObject({ bucket: 'originals', key: upload.key })).rejects.toMatchObject({ code: 'not_found' })
  expect(await put(urls[0] ?? '', partBytes(bytes, 1))).toBe(404)
  expect(await historyOf(photoId)).toEqual(['null>draft', 'draft>deleted'])
  await expect(completeUpload(actor, { photoId })).rejects.toMatchObject({ code: 'not_found' })
  expect(await listUnfinished(actor)).toEqual([])
  expect((await startUpload(actor, aFile(bytes))).photoId).not.toBe(photoId)
  const done = await sendFile(actor, bytesOf(10))
  await expect(cancelUpload(actor, done)).rejects.toMatchObject({ code: 'conflict', key: 'wrongState' })
})

test('cancelled while it is completed, it is one or the other, and nothing is left of a cancelled one', async () => {
  const { actor } = await aPhotographer()
  const bytes = bytesOf(1_000)
  const { photoId } = await startUpload(actor, aFile(bytes))
  await putParts(actor, photoId, bytes)
  const { key } = await openOf(photoId)
  await Promise.allSettled([completeUpload(actor, { photoId }), cancelUpload(actor, { photoId })])
  const { status } = await rowOf(photoId)
  expect(['uploaded', 'deleted']).toContain(status)
  const isThere = await headObject({ bucket: 'originals', key }).then(
    () => true,
    () => false,
  )
  expect(isThere).toBe(status === 'uploaded')
  expect(await eventsOf(photoId)).toEqual(status === 'uploaded' ? ['photo/uploaded'] : [])
})

test('a file that is on the platform is named before its bytes are spent; what the browser says is never stored', async () => {
  const { actor, photographer } = await aPhotographer()
  const bytes = bytesOf(1_000)
  const file = { ...aFile(bytes), sha256: sha256(bytes) }
  const first = await startUpload(actor, file)
  expect((await rowOf(first.photoId)).sha256).toBeNull()
  await aPublishedPhoto({ sha256: file.sha256, photographerId: photographer.id })
  await expect(startUpload(actor, file)).rejects.toMatchObject({ code: 'conflict', key: 'ingest.duplicate' })
  const stranger = await aPhotographer()
  await expect(startUpload(stranger.actor, file)).rejects.toMatchObject({ code: 'conflict', key: 'ingest.duplicateElsewhere' })
  await db
    .update(photos)
    .set({ status: 'deleted' })
    .where(and(eq(photos.sha256, file.sha256)))
  await expect(startUpload(stranger.actor, file)).resolves.toHaveProperty('photoId')
})

/** So many photos of that photographer stand in the books, at a byte each. */
async function many(photographerId: string, count: number, status: 'uploaded' | 'ready' | 'deleted' | 'failed', sizeBytes = 1) {
  const row = (index: number) => ({
    slug: `${status}-${photographerId}-${index}`,
    photographerId,
    status,
    fileName: 'a.jpg',
    mimeType: 'image/jpeg',
    sizeBytes,
    uploadKey: 'k',
  })
  for (let at = 0; at < count; at += 4_000) await db.insert(photos).values(Array.from({ length: Math.min(4_000, count - at) }, (_, index) => row(at + index)))
}

test('with 500 photos waiting, the next upload is refused until some are gone; one that was begun goes on', async () => {
  const { actor, photographer } = await aPhotographer()
  await many(photographer.id, 499, 'uploaded')
  const begun = await startUpload(actor, aFile(bytesOf(10)))
  expect((await getQuota(actor)).waiting).toEqual({ used: 500, max: 500 })
  const [file, other] = [aFile(bytesOf(10)), aFile(bytesOf(10))]
  await expect(startUpload(actor, file)).rejects.toMatchObject({ code: 'limited', key: 'ingest.tooManyWaiting', values: { max: 500 } })
  await cancelUpload(actor, begun)
  const both = await Promise.allSettled([startUpload(actor, file), startUpload(actor, other)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']) // One place is taken once.
})

test('an account full of photos, or of bytes, says so; deleted and refused ones do not count', async () => {
  const { actor, photographer } = await aPhotographer()
  await many(photographer.id, 10, 'deleted', 50_000_000)
  await many(photographer.id, 10, 'failed', 50_000_000)
  expect(await getQuota(actor)).toMatchObject({ photos: { used: 0, max: 20_000 }, bytes: { used: 0, max: 200 * 1024 ** 3 } })
  await many(photographer.id, 100, 'ready', 2 ** 31 - 1) // A hundred bytes short of 200 GB.
  await expect(startUpload(actor, aFile(bytesOf(101)))).rejects.toMatchObject({ code: 'limited', key: 'ingest.quotaBytes', values: { gigabytes: 200 } })
  await expect(startUpload(actor, aFile(bytesOf(100)))).resolves.toHaveProperty('photoId')
  const full = await aPhotographer()
  await many(full.photographer.id, 20_000, 'ready')
  await expect(startUpload(full.actor, aFile(bytesOf(10)))).rejects.toMatchObject({ code: 'limited', key: 'ingest.quotaPhotos', values: { max: 20_000 } })
})
