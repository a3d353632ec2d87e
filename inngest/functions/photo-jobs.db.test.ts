import { and, eq, like, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db, schema } from '@/db'
import { aJobServer, type Drive } from '@/inngest/testing'
import { system } from '@/lib/actor'
import { addToCart } from '@/lib/cart/add-to-cart'
import { findLostObjects } from '@/lib/desk/find-lost-objects'
import { anInitiatedPayment, aSoldItem, aWorldOfItsOwn, decide } from '@/lib/desk/testing'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { placeOrder } from '@/lib/orders/place-order'
import { settlePayment } from '@/lib/payments/settle-payment'
import { appealPhoto } from '@/lib/photos/appeal-photo'
import { deletePhoto } from '@/lib/photos/delete-photo'
import { publishPhoto } from '@/lib/photos/publish-photo'
import { purgeDeleted } from '@/lib/photos/purge-deleted'
import { rejectPhoto } from '@/lib/photos/reject-photo'
import { takeUpload } from '@/lib/photos/take-upload'
import { aRefusedPhoto, aSubmittedPhoto } from '@/lib/photos/testing'
import { type Bucket, headObject, putObject } from '@/lib/storage'
import { aModerator, aPhotographer, aPublishedPhoto, aUser } from '@/lib/testing'

const { notices, outbox, photos } = schema
type Photo = typeof photos.$inferSelect

let drive: Drive
let cron: (id: string) => Promise<unknown>
beforeAll(async () => {
  const close = await aWorldOfItsOwn()
  ;({ drive, cron } = await aJobServer())
  return close
})

/** The events a photo caused are handled, each twice. */
async function handle(photoId: string) {
  const events = (await db.select().from(outbox).orderBy(outbox.id)).filter(({ data, name }) => data.photoId === photoId && /published|rejected/.test(name))
  for (const { name, data } of [...events, ...events]) if (name !== 'photo/published' || data.isAppeal) await drive('notify-photo', name, data)
}
const toldAbout = async (photoId: string) =>
  (await db.select().from(notices).orderBy(notices.id)).filter(({ data }) => data.photoId === photoId).map(({ template }) => template)

test('a refusal is told once, and what became of its appeal once', async () => {
  const { photo, actor } = await aRefusedPhoto()
  await appealPhoto(actor, { photoId: photo.id, text: 'Le flou de la main est voulu, il fait le sujet.' })
  await publishPhoto((await aModerator()).actor, { photoId: photo.id })
  await handle(photo.id)
  expect(await toldAbout(photo.id)).toEqual(['photo-rejected', 'appeal-decided'])
  const { photo: lost, actor: loser } = await aRefusedPhoto()
  await appealPhoto(loser, { photoId: lost.id, text: 'Le flou de la main est voulu, il fait le sujet.' })
  await rejectPhoto((await aModerator()).actor, { photoId: lost.id, reasons: ['caption'] })
  await handle(lost.id)
  expect(await toldAbout(lost.id)).toEqual(['photo-rejected', 'appeal-decided'])
})

test('a photo published without an appeal is told as published, also by an event written before there were appeals', async () => {
  const { photo } = await aSubmittedPhoto()
  await drive('notify-photo', 'photo/published', { photoId: photo.id })
  expect(await toldAbout(photo.id)).toEqual(['photo-approved'])
})

test('the digest is written by the clock and by an appeal alike', async () => {
  const { photo } = await aSubmittedPhoto()
  await drive('digest-uploads', 'photo/appealed', { photoId: photo.id })
  await cron('digest-uploads')
  expect(await db.$count(notices, and(eq(notices.template, 'uploads-waiting'), like(notices.effectKey, 'uploads-waiting:%')))).toBe(1)
})

const objectsOf = ({ uploadKey, originalKey, deliveryKey, previewKey, previewJpegKey, largeKey, mediumKey, smallKey }: Photo) => {
  const all: Record<Bucket, (string | null)[]> = {
    originals: [uploadKey, originalKey, deliveryKey],
    watermarked: [previewKey, previewJpegKey, largeKey],
    thumbnails: [mediumKey, smallKey],
  }
  return (Object.keys(all) as Bucket[]).flatMap((bucket) => all[bucket].flatMap((key): [Bucket, string][] => (key ? [[bucket, key]] : [])))
}

async function store(photo: Photo) {
  for (const [bucket, key] of objectsOf(photo)) await putObject({ bucket, key, body: Buffer.alloc(photo.deliveryBytes ?? 1, 7), mimeType: 'image/jpeg' })
}

/** The keys of a photo's objects that are still there. */
async function kept(photo: Photo) {
  const there = await Promise.all(
    objectsOf(photo).map(async ([bucket, key]) => {
      try {
        await headObject({ bucket, key })
        return [key]
      } catch (error) {
        if (error instanceof AppError && error.code === 'not_found') return []
        throw error
      }
    }),
  )
  return there.flat()
}

