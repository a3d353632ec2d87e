import { eq, sql } from 'drizzle-orm'
import { Client } from 'pg'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { db, schema } from '@/db'
import { aDatabaseOfItsOwn, aModerator, anAdmin, aPhotographer, aPublishedPhoto } from '@/lib/testing'
import { publishPhoto } from './publish-photo'
import { rejectPhoto } from './reject-photo'
import { listReviewQueue } from './review-queue'
import { forgetReviewTimes, getReviewTimes } from './review-times'
import { submitPhoto } from './submit-photo'
import { anAppeal, aRefusedPhoto, aSubmittedPhoto } from './testing'

const { photos, nearDuplicates } = schema

beforeAll(async () => void (await aDatabaseOfItsOwn()))

/** As the owner of the tables: what is append-only is moved into the past. */
async function asOwner(statement: string, values: unknown[] = []) {
  const client = new Client({ connectionString: process.env.DATABASE_OWNER_URL })
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query(statement, values)
  await client.end()
}
beforeEach(() => asOwner('truncate photos, reviews, histories, appeals, near_duplicates, review_locks cascade'))

/** A photo that was sent so long before its decision, `daysAgo`. */
async function aDecision(minutes: number, daysAgo = 1) {
  const { photo, actor } = await aSubmittedPhoto()
  await asOwner('delete from histories where subject_id = $1', [photo.id])
  await asOwner("insert into histories (subject, subject_id, from_state, to_state, event) values ('photo', $1, 'ready', 'submitted', 'submit')", [photo.id])
  await publishPhoto((await aModerator()).actor, { photoId: photo.id })
  await age(photo.id, minutes, daysAgo)
  return { photo, actor }
}

async function age(photoId: string, minutes: number, daysAgo: number) {
  await asOwner('update reviews set created_at = now() - make_interval(days => $2) where photo_id = $1', [photoId, daysAgo])
  await asOwner(
    "update histories set created_at = now() - make_interval(days => $2) - case when to_state = 'submitted' then make_interval(mins => $3) else '0' end where subject_id = $1",
    [photoId, daysAgo, minutes],
  )
}

/** The times as they are now, not as they were up to a minute ago. */
function timesNow() {
  forgetReviewTimes()
  return getReviewTimes()
}

test('with nothing reviewed and nothing waiting there is nothing to tell', async () => {
  expect(await timesNow()).toEqual({ medianMinutes: null, slowestMinutes: null, decided: 0, waiting: 0, oldestMinutes: null })
})

test('the median and the slowest are of what was decided in the last 30 days, and what waits is counted apart', async () => {
  for (const minutes of [10, 20, 60, 120, 600]) await aDecision(minutes, 29)
  await aDecision(9_999, 31)
  const { photo } = await aSubmittedPhoto()
  await aSubmittedPhoto()
  await db.update(photos).set({ submittedAt: sql`now() - interval '90 minutes'` }).where(eq(photos.id, photo.id))
  expect(await timesNow()).toEqual({ medianMinutes: 60, slowestMinutes: 504, decided: 5, waiting: 2, oldestMinutes: 90 }) // 120 + 0.8 × 480.
})

test('each decision counts from the last time the photo was sent before it', async () => {
  const { photo, actor } = await aRefusedPhoto()
  await asOwner('delete from histories where subject_id = $1', [photo.id])
  await asOwner('update reviews set created_at = now() - make_interval(days => 3) where photo_id = $1', [photo.id])
  await asOwner(
    `insert into histories (subject, subject_id, from_state, to_state, event, created_at) values
     ('photo', $1, 'ready', 'submitted', 'submit', now() - make_interval(days => 3, mins => 40)),
     ('photo', $1, 'submitted', 'rejected', 'reject', now() - make_interval(days => 3))`,
    [photo.id],
  )
  expect(await timesNow()).toMatchObject({ decided: 1, medianMinutes: 40 })
  await submitPhoto(actor, { photoId: photo.id })
  expect(await timesNow()).toMatchObject({ decided: 1, medianMinutes: 40, waiting: 1, oldestMinutes: 0 })
  await rejectPhoto((await aModerator()).actor, { photoId: photo.id, reasons: ['caption'] })
  expect(await timesNow()).toMatchObject({ decided: 2, medianMinutes: 20, waiting: 0 }) // 40 and 0.
})

test('the past is measured once a minute, what waits each time', async () => {
  expect(await timesNow()).toMatchObject({ decided: 0, waiting: 0 })
  await aDecision(10)
  await aSubmittedPhoto()
  expect(await getReviewTimes()).toMatchObject({ decided: 0, medianMinutes: null, waiting: 1 })
  vi.useFakeTimers({ now: Date.now() + 60_001, toFake: ['Date'] })
  expect(await getReviewTimes()).toMatchObject({ decided: 1, medianMinutes: 10, waiting: 1 })
  vi.useRealTimers()
})

test('an appeal counts from when it was made', async () => {
  const { photo } = await anAppeal()
  await publishPhoto((await anAdmin()).actor, { photoId: photo.id })
  await asOwner("update histories set created_at = now() - interval '50 minutes' where subject_id = $1 and to_state = 'appealed'", [photo.id])
  await asOwner("update histories set created_at = now() - interval '5 days' where subject_id = $1 and to_state not in ('appealed', 'published')", [photo.id])
  await asOwner("update reviews set created_at = now() - interval '40 days' where photo_id = $1 and decision = 'rejected'", [photo.id])
  expect(await timesNow()).toMatchObject({ decided: 1, medianMinutes: 50 })
})

test('each kind of what waits is counted, of all that waits for this person, whatever the filter', async () => {
  const owner = await aPhotographer()
  await aSubmittedPhoto()
  const { photo: twin } = await aSubmittedPhoto(owner)
  const { photo: again } = await aRefusedPhoto(owner)
  await submitPhoto(owner.actor, { photoId: again.id })
  const { refuser } = await anAppeal()
  await db.insert(nearDuplicates).values({ photoId: twin.id, otherId: (await aPublishedPhoto()).id, isOwn: false, distance: 0 })
  const { actor } = await aModerator()
  expect(await listReviewQueue(actor)).toMatchObject({ total: 4, counts: { new: 2, again: 1, appeal: 1, near: 1 } })
  expect(await listReviewQueue(actor, { kind: 'near' })).toMatchObject({ total: 1, counts: { new: 2, again: 1, appeal: 1, near: 1 } })
  expect(await listReviewQueue(refuser)).toMatchObject({ total: 3, counts: { new: 2, again: 1, appeal: 0, near: 1 } })
  expect(await listReviewQueue({ ...actor, photographerId: owner.photographer.id })).toMatchObject({
    total: 2,
    counts: { new: 1, again: 0, appeal: 1, near: 0 },
  })
})

test('the queue shows its oldest 200, and says how many there are', async () => {
  const { photographer } = await aPhotographer()
  const waiting = Array.from({ length: 203 }, (_, index) => ({
    slug: `waits-${index}`,
    photographerId: photographer.id,
    status: 'submitted' as const,
    fileName: 'a.jpg',
    mimeType: 'image/jpeg',
    sizeBytes: 1,
    uploadKey: 'k',
    submittedAt: new Date(Date.now() - index * 60_000),
  }))
  await db.insert(photos).values(waiting)
  const queue = await listReviewQueue((await aModerator()).actor)
  expect(queue.total).toBe(203)
  expect(queue.photos).toHaveLength(200)
  expect(queue.photos[0]?.waitedMinutes).toBe(202)
})
