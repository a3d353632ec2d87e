import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { getObject, headObject } from '@/lib/storage'
import { aModerator, aPhotographer, aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { attachReleases } from './attach-releases'
import { deletePhoto } from './delete-photo'
import { deleteRelease } from './delete-release'
import { dropReleaseFiles } from './drop-release-files'
import { finishRelease } from './finish-release'
import type { StartRelease } from './inputs'
import { openRelease } from './open-release'
import { getOwnPhoto } from './queries'
import { listReleases, listReleasesOf } from './releases'
import { savePhoto } from './save-photo'
import { startRelease } from './start-release'
import { submitPhoto } from './submit-photo'
import { aReadyPhoto, aRelease, aSubmittedPhoto, someWords } from './testing'

const { releases, photos, audit } = schema
const pdf = Buffer.from('%PDF-1.4\n% Autorisation signée\n%%EOF\n')
const notFound = { code: 'not_found', key: 'notFound' }
type Photographer = Awaited<ReturnType<typeof aPhotographer>>

const begin = (actor: Photographer['actor'], file: Buffer, changes: Partial<StartRelease> = {}) =>
  startRelease(actor, { kind: 'model', subject: 'Awa Diop', fileName: 'awa.pdf', mimeType: 'application/pdf', sizeBytes: file.length, ...changes })
const put = async ({ url, headers }: { url: string; headers: Record<string, string> }, file: Buffer) =>
  (await fetch(url, { method: 'PUT', headers, body: new Uint8Array(file) })).status
const rowOf = async (id: string) => (await db.select().from(releases).where(eq(releases.id, id)))[0]

test('a release is begun, sent and finished once, and is one only then', async () => {
  const { actor } = await aPhotographer()
  const begun = await begin(actor, pdf)
  await expect(finishRelease(actor, begun)).rejects.toMatchObject({ code: 'conflict', key: 'studio.releases.faults.incomplete' })
  expect(await put(begun, pdf)).toBe(200)
  expect(await listReleases(actor)).toEqual([])
  await Promise.all(Array.from({ length: 12 }, () => finishRelease(actor, begun)))
  expect(await listReleases(actor)).toMatchObject([{ id: begun.releaseId, kind: 'model', subject: 'Awa Diop', mimeType: 'application/pdf', photos: [] }])
  expect((await rowOf(begun.releaseId))?.sha256).toMatch(/^[\da-f]{64}$/)
  await expect(headObject({ bucket: 'originals', key: `uploads/releases/${begun.releaseId}` })).rejects.toMatchObject(notFound)
})

test('what is sent to the signed address after finishing changes nothing', async () => {
  const { actor } = await aPhotographer()
  const begun = await begin(actor, pdf)
  await put(begun, pdf)
  await finishRelease(actor, begun)
  const before = await rowOf(begun.releaseId)
  const other = Buffer.alloc(pdf.length, '%PDF-another one')
  expect(await put(begun, other)).toBe(200)
  await finishRelease(actor, begun)
  expect(await rowOf(begun.releaseId)).toEqual(before)
  expect(await getObject({ bucket: 'originals', key: before?.key ?? '' })).toEqual(pdf)
})

test.each([
  ['a page named .pdf', Buffer.from('<html><script>alert(1)</script></html>'), 'application/pdf'],
  ['a programme named .png', Buffer.concat([Buffer.from('MZ'), randomBytes(40)]), 'image/png'],
  ['a PDF that only mentions itself later', Buffer.concat([Buffer.from('GIF89a'), pdf]), 'application/pdf'],
  ['half a PNG signature', Buffer.from('89504e470d0a', 'hex'), 'image/png'],
])('%s is refused by its bytes, and forgotten with its file', async (_, file, mimeType) => {
  const { actor } = await aPhotographer()
  const begun = await begin(actor, file, { mimeType })
  await put(begun, file)
  await expect(finishRelease(actor, begun)).rejects.toMatchObject({ code: 'invalid', key: 'studio.releases.faults.content' })
  await expect(finishRelease(actor, begun)).rejects.toMatchObject(notFound)
  expect(await listReleases(actor)).toEqual([])
  await expect(headObject({ bucket: 'originals', key: `uploads/releases/${begun.releaseId}` })).rejects.toMatchObject(notFound)
})

test('the stored type is what the bytes say, not what was declared', async () => {
  const { actor } = await aPhotographer()
  const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex')
  const begun = await begin(actor, jpeg, { mimeType: 'image/png' })
  await put(begun, jpeg)
  await finishRelease(actor, begun)
  expect((await listReleases(actor))[0]?.mimeType).toBe('image/jpeg')
})

test.each([
  [{ mimeType: 'image/svg+xml' }, 'studio.releases.faults.type'],
  [{ mimeType: 'text/html' }, 'studio.releases.faults.type'],
  [{ sizeBytes: 0 }, 'studio.releases.faults.empty'],
  [{ sizeBytes: 10 * 1024 * 1024 + 1 }, 'studio.releases.faults.tooBig'],
])('a release of %o is refused before anything is stored', async (changes, key) => {
  const { actor, photographer } = await aPhotographer()
  await expect(begin(actor, pdf, changes)).rejects.toMatchObject({ code: 'invalid', key })
  expect(await db.$count(releases, eq(releases.photographerId, photographer.id))).toBe(0)
})

test('the store takes the declared size and no other', async () => {
  const { actor } = await aPhotographer()
  const begun = await begin(actor, pdf)
  expect(await put(begun, Buffer.concat([pdf, pdf]))).toBe(403)
})

test('only approved photographers have releases, and 500 at most', async () => {
  const { actor } = await aUser()
  await expect(begin(actor as Photographer['actor'], pdf)).rejects.toMatchObject({ code: 'forbidden', key: 'ingest.photographersOnly' })
  await expect(listReleases(aVisitor())).rejects.toMatchObject({ code: 'forbidden', key: 'signInFirst' })
  const owner = await aPhotographer()
  const many = Array.from({ length: 500 }, () => ({
    kind: 'model' as const,
    subject: 'A',
    fileName: 'a',
    mimeType: 'application/pdf',
    sizeBytes: 1,
    key: 'k',
    sha256: 's',
  }))
  await db.insert(releases).values(many.map((row) => ({ ...row, photographerId: owner.photographer.id })))
  await expect(begin(owner.actor, pdf)).rejects.toMatchObject({ code: 'limited', key: 'studio.releases.faults.tooMany', values: { max: 500 } })
})

test('its photographer and staff open a release for a minute as an attachment; for anybody else it does not exist, and staff’s look is kept', async () => {
  const owner = await aPhotographer()
  const begun = await begin(owner.actor, pdf)
  await put(begun, pdf)
  const staff = (await aModerator()).actor
  await expect(openRelease(owner.actor, begun)).rejects.toMatchObject(notFound) // Not finished yet.
  await finishRelease(owner.actor, begun)
  for (const actor of [owner.actor, staff]) {
    const url = await openRelease(actor, begun)
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('60')
    const answer = await fetch(url)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="awa.pdf"/)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf)
  }
  for (const actor of [(await aPhotographer()).actor, (await aUser()).actor, aVisitor()])
    await expect(openRelease(actor, begun)).rejects.toMatchObject(notFound)
  await expect(openRelease(owner.actor, { releaseId: 'nothing' })).rejects.toMatchObject(notFound)
  const looks = await db
    .select()
    .from(audit)
    .where(and(eq(audit.subject, 'release'), eq(audit.subjectId, begun.releaseId)))
  expect(looks.map(({ action, actorId }) => [action, actorId])).toEqual([['release.open', staff.userId]])
})

