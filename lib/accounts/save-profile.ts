import { and, eq, isNull } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import type { ProfileInput } from './inputs'
import { assertUser } from './policy'

const { photographers, photos, countries } = schema

/**
 * The photographer's public page says this, under this cover: a photo of theirs that is on sale, or null for the best sold.
 * Throws `forbidden` for whoever does not sell, `invalid` beside the country or the cover at fault.
 */
export async function saveProfile(actor: Actor, input: ProfileInput) {
  assertUser(actor)
  return db.transaction(async (tx) => {
    const own = and(eq(photographers.userId, actor.userId), eq(photographers.status, 'approved'), isNull(photographers.deletedAt))
    const [photographer] = await tx.select({ id: photographers.id }).from(photographers).where(own).for('update')
    if (!photographer) throw new AppError('forbidden', 'ingest.photographersOnly')
    const { countryCode, coverPhotoId } = input
    const faults: Record<string, string> = {}
    if (!(await tx.$count(countries, eq(countries.code, countryCode)))) faults.countryCode = 'fieldInvalid'
    const isCover = coverPhotoId && and(eq(photos.id, coverPhotoId), eq(photos.photographerId, photographer.id), eq(photos.status, 'published'))
    if (isCover && !(await tx.$count(photos, isCover))) faults.coverPhotoId = 'profile.coverNotYours'
    if (Object.keys(faults).length) throw new AppError('invalid', 'badInput', {}, faults)
    await tx.update(photographers).set(input).where(eq(photographers.id, photographer.id))
  })
}
