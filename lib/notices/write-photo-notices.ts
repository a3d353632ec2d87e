import { db } from '@/db'
import { env } from '@/lib/env'
import { photoFacts, queueFacts } from './facts'
import { writeNotice } from './write-notice'

const DIGEST_MS = 15 * 60_000

/** The photographer hears that the photo is on sale: once each time it is published after a review. */
export async function writeApprovedNotice(photoId: string, eventId: string) {
  const photo = await photoFacts(photoId)
  await db.transaction((tx) =>
    writeNotice(tx, { effectKey: `photo-approved:${photoId}:${eventId}`, userId: photo.userId, to: photo.email, locale: photo.locale, template: 'photo-approved', data: { photoId } }),
  )
}

/** The photographer hears why the photo was not accepted: once a review. */
export async function writeRejectedNotice(photoId: string, reviewId: string) {
  const photo = await photoFacts(photoId)
  await db.transaction((tx) =>
    writeNotice(tx, { effectKey: `photo-rejected:${reviewId}`, userId: photo.userId, to: photo.email, locale: photo.locale, template: 'photo-rejected', data: { photoId, reviewId } }),
  )
}

/** The review desk hears that photos wait, at most once in each quarter of an hour: the slot is the effect key. Nothing is written when none waits any more. */
export async function writeDigest(now = new Date()) {
  const { waiting } = await queueFacts()
  if (waiting === 0) return
  const slot = Math.floor(now.getTime() / DIGEST_MS)
  await db.transaction((tx) =>
    writeNotice(tx, { effectKey: `uploads-waiting:${slot}`, userId: null, to: env().ALERT_ADDRESS, locale: 'fr', template: 'uploads-waiting', data: {} }),
  )
}