test('a stranger can neither finish, attach nor delete a release', async () => {
  const [owner, stranger] = [await aPhotographer(), await aReadyPhoto()]
  const begun = await begin(owner.actor, pdf)
  await put(begun, pdf)
  await expect(finishRelease(stranger.actor, begun)).rejects.toMatchObject(notFound)
  await finishRelease(owner.actor, begun)
  await expect(deleteRelease(stranger.actor, begun)).rejects.toMatchObject(notFound)
  const theirs = { photoId: stranger.photo.id, releaseIds: [begun.releaseId] }
  await expect(attachReleases(stranger.actor, theirs)).rejects.toMatchObject({ code: 'invalid', fields: { releaseIds: 'studio.releases.faults.unknown' } })
  await expect(attachReleases(owner.actor, theirs)).rejects.toMatchObject(notFound)
  await expect(savePhoto(stranger.actor, await someWords(stranger.photo.id, { releaseIds: [begun.releaseId] }))).rejects.toMatchObject({ code: 'invalid' })
  expect(await listReleasesOf(stranger.photo.id)).toEqual([])
})

test('attached releases are those named and no others; the list says which photos use each', async () => {
  const { photo, actor, photographer } = await aReadyPhoto()
  const [awa, house] = [await aRelease(photographer.id), await aRelease(photographer.id, { kind: 'property', subject: 'La maison bleue' })]
  await attachReleases(actor, { photoId: photo.id, releaseIds: [awa.id, house.id, awa.id] })
  expect((await listReleasesOf(photo.id)).map(({ subject }) => subject)).toEqual(['Awa Diop', 'La maison bleue'])
  await savePhoto(actor, await someWords(photo.id)) // A form without releases leaves them.
  expect(await listReleasesOf(photo.id)).toHaveLength(2)
  await savePhoto(actor, await someWords(photo.id, { releaseIds: [house.id] }))
  const listed = await listReleases(actor)
  expect(Object.fromEntries(listed.map(({ subject, photos: used }) => [subject, used.map(({ id }) => id)]))).toEqual({
    'Awa Diop': [],
    'La maison bleue': [photo.id],
  })
})

