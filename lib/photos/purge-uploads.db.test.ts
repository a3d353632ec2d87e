import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db, schema } from '@/db'
import { aWorldOfItsOwn } from '@/lib/desk/testing'
import { listOpenUploads, listParts, openUpload, putObject } from '@/lib/storage'
import { aPhotographer } from '@/lib/testing'
import { startS3 } from '@/local/s3/server'
import { completeUpload } from './complete-upload'
import { purgeUploads } from './purge-uploads'
import { startUpload } from './start-upload'
import { aFile, putParts, sendFile } from './testing'

const { photos } = schema
const ends: (() => Promise<unknown>)[] = []
let dataDir: string

/** A store and a database of its own: a purge looks at everything there is. */
beforeAll(async () => {
  ends.push(await aWorldOfItsOwn())
  dataDir = await mkdtemp(join(tmpdir(), 'pouire-purge-'))
  const { S3_BUCKET_ORIGINALS = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = process.env
  const keys = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY }
  const s3 = await startS3({ dataDir, port: 0, privateBuckets: [S3_BUCKET_ORIGINALS], publicBuckets: [], allowOrigin: '*', ...keys })
  Object.assign(process.env, { S3_ENDPOINT: s3.url, S3_PUBLIC_ENDPOINT: s3.url })
  ends.push(s3.close, () => rm(dataDir, { recursive: true }))
})
afterAll(async () => {
  for (const end of ends) await end()
})

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

/** Everything that happened so far happened that long ago, in the database and in the store. */
async function passHours(hours: number) {
  await db.update(photos).set({ createdAt: sql`${photos.createdAt} - ${hours} * interval '1 hour'` })
  const names = await readdir(dataDir, { recursive: true, withFileTypes: true })
  for (const file of names) if (file.isFile()) await utimes(join(file.parentPath, file.name), hoursAgo(hours), hoursAgo(hours))
}
const statusesOf = async () => Object.fromEntries((await db.select().from(photos)).map(({ fileName, status }) => [fileName, status]))
const filesLeft = async () => (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((file) => file.isFile()).length

test('what got no further for a day is freed: drafts, their parts, a finished object nobody asked for, and uploads no draft knows', async () => {
  const { actor } = await aPhotographer()
  const bytes = Buffer.alloc(5 * 1024 * 1024 + 10, 7)
  const begin = (fileName: string, first: number) => {
    bytes[0] = first
    return startUpload(actor, aFile(bytes, { fileName }))
  }
  const [given, slow] = [await begin('given-up.jpg', 1), await begin('slow.jpg', 2)]
  await begin('never-sent.jpg', 3)
  await putParts(actor, given.photoId, bytes, [1])
  await sendFile(actor, Buffer.from('whole'), { fileName: 'whole.jpg' })
  await openUpload({ key: 'uploads/nobody', mimeType: 'image/jpeg' })
  expect(await purgeUploads()).toEqual({ drafts: 0, strays: 0 })

  await passHours(25)
  await putParts(actor, slow.photoId, bytes, [2])
  await begin('fresh.jpg', 4)
  const newest = await openUpload({ key: 'uploads/nobody-yet', mimeType: 'image/jpeg' })
  expect(await purgeUploads()).toEqual({ drafts: 2, strays: 1 })
  expect(await statusesOf()).toEqual({
    'given-up.jpg': 'deleted',
    'never-sent.jpg': 'deleted',
    'slow.jpg': 'draft',
    'fresh.jpg': 'draft',
    'whole.jpg': 'uploaded',
  })
  expect((await listOpenUploads('uploads/')).map(({ uploadId }) => uploadId)).toContain(newest)
  expect(await listOpenUploads('uploads/')).toHaveLength(3)

  await putParts(actor, slow.photoId, bytes, [1])
  expect(await completeUpload(actor, slow)).toMatchObject({ status: 'uploaded' })
  await passHours(25)
  expect(await purgeUploads()).toEqual({ drafts: 1, strays: 1 })
  expect(await purgeUploads()).toEqual({ drafts: 0, strays: 0 })
  expect(await listOpenUploads('')).toEqual([])
})

test('a draft whose bytes are one object already leaves nothing behind', async () => {
  const { actor } = await aPhotographer()
  const before = await filesLeft()
  const { photoId } = await startUpload(actor, aFile(Buffer.from('lost answer'), { fileName: 'lost.jpg' }))
  await putParts(actor, photoId, Buffer.from('lost answer'))
  const [draft] = await db.select().from(photos).where(sql`${photos.id} = ${photoId}`)
  const upload = { key: draft?.uploadKey ?? '', uploadId: draft?.uploadId ?? '' }
  expect(await listParts(upload)).toHaveLength(1)
  await putObject({ bucket: 'originals', key: upload.key, body: Buffer.from('lost answer'), mimeType: 'image/jpeg' })
  await passHours(25)
  expect(await purgeUploads()).toEqual({ drafts: 1, strays: 0 })
  expect(await filesLeft()).toBe(before)
})
