import { desc, eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import { env } from '@/lib/env'
import { photoFacts, queueFacts } from './facts'
import { writeNotice } from './write-notice'

const { notices } = schema
const DIGEST_MS = 15 * 60_000

/** The photographer hears that the photo is on sale: once each time it is published after a review. */
export async function writeApprovedNotice(photoId: string, eventId: string) {
  const photo = await photoFacts(photoId)
  await db.transaction((tx) =>
    writeNotice(tx, {
      effectKey: `photo-approved:${photoId}:${eventId}`,
      userId: photo.userId,
      to: photo.email,
      locale: photo.locale,
      template: 'photo-approved',
      data: { photoId },
    }),
  )
}

/** The photographer hears why the photo was not accepted: once a review. */
export async function writeRejectedNotice(photoId: string, reviewId: string) {
  const photo = await photoFacts(photoId)
  await db.transaction((tx) =>
    writeNotice(tx, {
      effectKey: `photo-rejected:${reviewId}`,
      userId: photo.userId,
      to: photo.email,
      locale: photo.locale,
      template: 'photo-rejected',
      data: { photoId, reviewId },
    }),
  )
}

/**
 * The review desk hears that photos came in since the last time it heard, at most once in a quarter of an hour. The slot is the effect key, so of many at once one writes;
 * a photo that came too soon after a digest is in the next one.
 */
export async function writeDigest(now = new Date()) {
  const last = await lastDigestAt()
  if (last && now.getTime() - last.getTime() < DIGEST_MS) return
  const { newest } = await queueFacts()
  if (!newest || (last && newest <= last)) return
  const slot = Math.floor(now.getTime() / DIGEST_MS)
  await db.transaction((tx) =>
    writeNotice(tx, { effectKey: `uploads-waiting:${slot}`, userId: null, to: env().ALERT_ADDRESS, locale: 'fr', template: 'uploads-waiting', data: {} }),
  )
}

async function lastDigestAt() {
  const [last] = await db
    .select({ createdAt: notices.createdAt })
    .from(notices)
    .where(eq(notices.template, 'uploads-waiting'))
    .orderBy(desc(notices.id))
    .limit(1)
  return last?.createdAt ?? null
}