test('a release is deleted with its file when no photo uses it, and kept while one does or once one was sold', async () => {
  const { photo, actor, photographer } = await aReadyPhoto()
  const begun = await begin(actor, pdf)
  await put(begun, pdf)
  await finishRelease(actor, begun)
  const at = { bucket: 'originals' as const, key: (await rowOf(begun.releaseId))?.key ?? '' }
  await attachReleases(actor, { photoId: photo.id, releaseIds: [begun.releaseId] })
  await expect(deleteRelease(actor, begun)).rejects.toMatchObject({ code: 'conflict', key: 'studio.releases.faults.used' })
  await deletePhoto(actor, { photoId: photo.id })
  await deleteRelease(actor, begun)
  expect(await listReleases(actor)).toEqual([])
  await expect(headObject(at)).rejects.toMatchObject(notFound)
  await expect(openRelease(actor, begun)).rejects.toMatchObject(notFound)
  await expect(deleteRelease(actor, begun)).rejects.toMatchObject(notFound)

  const sold = await aPublishedPhoto({ photographerId: photographer.id, salesCount: 1, status: 'ready' })
  const kept = await aRelease(photographer.id)
  await attachReleases(actor, { photoId: sold.id, releaseIds: [kept.id] })
  await deletePhoto(actor, { photoId: sold.id })
  await expect(deleteRelease(actor, { releaseId: kept.id })).rejects.toMatchObject({ key: 'studio.releases.faults.used' })
})

test('a release being attached while it is deleted is one or the other', async () => {
  for (let round = 0; round < 6; round++) {
    const { photo, actor, photographer } = await aReadyPhoto()
    const release = await aRelease(photographer.id)
    await Promise.allSettled([attachReleases(actor, { photoId: photo.id, releaseIds: [release.id] }), deleteRelease(actor, { releaseId: release.id })])
    const isThere = (await rowOf(release.id))?.deletedAt === null
    expect((await listReleasesOf(photo.id)).length).toBe(isThere ? 1 : 0)
  }
})

test('what was begun and given up is cleared after a day, at the next start', async () => {
  const { actor, photographer } = await aPhotographer()
  const begun = await begin(actor, pdf)
  await put(begun, pdf)
  await dropReleaseFiles(photographer.id)
  expect((await rowOf(begun.releaseId))?.deletedAt).toBeNull()
  await db
    .update(releases)
    .set({ createdAt: new Date(Date.now() - 25 * 3_600_000) })
    .where(eq(releases.id, begun.releaseId))
  await begin(actor, pdf)
  expect(await rowOf(begun.releaseId)).toMatchObject({ key: '' })
  await expect(headObject({ bucket: 'originals', key: `uploads/releases/${begun.releaseId}` })).rejects.toMatchObject(notFound)
})

test('recognisable people need a model release before review, or editorial use only', async () => {
  const { photo, actor, photographer } = await aReadyPhoto()
  const shown = { people: 'one', recognisable: true } as const
  await savePhoto(actor, await someWords(photo.id, shown))
  const refused = { code: 'invalid', key: 'ingest.missingFields', fields: { release: 'studio.edit.faults.release' } }
  await expect(submitPhoto(actor, { photoId: photo.id })).rejects.toMatchObject(refused)
  await attachReleases(actor, { photoId: photo.id, releaseIds: [(await aRelease(photographer.id, { kind: 'property' })).id] })
  await expect(submitPhoto(actor, { photoId: photo.id })).rejects.toMatchObject(refused)
  await attachReleases(actor, { photoId: photo.id, releaseIds: [(await aRelease(photographer.id)).id] })
  await expect(submitPhoto(actor, { photoId: photo.id })).resolves.toMatchObject({ status: 'submitted' })
  await expect(attachReleases(actor, { photoId: photo.id, releaseIds: [] })).rejects.toMatchObject({ code: 'conflict', key: 'wrongState' })

  const press = await aReadyPhoto()
  await savePhoto(press.actor, await someWords(press.photo.id, { ...shown, editorialOnly: true }))
  await expect(submitPhoto(press.actor, { photoId: press.photo.id })).resolves.toMatchObject({ status: 'submitted' })
})

