import { db } from '@/db'
import type { Actor, User } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { type PublishPhotos, publishPhotosInput } from './inputs'
import { lockPhoto } from './move-photo'
import { isNearElsewhere } from './near-pairs'
import { assertStaff } from './policy'
import { publish } from './publish-photo'

/**
 * Each of these photos that may be is on sale; `skipped` says by a message key why another is not. Appeals and photos that look like somebody else's
 * are left for a closer look. One transaction a photo: what one meets does not take the others back, and no row is held while the rest are done.
 * Throws `not_found` for anybody but staff, `invalid` for no photo or more than 200.
 */
export async function publishPhotos(actor: Actor, input: PublishPhotos) {
  assertStaff(actor)
  const parsed = publishPhotosInput.safeParse(input)
  if (!parsed.success) throw new AppError('invalid', 'badInput')
  const published: string[] = []
  const skipped: { photoId: string; key: string }[] = []
  for (const photoId of new Set(parsed.data.photoIds)) {
    const key = await publishOrSay(actor, photoId)
    if (key) skipped.push({ photoId, key })
    else published.push(photoId)
  }
  return { published, skipped }
}

async function publishOrSay(actor: User, photoId: string) {
  try {
    await db.transaction(async (tx) => {
      const photo = await lockPhoto(tx, photoId)
      if (photo.status === 'appealed') throw new AppError('conflict', 'ingest.bulkAppeal')
      if (await isNearElsewhere(tx, photo.id)) throw new AppError('conflict', 'ingest.bulkNear')
      await publish(tx, actor, photo)
    })
    return null
  } catch (error) {
    if (error instanceof AppError && error.code !== 'unavailable') return error.key
    throw error
  }
}
