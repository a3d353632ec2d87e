import { and, desc, eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { assertPhotographer } from './policy'
import { listStored } from './stored-parts'

const { photos } = schema
const SHOWN = 30

/** One's own uploads that stopped on their way, newest first, at most 30, with the bytes the store has of each; null where it cannot be asked just now. */
export async function listUnfinished(actor: Actor) {
  assertPhotographer(actor)
  const drafts = await db
    .select({
      photoId: photos.id,
      fileName: photos.fileName,
      sizeBytes: photos.sizeBytes,
      fingerprint: photos.fingerprint,
      createdAt: photos.createdAt,
      uploadKey: photos.uploadKey,
      uploadId: photos.uploadId,
    })
    .from(photos)
    .where(and(eq(photos.photographerId, actor.photographerId), eq(photos.status, 'draft')))
    .orderBy(desc(photos.createdAt))
    .limit(SHOWN)
  return Promise.all(drafts.map(async ({ uploadKey, uploadId, ...draft }) => ({ ...draft, storedBytes: await storedBytes({ ...draft, uploadKey, uploadId }) })))
}

export type Unfinished = Awaited<ReturnType<typeof listUnfinished>>[number]

async function storedBytes(draft: Parameters<typeof listStored>[0]) {
  try {
    return (await listStored(draft))?.reduce((sum, part) => sum + part.sizeBytes, 0) ?? 0
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return null
    throw error
  }
}