test('on sale, nobody comes to be recognised without a release, and the last one stays; what was on sale without may stay', async () => {
  const { photo, actor, photographer } = await aSubmittedPhoto()
  await db.update(photos).set({ status: 'published', publishedAt: new Date() }).where(eq(photos.id, photo.id))
  const shown = { people: 'one', recognisable: true } as const
  const fault = { code: 'invalid', fields: { release: 'studio.edit.faults.release' } }
  await expect(savePhoto(actor, await someWords(photo.id, shown))).rejects.toMatchObject(fault)
  const { id } = await aRelease(photographer.id)
  await savePhoto(actor, await someWords(photo.id, { ...shown, releaseIds: [id] }))
  await expect(savePhoto(actor, await someWords(photo.id, { ...shown, releaseIds: [] }))).rejects.toMatchObject(fault)
  await expect(attachReleases(actor, { photoId: photo.id, releaseIds: [] })).rejects.toMatchObject(fault)
  expect(await listReleasesOf(photo.id)).toHaveLength(1)

  const early = await aPublishedPhoto({ photographerId: photographer.id, ...shown })
  await expect(savePhoto(actor, await someWords(early.id, { ...shown, titleFr: 'Un autre titre' }))).resolves.toMatchObject({ titleFr: 'Un autre titre' })
})

test('a later save wins and names what it replaced of another window’s; a sale or a state is no other window', async () => {
  const { photo, actor } = await aReadyPhoto()
  const { version } = await getOwnPhoto(actor, photo.id)
  const one = await savePhoto(actor, await someWords(photo.id, { version, titleFr: 'Première fenêtre' }))
  expect(one.replaced).toEqual([])
  const two = await savePhoto(actor, await someWords(photo.id, { version: one.version, titleFr: 'Seconde fenêtre' }))
  expect(two.replaced).toEqual([]) // It had seen the first.
  const three = await savePhoto(actor, await someWords(photo.id, { version: one.version, titleFr: 'Troisième', city: 'Ségou' }))
  expect(three).toMatchObject({ titleFr: 'Troisième', replaced: ['titleFr'] }) // Its own change of the town replaces nobody’s.
  await db.update(photos).set({ salesCount: 3 }).where(eq(photos.id, photo.id))
  expect((await savePhoto(actor, await someWords(photo.id, { version: three.version, titleFr: 'Encore' }))).replaced).toEqual([])
  expect((await savePhoto(actor, await someWords(photo.id, { version: one.version, titleFr: 'À la fin' }))).replaced).toEqual(['titleFr'])
  expect((await getOwnPhoto(actor, photo.id)).version).not.toBe(version)
})

test('a sold photo may be given releases, and none is taken from it, nor swapped', async () => {
  const { actor, photographer } = await aPhotographer()
  const [first, second] = [await aRelease(photographer.id), await aRelease(photographer.id)]
  const sold = await aPublishedPhoto({ photographerId: photographer.id })
  await attachReleases(actor, { photoId: sold.id, releaseIds: [first.id] })
  await db.update(photos).set({ salesCount: 1 }).where(eq(photos.id, sold.id))
  const refused = { code: 'invalid', fields: { release: 'studio.edit.faults.releaseSold' } }
  await expect(attachReleases(actor, { photoId: sold.id, releaseIds: [] })).rejects.toMatchObject(refused)
  await expect(attachReleases(actor, { photoId: sold.id, releaseIds: [second.id] })).rejects.toMatchObject(refused)
  await expect(savePhoto(actor, await someWords(sold.id, { editorialOnly: true, releaseIds: [] }))).rejects.toMatchObject(refused)
  await attachReleases(actor, { photoId: sold.id, releaseIds: [second.id, first.id] })
  expect((await listReleasesOf(sold.id)).map(({ id }) => id).sort()).toEqual([first.id, second.id].sort())
  await expect(deleteRelease(actor, { releaseId: first.id })).rejects.toMatchObject({ code: 'conflict' })
  expect(
    await db
      .select()
      .from(audit)
      .where(and(eq(audit.subjectId, sold.id), eq(audit.action, 'photo.releases'))),
  ).toHaveLength(2)
})
