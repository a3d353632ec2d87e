import { eq } from 'drizzle-orm'
import { DatabaseError } from 'pg'
import { db, schema, type Tx } from '@/db'
import { system } from '@/lib/actor'
import { ensureTags } from '@/lib/catalog/ensure-tags'
import { findCountry } from '@/lib/catalog/find-country'
import type { Derivative, Orientation } from '@/lib/images'
import type { FileWords } from '@/lib/metadata'
import { deleteObject } from '@/lib/storage'
import { dropAttempt } from './drop-attempt'
import { failPhoto } from './fail-photo'
import { findTwin } from './find-twin'
import { lockPhoto, movePhoto, type Photo } from './move-photo'
import { keepNearDuplicates } from './near-duplicates'
import { slugFor, TAGS_MAX } from './rules'
import { setTags } from './save-photo'

const { photoTags } = schema

/** What one try made of an upload, as plain data: its keys and the hashes of what lies there go together. Its objects are stored already. */
export type Made = {
  originalKey: string
  sha256: string
  mimeType: string
  sizeBytes: number
  widthPx: number
  heightPx: number
  orientation: Orientation
  phash: string // Hashes are decimal text: a step's memory is JSON.
  dhash: string
  mirrorPhash: string
  mirrorDhash: string
  brightness: number
  sharpness: number
  thumbhash: string
  colours: { hex: string; share: number }[]
  keys: Record<Derivative, string>
  deliveryKey: string
  deliverySha256: string
  deliveryBytes: number
  words: FileWords
}

/**
 * The photo is ready: its pictures and facts are in its row, and the words of its file in the fields that were empty. A file that came in elsewhere
 * meanwhile makes it failed instead. If another try was first, what this one stored is removed. Safe to repeat. Returns the state it is in.
 */
export async function keepPictures(photoId: string, made: Made) {
  const status = await keepOrFail(photoId, made)
  await dropAttempt(photoId, made)
  return status
}

async function keepOrFail(photoId: string, made: Made) {
  try {
    const photo = await db.transaction((tx) => keep(tx, photoId, made))
    await deleteObject({ bucket: 'originals', key: photo.uploadKey }) // Its copy is the original now.
    return photo.status
  } catch (error) {
    if (!isTwin(error)) throw error
    return failPhoto(photoId, (await findTwin(photoId, made.sha256)) ?? 'duplicate', { originalKey: made.originalKey })
  }
}

const isTwin = (error: unknown) => error instanceof Error && error.cause instanceof DatabaseError && error.cause.constraint === 'photos_original_once'

async function keep(tx: Tx, photoId: string, { keys, words, phash, dhash, mirrorPhash, mirrorDhash, ...facts }: Made): Promise<Photo> {
  const look = { phash: BigInt(phash), dhash: BigInt(dhash), mirrorPhash: BigInt(mirrorPhash), mirrorDhash: BigInt(mirrorDhash) }
  const photo = await lockPhoto(tx, photoId)
  if (photo.status !== 'processing') return photo // Kept by an earlier try, or deleted meanwhile.
  const titleFr = photo.titleFr || words.titleFr
  const titleEn = photo.titleEn || words.titleEn
  if (!(await tx.$count(photoTags, eq(photoTags.photoId, photoId)))) await setTags(tx, photoId, (await ensureTags(tx, words.tags)).slice(0, TAGS_MAX))
  const ready = await movePhoto(tx, photo, 'finish', system, {
    ...facts,
    phash: look.phash,
    dhash: look.dhash,
    previewKey: keys.preview,
    previewJpegKey: keys.previewJpeg,
    largeKey: keys.large,
    mediumKey: keys.medium,
    smallKey: keys.small,
    slug: slugFor(titleFr || titleEn, photoId),
    titleFr,
    titleEn,
    descriptionFr: photo.descriptionFr || words.descriptionFr,
    descriptionEn: photo.descriptionEn || words.descriptionEn,
    city: photo.city || words.city,
    countryCode: photo.countryCode ?? (await findCountry(tx, words.countries)),
    creator: words.creator,
    takenAt: words.takenAt ? new Date(words.takenAt) : null,
    camera: words.camera,
    lens: words.lens,
    exposure: words.exposure,
    failureKey: null,
  })
  await keepNearDuplicates(tx, ready, look) // Last, since others wait for it.
  return ready
}