/** A photo with all its objects that its owner deleted so many days ago. */
async function aDeletedPhoto(days: number, photo?: Photo) {
  const owner = photo ? null : await aPhotographer()
  const made = photo ?? (await aPublishedPhoto({ photographerId: owner?.photographer.id, deliveryBytes: 10 }))
  await store(made)
  if (owner) await deletePhoto(owner.actor, { photoId: made.id })
  else await db.update(photos).set({ status: 'deleted' }).where(eq(photos.id, made.id))
  await db
    .update(photos)
    .set({ deletedAt: sql`now() - make_interval(days => ${days}, mins => 1)` })
    .where(eq(photos.id, made.id))
  return made
}
const rowOf = async (photo: Photo) => (await db.select().from(photos).where(eq(photos.id, photo.id)))[0]

test('thirty days after its deletion nothing of a photo is stored, and its row names nothing; younger and living ones keep all', async () => {
  const [old, young, living] = [await aDeletedPhoto(30), await aDeletedPhoto(29), await aPublishedPhoto({ deliveryBytes: 10 })]
  await store(living)
  expect(await kept(old)).toHaveLength(8)
  expect(await cron('purge-deleted')).toBe(1)
  expect([await kept(old), (await kept(young)).length, (await kept(living)).length]).toEqual([[], 8, 8])
  const none = { originalKey: null, deliveryKey: null, previewKey: null, previewJpegKey: null, largeKey: null, mediumKey: null, smallKey: null }
  expect(await rowOf(old)).toMatchObject({ ...none, status: 'deleted', sha256: old.sha256 })
  expect(await rowOf(young)).toMatchObject({ originalKey: young.originalKey })
  await store(old) // Would go again if it were done again.
  expect(await cron('purge-deleted')).toBe(0)
  expect(await kept(old)).toHaveLength(8)
})

test('the delivery copy stays for whoever bought it, and the books still find it', async () => {
  const { photo } = await aSoldItem()
  const whole = { ...photo, deliveryBytes: 10 }
  await db.update(photos).set({ deliveryBytes: 10 }).where(eq(photos.id, photo.id))
  await aDeletedPhoto(31, whole)
  expect(await cron('purge-deleted')).toBe(1)
  expect(await kept(photo)).toEqual([photo.deliveryKey])
  expect(await rowOf(photo)).toMatchObject({ deliveryKey: photo.deliveryKey, originalKey: null, smallKey: null })
  expect((await findLostObjects()).filter(({ subject }) => subject === photo.id)).toEqual([])
  expect(await cron('purge-deleted')).toBe(0)
})

test('two purges at once purge each photo once', async () => {
  const made = [await aDeletedPhoto(40), await aDeletedPhoto(41), await aDeletedPhoto(42)]
  const counts = await Promise.all([purgeDeleted(), purgeDeleted(), purgeDeleted()])
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3)
  for (const photo of made) expect(await kept(photo)).toEqual([])
})

test('a purge that the store stops is taken up where it was', async () => {
  const photo = await aDeletedPhoto(50)
  const { S3_ENDPOINT } = env()
  Object.assign(env(), { S3_ENDPOINT: 'http://127.0.0.1:9' }) // Nobody listens there.
  await expect(purgeDeleted()).rejects.toMatchObject({ code: 'unavailable', key: 'storageDown' })
  Object.assign(env(), { S3_ENDPOINT })
  expect((await rowOf(photo))?.originalKey).toBe(photo.originalKey)
  expect(await purgeDeleted()).toBe(1)
  expect(await kept(photo)).toEqual([])
})

test('late money for a photo that is no longer stored buys nothing and is to be given back', async () => {
  const { actor } = await aUser()
  const photo = await aPublishedPhoto({ priceXof: 5_000, deliveryBytes: 10 })
  await addToCart(actor, { photoId: photo.id, licence: 'standard' })
  const order = await placeOrder(actor)
  const payment = await anInitiatedPayment({ actor, order })
  await aDeletedPhoto(31, photo)
  await decide(payment.transactionId, 'accepted')
  expect(await purgeDeleted()).toBe(1)
  expect(await settlePayment(system, payment.id)).toMatchObject({ status: 'owed' })
})

test('an upload that was deleted before anybody looked at it is freed when its turn comes', async () => {
  const { photographer } = await aPhotographer()
  const photo = await aPublishedPhoto({ photographerId: photographer.id, status: 'deleted', deletedAt: new Date(), originalKey: null })
  await putObject({ bucket: 'originals', key: photo.uploadKey, body: Buffer.from('x'), mimeType: 'image/jpeg' })
  expect(await takeUpload(photo.id)).toBeNull()
  expect(await kept(photo)).toEqual([])
})
