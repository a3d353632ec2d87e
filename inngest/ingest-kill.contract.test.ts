import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { eq, sql } from 'drizzle-orm'
import { Client } from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { db, schema } from '@/db'
import { AppError } from '@/lib/errors'
import { derivatives } from '@/lib/images'
import { gridOf, tileKey } from '@/lib/photos/inspection'
import { openInspection } from '@/lib/photos/open-inspection'
import { aSubmittedPhoto } from '@/lib/photos/testing'
import { type Bucket, getObject, headObject, putObject } from '@/lib/storage'
import { aModerator, aPhotographer } from '@/lib/testing'
import { type LocalInngest, startInngest } from '@/local/inngest/start-inngest'
import { freePort, killed } from '@/local/inngest/test-processes'
import { ended, patient } from '@/local/inngest/test-stage'
import frIngest from '@/messages/fr/ingest.json'
import { type ImageChildren, openImageChildren } from './image-children'

const { photos, histories, inspections } = schema
const eventKey = process.env.INNGEST_EVENT_KEY ?? ''
const TRIES = 5

let jobs: LocalInngest
let workerPort: number
let children: ImageChildren
let folder: string

beforeAll(async () => {
  workerPort = await freePort()
  const database = `jobs_${crypto.randomUUID().replaceAll('-', '')}`
  const owner = process.env.DATABASE_OWNER_URL ?? ''
  const admin = new Client({ connectionString: owner })
  await admin.connect()
  await admin.query(`create database ${database}`)
  await admin.end()
  jobs = await startInngest({
    port: 0,
    databaseUrl: Object.assign(new URL(owner), { pathname: `/${database}` }).href,
    signingKey: process.env.INNGEST_SIGNING_KEY ?? '',
    eventKey,
    apps: [`http://127.0.0.1:${workerPort}/api/inngest`],
    retryBaseMs: 20,
    log: () => {},
  })
  children = openImageChildren({ size: 1 })
  folder = await mkdtemp(join(tmpdir(), 'pouire-kill-'))
})
afterAll(async () => {
  await children.close()
  await jobs.close()
  await rm(folder, { recursive: true })
})

type Worker = { process: ChildProcess; temp: string }

/** The real worker, in a folder for temporary files that no other has. */
async function startWorker(): Promise<Worker> {
  const temp = mkdtempSync(join(tmpdir(), 'pouire-worker-'))
  const process_ = spawn(process.execPath, ['--import', 'tsx', 'inngest/worker.ts'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, WORKER_PORT: String(workerPort), INNGEST_BASE_URL: jobs.url, LOG_LEVEL: 'info', TMPDIR: temp },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    process_.kill('SIGKILL')
    rmSync(temp, { recursive: true, force: true })
  })
  await new Promise<void>((ready, fail) => {
    process_.stdout?.on('data', (text) => String(text).includes('worker ready') && ready())
    process_.once('exit', (code) => fail(new Error(`the worker ended with ${code}`)))
  })
  return { process: process_, temp }
}

/** The worker has a photo's bytes on its disk. */
const isAtWork = ({ temp }: Worker) => readdirSync(temp).some((name) => name.startsWith('pouire-') && existsSync(join(temp, name, 'original')))

async function say(name: string, photoId: string) {
  const answer = await fetch(`${jobs.url}/e/${eventKey}`, { method: 'POST', body: JSON.stringify({ name, data: { photoId } }) })
  const { ids } = (await answer.json()) as { ids: string[] }
  return ids[0] ?? ''
}

/** An upload that is complete, of a picture nobody else has, and the hashes an undisturbed run's pictures have, which are what their names begin with. */
async function anUpload() {
  const { photographer } = await aPhotographer()
  const file = await sharp(randomBytes(250 * 170 * 3), { raw: { width: 250, height: 170, channels: 3 } })
    .resize(2500, 1700)
    .jpeg({ quality: 70 })
    .toBuffer()
  const uploadKey = `uploads/${crypto.randomUUID()}`
  await putObject({ bucket: 'originals', key: uploadKey, body: file, mimeType: 'image/jpeg' })
  const [photo] = await db
    .insert(photos)
    .values({
      slug: crypto.randomUUID(),
      photographerId: photographer.id,
      status: 'uploaded',
      fileName: 'DSC_0001.jpg',
      mimeType: 'image/jpeg',
      sizeBytes: file.length,
      uploadKey,
    })
    .returning()
  if (!photo) throw new Error('no photo was made')
  const original = join(folder, photo.id)
  await writeFile(original, file)
  const creator = photographer.displayName
  const credit = { creator, rights: `© ${creator}, Pouire`, licenceUrl: new URL('/licences', process.env.APP_URL).href }
  const { keys } = await children.draw({ original, folder, credit })
  const hashes = derivatives.map((name) => keys[name].slice(0, 32))
  return { photoId: photo.id, uploadKey, file, hashes }
}
type Upload = Awaited<ReturnType<typeof anUpload>>

