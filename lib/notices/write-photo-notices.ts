import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import type { Locale } from '@/lib/actor'
import { env } from '@/lib/env'
import { PROMISED_HOURS } from '@/lib/photos/review-times'
import { photoFacts, queueFacts } from './facts'
import type { NoticeData } from './kinds'
import { writeNotice } from './write-notice'

const { notices, users } = schema
const DIGEST_MS = 15 * 60_000

/** The photographer hears that the photo is on sale: once each time it is published after a review. */
export const writeApprovedNotice = (photoId: string, eventId: string) => tellPhotographer('photo-approved', eventId, { photoId })

/** The photographer hears why the photo was not accepted: once a review. */
export const writeRejectedNotice = (photoId: string, reviewId: string) => tellPhotographer('photo-rejected', reviewId, { photoId, reviewId })

/** The photographer hears what somebody else made of the appeal: once. */
export const writeAppealNotice = (photoId: string, reviewId: string) => tellPhotographer('appeal-decided', reviewId, { photoId, reviewId })

async function tellPhotographer<T extends 'photo-approved' | 'photo-rejected' | 'appeal-decided'>(template: T, cause: string, data: NoticeData[T]) {
  const { userId, email, locale } = await photoFacts(data.photoId)
  await db.transaction((tx) => writeNotice(tx, { effectKey: `${template}:${cause}`, userId, to: email, locale, template, data }))
}

/**
 * The admins hear, each in their language, that photos came in or became late since the last time they heard: at most once in a quarter of an hour, of many calls at once.
 * What came too soon after a digest is in the next one. Where there is no admin the alert address hears.
 */
export async function writeDigest(now = new Date()) {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('write digest'))`)
    const last = await lastDigestAt(tx)
    if (last && now.getTime() - last.getTime() < DIGEST_MS) return
    if (!(await isNews(tx, last, now))) return
    const slot = Math.floor(now.getTime() / DIGEST_MS)
    for (const { userId, to, locale } of await listReaders(tx))
      await writeNotice(tx, { effectKey: `uploads-waiting:${slot}:${userId ?? to}`, userId, to, locale, template: 'uploads-waiting', data: {} })
  })
}

async function isNews(tx: Tx, last: Date | null, now: Date) {
  const { waiting, newest, newestLate } = await queueFacts(now, tx)
  if (!waiting) return false
  const becameLate = newestLate && newestLate.getTime() + PROMISED_HOURS * 3_600_000
  return !last || (newest !== null && newest > last) || (becameLate !== null && becameLate > last.getTime())
}

async function listReaders(tx: Tx): Promise<{ userId: string | null; to: string; locale: Locale }[]> {
  const admins = await tx
    .select({ userId: users.id, to: users.email, locale: users.locale })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.suspendedAt), isNull(users.deletedAt)))
  return admins.length ? admins : [{ userId: null, to: env().ALERT_ADDRESS, locale: 'fr' }]
}

async function lastDigestAt(tx: Tx) {
  const [last] = await tx
    .select({ createdAt: notices.createdAt })
    .from(notices)
    .where(eq(notices.template, 'uploads-waiting'))
    .orderBy(desc(notices.id))
    .limit(1)
  return last?.createdAt ?? null
}
