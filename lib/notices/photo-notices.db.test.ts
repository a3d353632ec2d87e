import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db, schema } from '@/db'
import { env } from '@/lib/env'
import { publishPhoto } from '@/lib/photos/publish-photo'
import { rejectPhoto } from '@/lib/photos/reject-photo'
import { submitPhoto } from '@/lib/photos/submit-photo'
import { anAppeal, aRefusedPhoto, aSubmittedPhoto } from '@/lib/photos/testing'
import { aDatabaseOfItsOwn, aModerator, anAdmin, aPublishedPhoto, aUser } from '@/lib/testing'
import { sendNotice } from './send-notice'
import { writeAppealNotice, writeApprovedNotice, writeDigest, writeRejectedNotice } from './write-photo-notices'

const { nearDuplicates, notices, photos, reviews, users } = schema
const MINUTE = 60_000

beforeAll(async () => void (await aDatabaseOfItsOwn()))
beforeEach(async () => {
  await db.delete(notices)
  await db.update(photos).set({ status: 'unlisted' }) // Nothing waits from the tests before.
  await db.update(users).set({ role: 'member' }).where(eq(users.role, 'admin'))
})

type Received = { subject: string; text: string; html: string }

/** All mails to this address, after every notice to it was sent twice. */
async function mailsTo(address: string) {
  const written = await db.select({ id: notices.id }).from(notices).where(eq(notices.toAddress, address))
  for (const { id } of [...written, ...written]) await sendNotice(id)
  const answer = await fetch(new URL(`/api/mails?to=${encodeURIComponent(address)}`, env().RESEND_BASE_URL))
  return (await answer.json()) as Received[]
}

const lastReview = async (photoId: string) =>
  (await db.query.reviews.findMany({ where: eq(reviews.photoId, photoId), orderBy: (review) => review.id })).at(-1)?.id ?? ''
const inEnglish = (userId: string) => db.update(users).set({ locale: 'en' }).where(eq(users.id, userId))
const many = (write: () => Promise<unknown>) => Promise.all([write(), write(), write()])

test('a photographer hears once that a photo is on sale, in French', async () => {
  const { photo, user } = await aSubmittedPhoto()
  await many(() => writeApprovedNotice(photo.id, 'event-1'))
  const mails = await mailsTo(user.email)
  expect(mails.map(({ subject }) => subject)).toEqual(['En ligne\u00a0: Piments, étal du matin'])
  for (const body of [mails[0]?.text, mails[0]?.html]) expect(body).toContain(`http://localhost:3000/photos/${photo.slug}`)
})

test('a photographer hears once why a photo was refused: all reasons, advice, examples, note and box, in English', async () => {
  const { photo, user } = await aSubmittedPhoto()
  await inEnglish(user.id)
  const box = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 }
  await rejectPhoto((await aModerator()).actor, { photoId: photo.id, reasons: ['keywords', 'sharpness'], box, note: 'The hand too.' })
  const reviewId = await lastReview(photo.id)
  await many(() => writeRejectedNotice(photo.id, reviewId))
  const mails = await mailsTo(user.email)
  expect(mails.map(({ subject }) => subject)).toEqual(['To rework: Chillies on a morning stall'])
  for (const body of [mails[0]?.text, mails[0]?.html]) {
    const words = body?.replace(/\s+/g, ' ') ?? ''
    for (const part of [
      'Sharpness',
      'Choose another frame',
      'Example: The eyes in the portrait',
      'Keywords',
      '“lion” and “safari”',
      'note: The hand too.',
      'A box drawn',
      'you can appeal',
      '/en/studio/photos/',
    ])
      expect(words).toContain(part)
    expect(words.indexOf('Sharpness')).toBeLessThan(words.indexOf('Keywords')) // The catalogue's order.
  }
})

test('a refused photo whose appeal was used is refused without the offer of another', async () => {
  const { photo, user } = await anAppeal()
  await rejectPhoto((await aModerator()).actor, { photoId: photo.id, reasons: ['caption'] })
  await writeRejectedNotice(photo.id, await lastReview(photo.id))
  expect((await mailsTo(user.email))[0]?.text).not.toContain('recours')
})

