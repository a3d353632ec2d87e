import { eq } from 'drizzle-orm'
import { encode } from 'next-auth/jwt'
import sharp from 'sharp'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { db, schema } from '@/db'
import { cutAsked } from '@/inngest/functions/cut-tiles'
import { closeImageChildren } from '@/inngest/process-photo'
import { openSession } from '@/lib/accounts/sessions'
import { tileKey } from '@/lib/photos/inspection'
import { keepTiles } from '@/lib/photos/keep-tiles'
import { openInspection } from '@/lib/photos/open-inspection'
import { publishPhoto } from '@/lib/photos/publish-photo'
import { dropInspection, purgeInspections } from '@/lib/photos/purge-inspections'
import { aSubmittedPhoto } from '@/lib/photos/testing'
import { getObject, putObject } from '@/lib/storage'
import { aModerator, anAdmin, aPhotographer, aUser } from '@/lib/testing'
import { POST } from './photos/[id]/inspection/route'
import { GET } from './photos/[id]/tiles/[row]/[column]/route'

const cookies = vi.hoisted(() => new Map<string, string>())
vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: (name: string) => (cookies.has(name) ? { value: cookies.get(name) } : undefined) }),
}))
beforeEach(() => cookies.clear())
afterAll(closeImageChildren)

const { photos, inspections, outbox, audit } = schema
const WIDTH = 1300
const HEIGHT = 700

async function signIn(userId: string) {
  const sid = await openSession(userId, { userAgent: null, ip: null })
  cookies.set('pouire.session', await encode({ token: { sid }, secret: process.env.AUTH_SECRET ?? '', salt: 'pouire.session', maxAge: 1_000 }))
}
const ours = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }
const open = (id: string, headers: Record<string, string> = ours) =>
  POST(new Request('http://localhost:3000/', { method: 'POST', headers }), { params: Promise.resolve({ id }) })
const tile = (id: string, row: string | number, column: string | number) =>
  GET(new Request('http://localhost:3000/'), { params: Promise.resolve({ id, row: String(row), column: String(column) }) })

/** Colours that say where they are: red grows to the right, green downwards. Lies on its side in the file, with a place and a serial number. */
async function anOriginal() {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) pixels.set([Math.floor((x / WIDTH) * 256), Math.floor((y / HEIGHT) * 256), 128], (y * WIDTH + x) * 3)
  const upright = await sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .rotate(270)
    .raw()
    .toBuffer()
  return sharp(upright, { raw: { width: HEIGHT, height: WIDTH, channels: 3 } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '12/1 38/1 0/1' }, IFD2: { BodySerialNumber: '1234567' } })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer()
}

/** A photo that waits, with its original stored. */
async function aWaitingPhoto(owner?: Awaited<ReturnType<typeof aPhotographer>>) {
  const { photo } = await aSubmittedPhoto(owner)
  await db.update(photos).set({ widthPx: WIDTH, heightPx: HEIGHT }).where(eq(photos.id, photo.id))
  await putObject({ bucket: 'originals', key: photo.originalKey ?? '', body: await anOriginal(), mimeType: 'image/jpeg' })
  return photo
}

/** What the worker does. */
async function cut(photoId: string) {
  const asked = await cutAsked(photoId)
  return asked && keepTiles(asked)
}

async function aCutPhoto() {
  const photo = await aWaitingPhoto()
  const { actor } = await aModerator()
  await openInspection(actor, { photoId: photo.id })
  await cut(photo.id)
  const [inspection] = await db.select().from(inspections).where(eq(inspections.photoId, photo.id))
  if (!inspection) throw new Error('no inspection was made')
  return { photo, actor, inspection, first: { bucket: 'originals' as const, key: tileKey(inspection, 0, 0) } }
}

test('staff see the original in tiles: upright, whole, at its own size, without its metadata; and nobody is told where it lies', async () => {
  const photo = await aWaitingPhoto()
  await signIn((await aModerator()).user.id)
  expect(await (await open(photo.id)).json()).toEqual({ state: 'cutting' })
  expect((await tile(photo.id, 0, 0)).status).toBe(404)
  await cut(photo.id)
  const opened = await open(photo.id)
  const told = await opened.text()
  expect(JSON.parse(told)).toEqual({ state: 'ready', tilePx: 512, columns: 3, rows: 2, widthPx: WIDTH, heightPx: HEIGHT })
  for (const row of [0, 1]) {
    for (const column of [0, 1, 2]) {
      const answer = await tile(photo.id, row, column)
      expect(Object.fromEntries(answer.headers)).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'private, no-store' })
      expect(JSON.stringify([...answer.headers])).not.toMatch(/originals|tiles\//)
      const bytes = Buffer.from(await answer.arrayBuffer())
      const { width, height, exif, icc, xmp } = await sharp(bytes).metadata()
      expect([width, height]).toEqual([column === 2 ? WIDTH - 1024 : 512, row === 1 ? HEIGHT - 512 : 512])
      expect([exif, icc, xmp]).toEqual([undefined, undefined, undefined])
      const [red = 0, green = 0] = await sharp(bytes).extract({ left: 0, top: 0, width: 1, height: 1 }).raw().toBuffer()
      expect(Math.abs(red - ((column * 512) / WIDTH) * 256)).toBeLessThan(6)
      expect(Math.abs(green - ((row * 512) / HEIGHT) * 256)).toBeLessThan(6)
    }
  }
  expect(told).not.toMatch(/originals|tiles\//)
})

