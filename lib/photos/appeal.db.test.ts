import { asc, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { aModerator, anAdmin, aPhotographer, aPublishedPhoto } from '@/lib/testing'
import { appealPhoto, getAppeal } from './appeal-photo'
import { lockForReview } from './lock-for-review'
import { publishPhoto } from './publish-photo'
import { getQueuePlace } from './queue-place'
import { rejectPhoto } from './reject-photo'
import { listReviewQueue } from './review-queue'
import { savePhoto } from './save-photo'
import { submitPhoto } from './submit-photo'
import { anAppeal, aRefusedPhoto, someWords } from './testing'

const { appeals, outbox, photos, reviews } = schema
const missing = { code: 'not_found', key: 'notFound' }
const words = 'Le flou de la main est voulu : c’est le sujet de la série.'

const statusOf = async (id: string) => (await db.select({ status: photos.status }).from(photos).where(eq(photos.id, id)))[0]?.status
const eventsOf = async (photoId: string) => (await db.select().from(outbox).orderBy(asc(outbox.id))).filter(({ data }) => data.photoId === photoId)
const decisionsOf = (photoId: string) => db.$count(reviews, eq(reviews.photoId, photoId))

test('a refusal is appealed once: by its photographer, with 20 to 2 000 characters', async () => {
  const { photo, actor } = await aRefusedPhoto()
  const appeal = (text: string, who = actor) => appealPhoto(who, { photoId: photo.id, text })
  for (const text of ['', 'Trop court.', `  ${'x'.repeat(19)}  `, 'x'.repeat(2_001)])
    await expect(appeal(text)).rejects.toMatchObject({ code: 'invalid', fields: { text: 'ingest.appealText' } })
  await expect(appeal(words, (await aPhotographer()).actor)).rejects.toMatchObject(missing)
  await expect(appeal(words, (await aModerator()).actor)).rejects.toMatchObject({ code: 'forbidden' })
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => appeal(words)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await getAppeal(photo.id)).toEqual({ text: words, createdAt: expect.any(Date), decidedAt: null })
  expect(await statusOf(photo.id)).toBe('appealed')
  expect((await eventsOf(photo.id)).map(({ name }) => name)).toEqual(['photo/rejected', 'photo/appealed'])
  await rejectPhoto((await anAdmin()).actor, { photoId: photo.id, reasons: ['caption'] })
  await expect(appeal(words)).rejects.toMatchObject({ code: 'conflict', key: 'ingest.appealedAlready' })
  await submitPhoto(actor, { photoId: photo.id }) // It may still be put right.
  await rejectPhoto((await anAdmin()).actor, { photoId: photo.id, reasons: ['caption'] })
  await expect(appeal(words)).rejects.toMatchObject({ code: 'conflict', key: 'ingest.appealedAlready' })
})

test('an appeal waits from when it is made, not from when the photo was sent', async () => {
  const { photo, actor } = await aRefusedPhoto()
  await db.update(photos).set({ submittedAt: sql`now() - interval '10 days'` }).where(eq(photos.id, photo.id))
  await appealPhoto(actor, { photoId: photo.id, text: words })
  const queue = await listReviewQueue((await aModerator()).actor, { photographerId: photo.photographerId })
  expect(queue.photos).toMatchObject([{ id: photo.id, waitedMinutes: 0, isLate: false }])
  expect((await getQueuePlace(actor, photo.id))?.promisedBy.getTime()).toBeGreaterThan(Date.now())
})

test('only a refused photo is appealed', async () => {
  const owner = await aPhotographer()
  for (const status of ['draft', 'ready', 'submitted', 'published', 'unlisted', 'failed', 'taken_down'] as const) {
    const photo = await aPublishedPhoto({ photographerId: owner.photographer.id, status })
    await expect(appealPhoto(owner.actor, { photoId: photo.id, text: words }), status).rejects.toMatchObject({ code: 'conflict', key: 'wrongState' })
    expect(await getAppeal(photo.id)).toBeNull()
  }
})