async function rowOf(photoId: string) {
  const [row] = await db.select().from(photos).where(eq(photos.id, photoId))
  if (!row) throw new Error('the photo is gone')
  return row
}
type Row = Awaited<ReturnType<typeof rowOf>>

const keysOf = (row: Row) => [row.previewKey, row.previewJpegKey, row.largeKey, row.mediumKey, row.smallKey]
const noKeys = [null, null, null, null, null]
const buckets: Bucket[] = ['watermarked', 'watermarked', 'watermarked', 'thumbnails', 'thumbnails'] // Of the keys, in their order.
const hashesOf = (keys: (string | null)[]) => keys.map((key) => key?.slice(0, 32))
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const isStored = (bucket: Bucket, key: string) =>
  headObject({ bucket, key }).then(
    () => true,
    (error) => {
      if (error instanceof AppError && error.code === 'not_found') return false
      throw error
    },
  )

const store = () =>
  new S3Client({
    endpoint: process.env.S3_ENDPOINT,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? '' },
  })
/** Of how many of its five pictures something is stored. */
async function countStored({ hashes }: Upload) {
  const lists = await Promise.all(hashes.map((Prefix, index) => store().send(new ListObjectsV2Command({ Bucket: buckets[index], Prefix }))))
  return lists.filter(({ Contents }) => Contents?.length).length
}

/** The photo's row is ours until `release`: whoever wants it waits. `isWanted` says that somebody does. */
async function holdRow(photoId: string) {
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await client.query('begin')
  await client.query('select 1 from photos where id = $1 for update', [photoId])
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const isHolder = sql`${rows[0]?.pid} = any(pg_blocking_pids(pid))`
  return {
    // Not asked by the holder: within a transaction the list of backends stays as it was.
    isWanted: async () => (await db.execute(sql`select 1 from pg_stat_activity where ${isHolder}`)).rows.length > 0,
    release: async () => {
      await client.query('rollback')
      await client.end()
    },
  }
}

const soon = { ...patient, interval: 5 }
const until = (what: () => boolean | Promise<boolean>) => expect.poll(what, soon).toBe(true)

/** Each gives the worker the event and returns when it stands at that point; and what lets it on again. */
const points: Record<string, (upload: Upload, worker: Worker, start: () => Promise<unknown>) => Promise<(() => Promise<unknown>) | undefined>> = {
  'in take-upload': async (upload, _, start) => {
    const held = await holdRow(upload.photoId)
    await start()
    await until(held.isWanted)
    return held.release
  },
  'after take-upload': async (upload, _, start) => {
    await start()
    await until(async () => (await rowOf(upload.photoId)).status === 'processing')
    return undefined
  },
  'while its pictures are made': async (_, worker, start) => {
    await start()
    await until(() => isAtWork(worker))
    return undefined
  },
  'when the first picture is stored': async (upload, worker, start) => {
    await start()
    await until(() => isAtWork(worker))
    const held = await holdRow(upload.photoId)
    await until(async () => (await countStored(upload)) > 0)
    return held.release
  },
  'when all its pictures are stored': async (upload, worker, start) => {
    await start()
    await until(() => isAtWork(worker))
    const held = await holdRow(upload.photoId)
    await until(async () => (await countStored(upload)) === derivatives.length)
    return held.release
  },
  'in keep-pictures': async (upload, worker, start) => {
    await start()
    await until(() => isAtWork(worker))
    const held = await holdRow(upload.photoId)
    await until(held.isWanted)
    return held.release
  },
  'when the row has just named its pictures': async (upload, _, start) => {
    await start()
    await until(async () => (await rowOf(upload.photoId)).status === 'ready')
    return undefined
  },
}

/** Nothing names a picture, or all five are named and stored. */
async function expectNoHalf(upload: Upload) {
  const row = await rowOf(upload.photoId)
  if (row.status === 'ready') return expectPictures(upload, row)
  expect(['uploaded', 'processing']).toContain(row.status)
  expect([...keysOf(row), row.deliveryKey, row.sha256, row.publishedAt]).toEqual([...noKeys, null, null, null])
}

async function expectPictures({ hashes }: Upload, row: Row) {
  expect(hashesOf(keysOf(row))).toEqual(hashes)
  const stored = await Promise.all(keysOf(row).map((key, index) => getObject({ bucket: buckets[index] ?? 'originals', key: key ?? '' })))
  expect(stored.map((bytes) => sha256(bytes).slice(0, 32))).toEqual(hashes)
}