test('for a visitor, a member, the photographer, and staff before their own photo, there are no tiles: the answer is that for a photo that never was', async () => {
  const colleague = await aPhotographer()
  await db.update(schema.users).set({ role: 'moderator' }).where(eq(schema.users.id, colleague.user.id))
  const photo = await aWaitingPhoto(colleague)
  const other = await aModerator()
  await openInspection(other.actor, { photoId: photo.id })
  await cut(photo.id)
  const says = async (answer: Response) => ({ status: answer.status, ...(await answer.json()), requestId: null })
  const people = [null, (await aUser()).user.id, (await aPhotographer()).user.id, colleague.user.id]
  for (const who of people) {
    cookies.clear()
    if (who) await signIn(who)
    const missing = { tile: await says(await tile(crypto.randomUUID(), 0, 0)), open: await says(await open(crypto.randomUUID())) }
    expect([missing.tile.status, missing.open.status]).toEqual([404, 404])
    expect(await says(await tile(photo.id, 0, 0))).toEqual(missing.tile)
    expect(await says(await open(photo.id))).toEqual(missing.open)
  }
  await signIn(other.user.id)
  expect((await tile(photo.id, 0, 0)).status).toBe(200)
})

test('where there is no tile the answer is 404, whatever is asked', async () => {
  const { photo } = await aCutPhoto()
  await signIn((await anAdmin()).user.id)
  const asked = [
    [2, 0],
    [0, 3],
    [-1, 0],
    ['0x0', 0],
    ['1.5', 0],
    ['..', '..'],
    ['99999999999999999999', 0],
    ['', ''],
  ] as const
  for (const [row, column] of asked) expect([row, column, (await tile(photo.id, row, column)).status]).toEqual([row, column, 404])
  expect((await tile('nothing', 0, 0)).status).toBe(404)
  expect((await open('nothing')).status).toBe(404)
})

test('another site cannot have a photo cut', async () => {
  const photo = await aWaitingPhoto()
  await signIn((await aModerator()).user.id)
  expect((await open(photo.id, { origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect(await db.$count(inspections, eq(inspections.photoId, photo.id))).toBe(0)
})

test('asked for many times at once by several, a photo is cut once', async () => {
  const photo = await aWaitingPhoto()
  const [one, two] = [await aModerator(), await anAdmin()]
  const opened = await Promise.all(Array.from({ length: 10 }, (_, index) => openInspection(index % 2 ? one.actor : two.actor, { photoId: photo.id })))
  expect(opened).toEqual(Array(10).fill({ state: 'cutting' }))
  const asked = (await db.select().from(outbox).where(eq(outbox.name, 'photo/inspected'))).filter((row) => row.data.photoId === photo.id)
  expect(asked).toHaveLength(1)
  expect(await db.$count(audit, eq(audit.subjectId, photo.id))).toBe(1)
  expect(await cut(photo.id)).toBe(true)
  expect(await cut(photo.id)).toBeNull() // The event came twice.
})

test('a decided photo cannot be opened, its tiles are refused at once and removed by the purge', async () => {
  const { photo, actor, first } = await aCutPhoto()
  await signIn((await anAdmin()).user.id)
  expect((await tile(photo.id, 0, 0)).status).toBe(200)
  await publishPhoto(actor, { photoId: photo.id })
  expect((await tile(photo.id, 0, 0)).status).toBe(404)
  await expect(openInspection(actor, { photoId: photo.id })).rejects.toMatchObject({ code: 'conflict' })
  expect((await getObject(first)).length).toBeGreaterThan(100)
  await purgeInspections()
  await expect(getObject(first)).rejects.toMatchObject({ code: 'not_found' })
  expect(await db.$count(inspections, eq(inspections.photoId, photo.id))).toBe(0)
})

test('tiles live for 24 hours; whoever looks after that has the photo cut anew, at other keys', async () => {
  const { photo, actor, inspection, first } = await aCutPhoto()
  const at = (hours: number) => new Date(inspection.askedAt.getTime() + hours * 3_600_000)
  await purgeInspections(at(23.9))
  expect((await getObject(first)).length).toBeGreaterThan(100)
  await purgeInspections(at(24.1))
  await expect(getObject(first)).rejects.toMatchObject({ code: 'not_found' })
  expect(await openInspection(actor, { photoId: photo.id })).toEqual({ state: 'cutting' })
  await cut(photo.id)
  expect(await openInspection(actor, { photoId: photo.id })).toMatchObject({ state: 'ready' })
  const [again] = await db.select().from(inspections).where(eq(inspections.photoId, photo.id))
  expect(again?.keyPrefix).not.toBe(inspection.keyPrefix)
})

test('tiles that are ready only after the decision are removed by whoever cut them', async () => {
  const photo = await aWaitingPhoto()
  const { actor } = await aModerator()
  await openInspection(actor, { photoId: photo.id })
  const asked = await cutAsked(photo.id)
  if (!asked) throw new Error('nothing was asked for')
  await dropInspection(photo.id)
  await cutAsked(photo.id) // Nothing is asked for any more.
  await putObject({ bucket: 'originals', key: tileKey(asked, 0, 0), body: Buffer.from('late'), mimeType: 'image/jpeg' })
  expect(await keepTiles(asked)).toBe(false)
  await expect(getObject({ bucket: 'originals', key: tileKey(asked, 0, 0) })).rejects.toMatchObject({ code: 'not_found' })
})
