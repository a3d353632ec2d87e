import { eq } from 'drizzle-orm'
import { schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { presignPart } from '@/lib/storage'
import { assertPhotographer } from './policy'
import { findPhoto } from './queries'
import { partsOf } from './rules'

const { photos } = schema

/** Addresses for these parts of one's own draft, each for exactly its bytes, for an hour. Throws `invalid` for a number the file has no part for. */
export async function signParts(actor: Actor, { photoId, numbers }: { photoId: string; numbers: number[] }) {
  assertPhotographer(actor)
  const photo = await findPhoto(photoId, eq(photos.photographerId, actor.photographerId))
  if (photo.status !== 'draft' || !photo.uploadId) throw new AppError('conflict', 'wrongState', { state: photo.status, event: 'send' })
  const { uploadKey: key, uploadId } = photo
  const sizes = new Map(partsOf(photo.sizeBytes).map((part) => [part.number, part.sizeBytes]))
  return Promise.all(
    [...new Set(numbers)].map(async (number) => {
      const sizeBytes = sizes.get(number)
      if (sizeBytes === undefined) throw new AppError('invalid', 'badInput', {}, { numbers: 'fieldInvalid' })
      return { number, url: await presignPart({ key, uploadId, number, sizeBytes }) }
    }),
  )
}