/** Ready, with the very bytes that were sent and the very pictures an undisturbed run makes of them. */
async function expectWhole(upload: Upload) {
  const row = await rowOf(upload.photoId)
  expect(row.status).toBe('ready')
  await expectPictures(upload, row)
  expect(sha256(await getObject({ bucket: 'originals', key: row.originalKey ?? '' }))).toBe(sha256(upload.file))
  expect(sha256(await getObject({ bucket: 'originals', key: row.deliveryKey ?? '' }))).toBe(row.deliverySha256)
  expect(await isStored('originals', upload.uploadKey)).toBe(false)
  const past = await db.select().from(histories).where(eq(histories.subjectId, upload.photoId))
  expect(past.map((step) => step.toState).sort()).toEqual(['processing', 'ready'])
}

test.each(Object.keys(points))('a worker killed %s leaves nothing half done, and the photo becomes ready', async (name) => {
  const upload = await anUpload()
  const worker = await startWorker()
  let event = ''
  const goOn = await points[name]?.(upload, worker, async () => {
    event = await say('photo/uploaded', upload.photoId)
  })
  await killed(worker.process)
  await expectNoHalf(upload)
  await goOn?.()
  await expectNoHalf(upload)
  await startWorker()
  expect(await ended(jobs.url, 'pouire-ingest-ingest-photo', event)).toMatchObject({ status: 'Completed', output: 'ready' })
  await expectWhole(upload)
})

test('an upload that came in while no worker ran is taken in when one does', async () => {
  const upload = await anUpload()
  const event = await say('photo/uploaded', upload.photoId)
  await startWorker()
  expect(await ended(jobs.url, 'pouire-ingest-ingest-photo', event)).toMatchObject({ status: 'Completed', failedAttempts: 0, output: 'ready' })
  await expectWhole(upload)
})

test(`a photo over which the worker dies ${TRIES} times is put aside, and its owner can read why`, async () => {
  const upload = await anUpload()
  const event = await say('photo/uploaded', upload.photoId)
  for (let tries = 0; tries < TRIES; tries++) {
    const worker = await startWorker()
    await until(() => isAtWork(worker))
    await killed(worker.process)
    await expectNoHalf(upload)
  }
  const last = await startWorker()
  expect(await ended(jobs.url, 'pouire-ingest-ingest-photo', event)).toMatchObject({ status: 'Failed', failedAttempts: TRIES })
  await expect.poll(async () => (await rowOf(upload.photoId)).status, patient).toBe('failed')
  const row = await rowOf(upload.photoId)
  expect(row.failureKey).toBe('trouble')
  expect(frIngest.trouble).toMatch(/\p{L}{3}/u)
  expect(keysOf(row)).toEqual(noKeys)
  expect(isAtWork(last)).toBe(false)
})

test('a worker killed while it stores tiles goes on, and all of them are there', async () => {
  const { photo } = await aSubmittedPhoto()
  const size = { widthPx: 6100, heightPx: 4100 }
  const file = await sharp({ create: { width: size.widthPx, height: size.heightPx, channels: 3, background: '#567' } })
    .jpeg()
    .toBuffer()
  await db.update(photos).set(size).where(eq(photos.id, photo.id))
  await putObject({ bucket: 'originals', key: photo.originalKey ?? '', body: file, mimeType: 'image/jpeg' })
  const { actor } = await aModerator()
  const open = () => openInspection(actor, { photoId: photo.id })
  expect(await open()).toEqual({ state: 'cutting' })
  const [inspection] = await db.select().from(inspections).where(eq(inspections.photoId, photo.id))
  if (!inspection) throw new Error('no inspection was made')
  const { columns, rows } = gridOf({ ...size, tilePx: inspection.tilePx })
  const tiles = Array.from({ length: columns * rows }, (_, index) => tileKey(inspection, Math.floor(index / columns), index % columns))
  const isThere = (key: string) => isStored('originals', key)

  const worker = await startWorker()
  const event = await say('photo/inspected', photo.id)
  await until(() => isThere(tiles[0] ?? ''))
  await killed(worker.process)
  expect(await open()).toEqual({ state: 'cutting' })
  await startWorker()
  expect(await ended(jobs.url, 'pouire-ingest-cut-tiles', event)).toMatchObject({ status: 'Completed' })
  expect(await open()).toEqual({ state: 'ready', tilePx: 512, columns, rows, ...size })
  expect((await Promise.all(tiles.map(isThere))).filter((there) => !there)).toEqual([])
})
