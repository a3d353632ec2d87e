import { and, eq, isNull } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { presignUpload } from '@/lib/storage'
import { dropReleaseFiles } from './drop-release-files'
import type { StartRelease } from './inputs'
import { assertPhotographer } from './policy'
import { RELEASE_MAX_BYTES, RELEASE_TYPES, RELEASES_MAX } from './rules'

const { releases } = schema

/**
 * A release is begun and its file may be PUT at `url` with `headers`, exactly that many bytes and of that type, within the hour; finishRelease makes it one. Throws `invalid`
 * for a wrong type or size, `limited` past 500. What was begun before and given up is cleared.
 */
export async function startRelease(actor: Actor, { kind, subject, fileName, mimeType, sizeBytes }: StartRelease) {
  assertPhotographer(actor)
  if (!RELEASE_TYPES.some((type) => type === mimeType)) throw new AppError('invalid', 'studio.releases.faults.type')
  if (sizeBytes < 1) throw new AppError('invalid', 'studio.releases.faults.empty')
  if (sizeBytes > RELEASE_MAX_BYTES) throw new AppError('invalid', 'studio.releases.faults.tooBig')
  await dropReleaseFiles(actor.photographerId)
  const count = await db.$count(releases, and(eq(releases.photographerId, actor.photographerId), isNull(releases.deletedAt)))
  if (count >= RELEASES_MAX) throw new AppError('limited', 'studio.releases.faults.tooMany', { max: RELEASES_MAX })
  const id = uuidv7()
  const key = `uploads/releases/${id}`
  await db.insert(releases).values({ id, photographerId: actor.photographerId, kind, subject, fileName, mimeType, sizeBytes, key })
  return { releaseId: id, ...(await presignUpload({ key, sizeBytes, mimeType })) }
}