test('a refused photo whose words were emptied since is not appealed: what waits for review is whole', async () => {
  const { photo, actor } = await aRefusedPhoto()
  await savePhoto(actor, await someWords(photo.id, { tags: ['piment'], countryCode: null, people: 'one', recognisable: true }))
  await expect(appealPhoto(actor, { photoId: photo.id, text: words })).rejects.toMatchObject({
    code: 'invalid',
    fields: { tags: 'ingest.tags', countryCode: 'fieldRequired', release: 'studio.edit.faults.release' },
  })
  expect(await statusOf(photo.id)).toBe('rejected')
  expect(await getAppeal(photo.id)).toBeNull()
})

test('who refused a photo neither sees its appeal in the queue nor decides it; somebody else does, and the appeal is decided', async () => {
  const { photo, refuser } = await anAppeal()
  const { actor: other } = await aModerator()
  const mine = { code: 'forbidden', key: 'ingest.appealOther' }
  await expect(publishPhoto(refuser, { photoId: photo.id })).rejects.toMatchObject(mine)
  await expect(rejectPhoto(refuser, { photoId: photo.id, reasons: ['caption'] })).rejects.toMatchObject(mine)
  await expect(lockForReview(refuser, { photoId: photo.id })).rejects.toMatchObject(mine)
  const seenBy = async (actor: typeof refuser) => (await listReviewQueue(actor, { photographerId: photo.photographerId })).photos.map(({ id }) => id)
  expect([await seenBy(refuser), await seenBy(other)]).toEqual([[], [photo.id]])
  await publishPhoto(other, { photoId: photo.id })
  expect((await getAppeal(photo.id))?.decidedAt).toBeInstanceOf(Date)
  expect((await eventsOf(photo.id)).at(-1)).toMatchObject({ name: 'photo/published', data: { isAppeal: true, reviewId: expect.any(String) } })
})

test('an appeal that is refused leaves the photo refused, with the new reasons; who refused it the first time may review what is sent again', async () => {
  const { photo, refuser, actor } = await anAppeal()
  await rejectPhoto((await aModerator()).actor, { photoId: photo.id, reasons: ['keywords'], note: 'Le flou gêne.' })
  expect((await getAppeal(photo.id))?.decidedAt).toBeInstanceOf(Date)
  expect((await eventsOf(photo.id)).at(-1)).toMatchObject({ name: 'photo/rejected', data: { isAppeal: true } })
  await submitPhoto(actor, { photoId: photo.id })
  await publishPhoto(refuser, { photoId: photo.id })
  expect((await eventsOf(photo.id)).at(-1)).toMatchObject({ name: 'photo/published', data: { isAppeal: false } })
})

test('an appeal decided by many at once is decided once', async () => {
  const { photo } = await anAppeal()
  const staff = await Promise.all(Array.from({ length: 6 }, () => aModerator()))
  const tries = await Promise.allSettled(
    staff.map(({ actor }, index) =>
      index % 2 ? publishPhoto(actor, { photoId: photo.id }) : rejectPhoto(actor, { photoId: photo.id, reasons: ['exposure'] }),
    ),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await decisionsOf(photo.id)).toBe(2) // The first refusal, and this.
})

test('a decision about what was only sent leaves an earlier appeal as it was decided', async () => {
  const { photo, actor } = await anAppeal()
  await rejectPhoto((await aModerator()).actor, { photoId: photo.id, reasons: ['caption'] })
  const then = (await getAppeal(photo.id))?.decidedAt
  await submitPhoto(actor, { photoId: photo.id })
  await publishPhoto((await aModerator()).actor, { photoId: photo.id })
  expect((await getAppeal(photo.id))?.decidedAt).toEqual(then)
  expect(await db.$count(appeals, eq(appeals.photoId, photo.id))).toBe(1)
})
