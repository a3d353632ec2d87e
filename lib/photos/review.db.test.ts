import { and, asc, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { aModerator, anAdmin, aPhotographer, aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { lockForReview } from './lock-for-review'
import { publishPhoto } from './publish-photo'
import { publishPhotos } from './publish-photos'
import { getQueuePlace } from './queue-place'
import { rejectPhoto } from './reject-photo'
import { releaseLock } from './release-lock'
import { getReviewCase } from './review-case'
import { listReviewQueue, type QueueFilter } from './review-queue'
import { submitPhoto } from './submit-photo'
import { anAppeal, aRefusedPhoto, aSubmittedPhoto } from './testing'

const { audit, nearDuplicates, outbox, photos, reviewLocks, reviews } = schema
const missing = { code: 'not_found', key: 'notFound' }
const words = 'Le flou de la main est voulu : c’est le sujet de la série.'

const statusOf = async (id: string) => (await db.select({ status: photos.status }).from(photos).where(eq(photos.id, id)))[0]?.status
const eventsOf = async (photoId: string) => (await db.select().from(outbox).orderBy(asc(outbox.id))).filter(({ data }) => data.photoId === photoId)
const decisionsOf = (photoId: string) => db.$count(reviews, eq(reviews.photoId, photoId))
const endLock = (photoId: string) => db.update(reviewLocks).set({ lockedUntil: sql`now() - interval '1 second'` }).where(eq(reviewLocks.photoId, photoId))
const alike = (photoId: string, otherId: string, isOwn: boolean) => db.insert(nearDuplicates).values({ photoId, otherId, isOwn, distance: 4 })

test('of many who open a photo at once one has its lock, and the others hear whose it is', async () => {
  const { photo } = await aSubmittedPhoto()
  const staff = await Promise.all(Array.from({ length: 8 }, (_, index) => aUser({ role: 'moderator', name: `Reviewer ${index}` })))
  const answers = await Promise.all(staff.map(({ actor }) => lockForReview(actor, { photoId: photo.id })))
  const holders = staff.filter((_, index) => answers[index]?.heldBy === null)
  expect(holders).toHaveLength(1)
  expect(answers.filter(({ heldBy }) => heldBy !== null).map(({ heldBy }) => heldBy)).toEqual(Array(7).fill(holders[0]?.user.name))
  expect(new Set(answers.map(({ until }) => until.getTime())).size).toBe(1)
})

test('a lock lasts ten minutes by the database’s clock, its holder makes it last longer, and nobody else does', async () => {
  const { photo } = await aSubmittedPhoto()
  const [holder, other] = await Promise.all([aModerator(), anAdmin()])
  const first = await lockForReview(holder.actor, { photoId: photo.id })
  const { rows } = await db.execute<{ left: string }>(
    sql`select extract(epoch from locked_until - now()) as left from review_locks where photo_id = ${photo.id}`,
  )
  expect(Number(rows[0]?.left)).toBeGreaterThan(590)
  expect(Number(rows[0]?.left)).toBeLessThanOrEqual(600)
  expect(await lockForReview(other.actor, { photoId: photo.id })).toEqual({ heldBy: 'Kofi Mensah', until: first.until })
  const again = await lockForReview(holder.actor, { photoId: photo.id })
  expect(again).toMatchObject({ heldBy: null })
  expect(again.until.getTime()).toBeGreaterThan(first.until.getTime())
})

test('a lock whose time is over, or that was given back, is anybody’s', async () => {
  const { photo } = await aSubmittedPhoto()
  const [first, second, third] = await Promise.all([aModerator(), anAdmin(), aModerator()])
  await lockForReview(first.actor, { photoId: photo.id })
  await endLock(photo.id)
  expect(await lockForReview(second.actor, { photoId: photo.id })).toMatchObject({ heldBy: null })
  await releaseLock(first.actor, { photoId: photo.id }) // Not theirs any more.
  expect(await lockForReview(third.actor, { photoId: photo.id })).toMatchObject({ heldBy: 'Rokia Sidibé' })
  await releaseLock(second.actor, { photoId: photo.id })
  await releaseLock(second.actor, { photoId: photo.id })
  expect(await lockForReview(third.actor, { photoId: photo.id })).toMatchObject({ heldBy: null })
})

test('what somebody else looks at is neither published nor refused until their time is over; its holder decides, and the lock goes', async () => {
  const { photo } = await aSubmittedPhoto()
  const [holder, other] = await Promise.all([aModerator(), anAdmin()])
  await lockForReview(holder.actor, { photoId: photo.id })
  const locked = { code: 'conflict', key: 'desk.lockedByOther', values: { name: 'Kofi Mensah' } }
  await expect(publishPhoto(other.actor, { photoId: photo.id })).rejects.toMatchObject(locked)
  await expect(rejectPhoto(other.actor, { photoId: photo.id, reasons: ['caption'] })).rejects.toMatchObject(locked)
  expect(await statusOf(photo.id)).toBe('submitted')
  await rejectPhoto(holder.actor, { photoId: photo.id, reasons: ['caption'] })
  expect(await db.$count(reviewLocks, eq(reviewLocks.photoId, photo.id))).toBe(0)

  const { photo: second } = await aSubmittedPhoto()
  await lockForReview(holder.actor, { photoId: second.id })
  await endLock(second.id)
  await expect(publishPhoto(other.actor, { photoId: second.id })).resolves.toMatchObject({ status: 'published' })
})

test('a lock and a decision at once: whichever was first, nobody holds what is decided, and nobody decides what another holds', async () => {
  for (let round = 0; round < 6; round++) {
    const { photo } = await aSubmittedPhoto()
    const [holder, other] = await Promise.all([aModerator(), anAdmin()])
    const [locking, publishing] = await Promise.allSettled([
      lockForReview(holder.actor, { photoId: photo.id }),
      publishPhoto(other.actor, { photoId: photo.id }),
    ])
    const held = await db.$count(reviewLocks, eq(reviewLocks.photoId, photo.id))
    if (publishing.status === 'fulfilled') {
      expect(locking).toMatchObject({ status: 'rejected', reason: { code: 'conflict', key: 'wrongState' } })
      expect(held).toBe(0)
    } else {
      expect(publishing.reason).toMatchObject({ key: 'desk.lockedByOther' })
      expect([held, await statusOf(photo.id)]).toEqual([1, 'submitted'])
    }
  }
})

test('only what waits is locked, by staff, and not one’s own', async () => {
  const owner = await aPhotographer()
  const { photo } = await aSubmittedPhoto(owner)
  const { actor } = await aModerator()
  await expect(lockForReview({ ...owner.actor, role: 'moderator' }, { photoId: photo.id })).rejects.toMatchObject({ code: 'forbidden', key: 'ingest.ownPhoto' })
  for (const stranger of [owner.actor, aVisitor(), system]) {
    await expect(lockForReview(stranger, { photoId: photo.id })).rejects.toMatchObject(missing)
    await expect(releaseLock(stranger, { photoId: photo.id })).rejects.toMatchObject(missing)
  }
  const published = await aPublishedPhoto()
  await expect(lockForReview(actor, { photoId: published.id })).rejects.toMatchObject({ code: 'conflict', key: 'wrongState' })
  for (const photoId of ['nothing', crypto.randomUUID()]) await expect(lockForReview(actor, { photoId })).rejects.toMatchObject(missing)
  expect(await db.$count(reviewLocks, eq(reviewLocks.photoId, photo.id))).toBe(0)
})

test('many are published in one go, and each that is not says why', async () => {
  const owner = await aPhotographer()
  const reviewer = { ...(await aModerator()).actor, photographerId: owner.photographer.id } // A moderator who also sells.
  const [good, other, own, locked, near, nearOwn, gone] = await Promise.all([
    aSubmittedPhoto(),
    aSubmittedPhoto(),
    aSubmittedPhoto(owner),
    aSubmittedPhoto(),
    aSubmittedPhoto(),
    aSubmittedPhoto(),
    aSubmittedPhoto(),
  ])
  const { photo: appealed } = await anAppeal()
  await lockForReview((await anAdmin()).actor, { photoId: locked.photo.id })
  await alike(near.photo.id, (await aPublishedPhoto()).id, false)
  await alike((await aPublishedPhoto({ status: 'unlisted' })).id, nearOwn.photo.id, true)
  await db.update(photos).set({ status: 'deleted' }).where(eq(photos.id, gone.photo.id))
  const absent = crypto.randomUUID()
  const ids = [good, own, locked, near, nearOwn, gone, other].map(({ photo }) => photo.id)
  const { published, skipped } = await publishPhotos(reviewer, { photoIds: [...ids, appealed.id, absent, good.photo.id] })
  expect(published).toEqual([good, nearOwn, other].map(({ photo }) => photo.id))
  expect(skipped).toEqual([
    { photoId: own.photo.id, key: 'ingest.ownPhoto' },
    { photoId: locked.photo.id, key: 'desk.lockedByOther' },
    { photoId: near.photo.id, key: 'ingest.bulkNear' },
    { photoId: gone.photo.id, key: 'wrongState' },
    { photoId: appealed.id, key: 'ingest.bulkAppeal' },
    { photoId: absent, key: 'notFound' },
  ])
  for (const photoId of published) {
    expect(await statusOf(photoId)).toBe('published')
    expect(await decisionsOf(photoId)).toBe(1)
    expect((await eventsOf(photoId)).map(({ name }) => name)).toEqual(['photo/published'])
    expect(await db.$count(audit, and(eq(audit.subjectId, photoId), eq(audit.action, 'photo.publish')))).toBe(1)
  }
  for (const { photoId } of skipped)
    expect(await eventsOf(photoId)).toEqual(
      photoId === appealed.id ? [expect.objectContaining({ name: 'photo/rejected' }), expect.objectContaining({ name: 'photo/appealed' })] : [],
    )
})

test('the same many published twice at once are each published once', async () => {
  const made = await Promise.all([aSubmittedPhoto(), aSubmittedPhoto(), aSubmittedPhoto(), aSubmittedPhoto()])
  const photoIds = made.map(({ photo }) => photo.id)
  const [one, two] = await Promise.all([
    publishPhotos((await aModerator()).actor, { photoIds }),
    publishPhotos((await anAdmin()).actor, { photoIds: photoIds.toReversed() }),
  ])
  expect([...one.published, ...two.published].sort()).toEqual(photoIds.toSorted())
  expect([...one.skipped, ...two.skipped].map(({ key }) => key)).toEqual(['wrongState', 'wrongState', 'wrongState', 'wrongState'])
  for (const photoId of photoIds) expect(await decisionsOf(photoId)).toBe(1)
})

test('publishing many takes from 1 to 200 ids, from staff', async () => {
  const { photo, actor: owner } = await aSubmittedPhoto()
  const { actor } = await aModerator()
  const ids = (count: number) => Array.from({ length: count }, () => crypto.randomUUID())
  for (const photoIds of [[], ['nothing'], ids(201)]) await expect(publishPhotos(actor, { photoIds })).rejects.toMatchObject({ code: 'invalid' })
  for (const stranger of [owner, aVisitor(), system]) await expect(publishPhotos(stranger, { photoIds: [photo.id] })).rejects.toMatchObject(missing)
  expect((await publishPhotos(actor, { photoIds: ids(200) })).skipped).toHaveLength(200)
})

test('the queue is in order of waiting, with what each photo waits for, looks like, and who looks at it', async () => {
  const owner = await aPhotographer()
  const older = await aSubmittedPhoto(owner)
  const newer = await aSubmittedPhoto(owner)
  const waitSince = (id: string, hours: number) =>
    db
      .update(photos)
      .set({ submittedAt: sql`now() - make_interval(hours => ${hours}, mins => 1)` })
      .where(eq(photos.id, id))
  await waitSince(older.photo.id, 72)
  await waitSince(newer.photo.id, 71)
  const [twin, elsewhere, gone] = [
    await aPublishedPhoto({ photographerId: owner.photographer.id }),
    await aPublishedPhoto(),
    await aPublishedPhoto({ status: 'deleted' }),
  ]
  await alike(older.photo.id, twin.id, true)
  await alike(gone.id, older.photo.id, false) // What is deleted is not compared with.
  await alike(twin.id, newer.photo.id, true)
  await alike(newer.photo.id, elsewhere.id, false)
  const [{ actor }, holder] = await Promise.all([aModerator(), anAdmin()])
  await lockForReview(holder.actor, { photoId: older.photo.id })
  const own = { photographerId: owner.photographer.id }
  const queue = await listReviewQueue(actor, own)
  expect(queue).toMatchObject({
    total: 2,
    photos: [
      {
        id: older.photo.id,
        waitedMinutes: 72 * 60 + 1,
        isLate: true,
        nearDuplicates: 1,
        nearElsewhere: false,
        reviewerName: 'Rokia Sidibé',
        photographerName: 'Aïssata Koné',
      },
      { id: newer.photo.id, waitedMinutes: 71 * 60 + 1, isLate: false, nearDuplicates: 2, nearElsewhere: true, reviewerName: null, small: expect.any(String) },
    ],
  })
  expect((await listReviewQueue(holder.actor, own)).photos[0]?.reviewerName).toBeNull() // One’s own lock is none.
  await endLock(older.photo.id)
  expect((await listReviewQueue(actor, own)).photos[0]?.reviewerName).toBeNull()
})

test('the queue is narrowed by kind, subject, country, photographer and people', async () => {
  const owner = await aPhotographer()
  const { actor } = await aModerator()
  const [fresh, twin] = [await aSubmittedPhoto(owner), await aSubmittedPhoto(owner)]
  const { photo: again } = await aRefusedPhoto(owner)
  await submitPhoto(owner.actor, { photoId: again.id })
  const { photo: appealed } = await anAppeal(owner)
  await alike(twin.photo.id, (await aPublishedPhoto()).id, false)
  const [other] = await db.select().from(schema.categories).where(sql`id <> ${fresh.photo.categoryId}`).limit(1)
  await db.update(photos).set({ categoryId: other?.id, countryCode: 'SN', people: 'several' }).where(eq(photos.id, fresh.photo.id))
  const ids = async (filter: QueueFilter) => (await listReviewQueue(actor, { photographerId: owner.photographer.id, ...filter })).photos.map(({ id }) => id)
  expect(await ids({ kind: 'new' })).toEqual([fresh.photo.id, twin.photo.id])
  expect(await ids({ kind: 'again' })).toEqual([again.id])
  expect(await ids({ kind: 'appeal' })).toEqual([appealed.id])
  expect(await ids({ kind: 'near' })).toEqual([twin.photo.id])
  expect(await ids({ categoryId: other?.id })).toEqual([fresh.photo.id])
  expect(await ids({ countryCode: 'SN' })).toEqual([fresh.photo.id])
  expect(await ids({ people: 'several' })).toEqual([fresh.photo.id])
  expect(await ids({ people: 'several', kind: 'again' })).toEqual([])
  expect(await ids({ photographerId: (await aPhotographer()).photographer.id })).toEqual([])
})

test('a case shows words, place, earlier decisions, the appeal, what looks the same and what the photographer did so far, and nothing private', async () => {
  const owner = await aPhotographer()
  const before = await aRefusedPhoto(owner)
  await submitPhoto(owner.actor, { photoId: before.photo.id })
  await publishPhoto((await aModerator()).actor, { photoId: before.photo.id })
  const { photo } = await anAppeal(owner)
  const twin = await aPublishedPhoto()
  await alike(photo.id, twin.id, false)
  const seen = await getReviewCase((await aModerator()).actor, photo.id)
  expect(seen).toMatchObject({
    categoryFr: expect.any(String),
    countryFr: 'Mali',
    tags: ['piment', 'étal', 'marché', 'bamako', 'rouge'],
    reviews: [{ decision: 'rejected', reasons: [{ code: 'sharpness' }, { code: 'keywords' }], note: 'Une autre vue passerait.' }],
    appeal: { text: words, decidedAt: null },
    nearDuplicates: [{ otherId: twin.id, isOwn: false, distance: 4, status: 'published', photographerName: 'Aïssata Koné', small: expect.any(String) }],
    record: { published: 1, refused: 2, refusalShare: 2 / 3, since: owner.photographer.createdAt },
  })
  expect(seen.record.lastRefusals).toMatchObject([
    { photoId: photo.id, reasons: [{ nameFr: 'Netteté', nameEn: 'Sharpness' }, { nameFr: 'Mots-clés' }] },
    { photoId: before.photo.id },
  ])
  expect(JSON.stringify(seen, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(/originals\/|delivery\/|uploads\/|[dp]hash"/)
})

test('one’s photo has a place in the queue while it waits, and a promise', async () => {
  const { photo, actor } = await aSubmittedPhoto()
  await db
    .update(photos)
    .set({ submittedAt: new Date('2019-03-01T08:00:00Z') }) // Before any other test's.
    .where(eq(photos.id, photo.id))
  const behind = await aSubmittedPhoto()
  const first = await getQueuePlace(actor, photo.id)
  expect(first).toMatchObject({ place: 1, promisedBy: new Date('2019-03-04T08:00:00Z') })
  const second = await getQueuePlace(behind.actor, behind.photo.id)
  expect(second?.place).toBeGreaterThan(1)
  expect(second?.place).toBeLessThanOrEqual(second?.total ?? 0)
  await expect(getQueuePlace(behind.actor, photo.id)).rejects.toMatchObject(missing)
  await expect(getQueuePlace((await aUser()).actor, photo.id)).rejects.toMatchObject({ code: 'forbidden' })
  await publishPhoto((await aModerator()).actor, { photoId: photo.id })
  expect(await getQueuePlace(actor, photo.id)).toBeNull()
})
