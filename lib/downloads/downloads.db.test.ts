import { eq } from 'drizzle-orm'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { db, schema } from '@/db'
import { system, type User } from '@/lib/actor'
import { addToCart } from '@/lib/cart/add-to-cart'
import { age, anInitiatedPayment, aWorldOfItsOwn, decide, expectBooksToHold, itemsOf } from '@/lib/desk/testing'
import { placeOrder } from '@/lib/orders/place-order'
import { settlePayment } from '@/lib/payments/settle-payment'
import { aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { initiateDownload } from './initiate-download'
import { getDownload, listLibrary } from './queries'
import { FILES_AN_HOUR } from './rules'
import { serveFile } from './serve-file'

beforeAll(aWorldOfItsOwn)
afterEach(expectBooksToHold)

async function buy(actor: User, photoId: string, licence: 'standard' | 'extended' = 'standard') {
  await addToCart(actor, { photoId, licence })
  const order = await placeOrder(actor)
  const payment = await anInitiatedPayment({ actor, order })
  await decide(payment.transactionId, 'accepted')
  await settlePayment(system, payment.id)
  const [item] = await itemsOf(order.id)
  if (!item) throw new Error('the order has no item')
  return { order, item }
}

async function aBoughtPhoto() {
  const { actor } = await aUser()
  const photo = await aPublishedPhoto()
  return { actor, photo, ...(await buy(actor, photo.id)) }
}

/** Files served long ago, so that the next one counts. */
const served = (downloadId: string, buyerId: string, times: number) =>
  db
    .insert(schema.downloadFiles)
    .values(Array.from({ length: times }, (_, n) => ({ downloadId, buyerId, counted: 1, createdAt: new Date(Date.now() - (n + 2) * 3_600_000) })))
const filesOf = (downloadId: string) => db.query.downloadFiles.findMany({ where: (row, { eq }) => eq(row.downloadId, downloadId) })

test('a buyer has a grant from the moment of paying; asking for it gives the same one, also eight times at once', async () => {
  const { actor, photo, item } = await aBoughtPhoto()
  const grants = await Promise.all(Array.from({ length: 8 }, () => initiateDownload(actor, { photoId: photo.id })))
  expect(new Set(grants.map((grant) => grant.downloadId)).size).toBe(1)
  expect(grants[0]?.left).toBe(5)
  expect(await db.$count(schema.downloads, eq(schema.downloads.orderItemId, item.id))).toBe(1)
  expect(await getDownload(actor, grants[0]?.downloadId ?? '')).toMatchObject({ state: 'live', left: 5, licence: 'standard', photoId: photo.id })
})

test('the file is the delivery copy, as an attachment, for a minute', async () => {
  const { actor, photo } = await aBoughtPhoto()
  const { downloadId } = await initiateDownload(actor, { photoId: photo.id })
  const url = new URL((await serveFile(actor, downloadId)).url)
  expect(url.pathname).toBe(`/originals/${photo.deliveryKey}`)
  expect(url.searchParams.get('X-Amz-Expires')).toBe('60')
  expect(url.searchParams.get('response-content-disposition')).toContain(`attachment; filename="${photo.slug}.jpg"`)
})

test('within 30 minutes a file counts once; each address is kept', async () => {
  const { actor, photo } = await aBoughtPhoto()
  const { downloadId } = await initiateDownload(actor, { photoId: photo.id })
  await Promise.all(Array.from({ length: 6 }, () => serveFile(actor, downloadId)))
  expect((await filesOf(downloadId)).map((file) => file.counted).sort()).toEqual([0, 0, 0, 0, 0, 1])
  expect((await getDownload(actor, downloadId)).left).toBe(4)
})

test('the sixth file is refused, a repeat of the fifth is not, and a new grant follows', async () => {
  const { actor, photo } = await aBoughtPhoto()
  const { downloadId } = await initiateDownload(actor, { photoId: photo.id })
  await served(downloadId, actor.userId, 4)
  await serveFile(actor, downloadId) // The fifth.
  await serveFile(actor, downloadId) // Its line broke.
  await expect(getDownload(actor, downloadId)).resolves.toMatchObject({ state: 'spent', left: 0 })

  const { actor: again, photo: other } = await aBoughtPhoto()
  const spent = await initiateDownload(again, { photoId: other.id })
  await served(spent.downloadId, again.userId, 5)
  await expect(serveFile(again, spent.downloadId)).rejects.toMatchObject({ code: 'conflict', key: 'downloadSpent' })
  const fresh = await initiateDownload(again, { photoId: other.id })
  expect(fresh).toMatchObject({ left: 5 })
  expect(fresh.downloadId).not.toBe(spent.downloadId)
  await serveFile(again, fresh.downloadId)
  await expect(serveFile(again, spent.downloadId)).rejects.toMatchObject({ code: 'conflict' })
})

test('the last allowed file asked for 32 times at once is served once as a count', async () => {
  const { actor, photo } = await aBoughtPhoto()
  const { downloadId } = await initiateDownload(actor, { photoId: photo.id })
  await served(downloadId, actor.userId, 4)
  await Promise.all(Array.from({ length: 32 }, () => serveFile(actor, downloadId)))
  const files = await filesOf(downloadId)
  expect(files).toHaveLength(36)
  expect(files.reduce((sum, file) => sum + file.counted, 0)).toBe(5)
})

test('a spent grant refuses 32 at once, and nothing is recorded', async () => {
  const { actor, photo } = await aBoughtPhoto()
  const { downloadId } = await initiateDownload(actor, { photoId: photo.id })
  await served(downloadId, actor.userId, 5)
  const asked = await Promise.allSettled(Array.from({ length: 32 }, () => serveFile(actor, downloadId)))
  expect(asked.every((one) => one.status === 'rejected')).toBe(true)
  expect(await filesOf(downloadId)).toHaveLength(5)
})

test('a spent grant is renewed once, also when asked for eight times at once', async () => {
  const { actor, photo, item } = await aBoughtPhoto()
  const { downloadId } = await initiateDownload(actor, { photoId: photo.id })
  await served(downloadId, actor.userId, 5)
  const grants = await Promise.all(Array.from({ length: 8 }, () => initiateDownload(actor, { photoId: photo.id })))
  expect(new Set(grants.map((grant) => grant.downloadId)).size).toBe(1)
  expect(await db.$count(schema.downloads, eq(schema.downloads.orderItemId, item.id))).toBe(2)
})

test('a grant of yesterday is old, three are made a day, then a human helps', async () => {
  const { actor, photo } = await aBoughtPhoto()
  const first = await initiateDownload(actor, { photoId: photo.id })
  await age('downloads', first.downloadId, 25)
  await expect(serveFile(actor, first.downloadId)).rejects.toMatchObject({ key: 'downloadOld' })
  for (const _ of [1, 2, 3]) await served((await initiateDownload(actor, { photoId: photo.id })).downloadId, actor.userId, 5)
  await expect(initiateDownload(actor, { photoId: photo.id })).rejects.toMatchObject({ code: 'limited', key: 'downloadLimit' })
})

test('the grant made at payment is not one of the day’s three', async () => {
  const { actor, photo, item } = await aBoughtPhoto()
  for (const _ of [0, 1, 2, 3]) await served((await initiateDownload(actor, { photoId: photo.id })).downloadId, actor.userId, 5)
  expect(await db.$count(schema.downloads, eq(schema.downloads.orderItemId, item.id))).toBe(4)
  await expect(initiateDownload(actor, { photoId: photo.id })).rejects.toMatchObject({ code: 'limited', key: 'downloadLimit' })
})

test('to a stranger, a visitor and a buyer who has not paid there is no such photo and no such grant', async () => {
  const { actor, photo } = await aBoughtPhoto()
  const { downloadId } = await initiateDownload(actor, { photoId: photo.id })
  const { actor: stranger } = await aUser()
  await addToCart(stranger, { photoId: photo.id, licence: 'standard' })
  await placeOrder(stranger)
  for (const other of [stranger, aVisitor(), { ...aVisitor(), userId: actor.userId }]) {
    await expect(initiateDownload(other, { photoId: photo.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(serveFile(other, downloadId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getDownload(other, downloadId)).rejects.toMatchObject({ code: 'not_found' })
  }
  expect((await listLibrary(stranger)).items).toEqual([])
  expect(await filesOf(downloadId)).toEqual([])
})

test('who owns both licences says which', async () => {
  const { actor, photo } = await aBoughtPhoto()
  const { item } = await buy(actor, photo.id, 'extended')
  await expect(initiateDownload(actor, { photoId: photo.id })).rejects.toMatchObject({ code: 'invalid', key: 'chooseLicence' })
  const { downloadId } = await initiateDownload(actor, { photoId: photo.id, licence: 'extended' })
  expect(await db.query.downloads.findFirst({ where: (row, { eq }) => eq(row.id, downloadId) })).toMatchObject({ orderItemId: item.id })
})

test('a photo taken down or refunded is served to nobody', async () => {
  const gone = await aBoughtPhoto()
  const { downloadId } = await initiateDownload(gone.actor, { photoId: gone.photo.id })
  await db.transaction(async (tx) => {
    await tx.update(schema.photos).set({ status: 'taken_down' }).where(eq(schema.photos.id, gone.photo.id))
    await tx.update(schema.downloads).set({ revokedAt: new Date() }).where(eq(schema.downloads.id, downloadId))
    await tx
      .insert(schema.histories)
      .values({ subject: 'photo', subjectId: gone.photo.id, fromState: 'published', toState: 'taken_down', event: 'made_for_test' })
  })
  await expect(serveFile(gone.actor, downloadId)).rejects.toMatchObject({ code: 'conflict', key: 'takenDown' })
  await expect(initiateDownload(gone.actor, { photoId: gone.photo.id })).rejects.toMatchObject({ code: 'conflict', key: 'takenDown' })
  expect((await listLibrary(gone.actor)).items).toMatchObject([{ state: 'taken_down', left: 0 }])

  const revoked = await aBoughtPhoto()
  const grant = await initiateDownload(revoked.actor, { photoId: revoked.photo.id })
  await db.update(schema.downloads).set({ revokedAt: new Date() }).where(eq(schema.downloads.id, grant.downloadId))
  await expect(serveFile(revoked.actor, grant.downloadId)).rejects.toMatchObject({ key: 'downloadRevoked' })
})

test('a person is given a hundred addresses an hour', async () => {
  const { actor, photo } = await aBoughtPhoto()
  const { downloadId } = await initiateDownload(actor, { photoId: photo.id })
  await serveFile(actor, downloadId)
  await db.insert(schema.downloadFiles).values(Array.from({ length: FILES_AN_HOUR - 2 }, () => ({ downloadId, buyerId: actor.userId, counted: 0 })))
  await serveFile(actor, downloadId)
  await expect(serveFile(actor, downloadId)).rejects.toMatchObject({ code: 'limited', key: 'downloadHour' })
})

test('the library has what was bought, newest first, a page at a time', async () => {
  const { actor, photo } = await aBoughtPhoto()
  const later = await aPublishedPhoto()
  await buy(actor, later.id)
  const first = await listLibrary(actor, null, 1)
  expect(first.items).toMatchObject([{ photoId: later.id, state: 'live', left: 5, licence: 'standard' }])
  expect((await listLibrary(actor, first.nextCursor, 1)).items).toMatchObject([{ photoId: photo.id }])
})