test('a photographer hears once that the appeal was upheld, or that the refusal stands and why', async () => {
  const [won, lost] = [await anAppeal(), await anAppeal()]
  await publishPhoto((await aModerator()).actor, { photoId: won.photo.id })
  await rejectPhoto((await aModerator()).actor, { photoId: lost.photo.id, reasons: ['exposure'], note: 'Le ciel est blanc.' })
  for (const { photo } of [won, lost]) {
    const reviewId = await lastReview(photo.id)
    await many(() => writeAppealNotice(photo.id, reviewId))
  }
  const [[good, ...more], [bad, ...others]] = [await mailsTo(won.user.email), await mailsTo(lost.user.email)]
  expect([good?.subject, bad?.subject, more, others]).toEqual([
    'Recours accepté\u00a0: Piments, étal du matin',
    'Recours non retenu\u00a0: Piments, étal du matin',
    [],
    [],
  ])
  expect(good?.text).toContain(`/photos/${won.photo.slug}`)
  for (const part of ['Exposition', 'Le ciel est blanc.', `/studio/photos/${lost.photo.id}`]) expect(bad?.text).toContain(part)
})

test('admins hear of what waits, each in their language, with what is late, appealed and alike; moderators and suspended admins do not', async () => {
  const [first, second, gone] = await Promise.all([anAdmin(), anAdmin(), anAdmin()])
  await inEnglish(second.user.id)
  await db.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, gone.user.id))
  await anAppeal()
  const late = await aSubmittedPhoto()
  await db
    .update(photos)
    .set({ submittedAt: new Date(Date.now() - 73 * 60 * MINUTE) })
    .where(eq(photos.id, late.photo.id))
  await db.insert(nearDuplicates).values({ photoId: late.photo.id, otherId: (await aPublishedPhoto()).id, isOwn: false, distance: 3 })
  await many(() => writeDigest())
  const [[fr], [en]] = [await mailsTo(first.user.email), await mailsTo(second.user.email)]
  expect([fr?.subject, en?.subject]).toEqual(['Relecture\u00a0: 1 en retard, 2 en attente', 'Review: 1 late, 2 waiting'])
  for (const part of ['Une photo a dépassé', 'Un recours attend', 'Une photo ressemble', '/admin/moderation']) expect(fr?.text).toContain(part)
  for (const part of ['One photo is past', 'One appeal is waiting', 'One photo looks like', '/en/admin/moderation']) expect(en?.text).toContain(part)
  expect(await db.$count(notices, eq(notices.template, 'uploads-waiting'))).toBe(2)
})

test('where there is no admin the alert address hears', async () => {
  await aSubmittedPhoto()
  await writeDigest()
  expect(await db.select().from(notices).where(eq(notices.template, 'uploads-waiting'))).toMatchObject([{ toAddress: env().ALERT_ADDRESS, userId: null }])
})

/** So many minutes have gone by: all that is dated lies that much further back. */
async function pass(minutes: number) {
  const by = sql`make_interval(mins => ${minutes})`
  await db.update(notices).set({ createdAt: sql`created_at - ${by}`, effectKey: sql`effect_key || ' of old'` })
  await db.update(photos).set({ submittedAt: sql`submitted_at - ${by}` })
}

test('there is one digest in a quarter of an hour, and the next only for something new: a photo, an appeal, or one that became late', async () => {
  const { user } = await anAdmin()
  const digests = async () => {
    await many(() => writeDigest())
    return db.$count(notices, eq(notices.toAddress, user.email))
  }
  expect(await digests()).toBe(0) // Nothing waits.
  await aSubmittedPhoto()
  expect(await digests()).toBe(1)
  await pass(8)
  const { photo, actor } = await aRefusedPhoto()
  await submitPhoto(actor, { photoId: photo.id })
  expect(await digests()).toBe(1) // Too soon.
  await pass(8)
  expect(await digests()).toBe(2)
  await pass(60)
  expect(await digests()).toBe(2) // Nothing came.
  await anAppeal()
  expect(await digests()).toBe(3)
  await pass(71 * 60)
  expect(await digests()).toBe(4) // The first one became late.
  await pass(20)
  expect(await digests()).toBe(4)
  await pass(60)
  expect(await digests()).toBe(5) // The appeal did.
})

test('digests begun on both sides of a quarter’s end are one', async () => {
  const { user } = await anAdmin()
  await aSubmittedPhoto()
  const quarter = Math.ceil(Date.now() / (15 * MINUTE)) * 15 * MINUTE
  await Promise.all([quarter - 1, quarter + 1, quarter - 2, quarter + 2].map((at) => writeDigest(new Date(at))))
  expect(await db.$count(notices, eq(notices.toAddress, user.email))).toBe(1)
})

test('somebody who is not staff hears of no queue', async () => {
  const { user } = await aUser()
  await aRefusedPhoto()
  await aSubmittedPhoto()
  await writeDigest()
  expect(await db.$count(notices, eq(notices.toAddress, user.email))).toBe(0)
})
