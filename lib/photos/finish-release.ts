import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError, notFound } from '@/lib/errors'
import { deleteObject, getObject, headObject, putObject } from '@/lib/storage'
import { assertPhotographer } from './policy'

const { releases } = schema
type Release = typeof releases.$inferSelect

/**
 * The release can be used: its file is a PDF, JPEG or PNG by its own bytes, and those very bytes, hashed, lie under a private key that no signed address writes to. Calling it again
 * changes nothing. Throws `conflict` when the file did not arrive whole, `invalid` when it is something else: it is then forgotten.
 */
export async function finishRelease(actor: Actor, { releaseId }: { releaseId: string }) {
  assertPhotographer(actor)
  if (!z.uuid().safeParse(releaseId).success) throw notFound()
  const isOwn = and(eq(releases.id, releaseId), eq(releases.photographerId, actor.photographerId), isNull(releases.deletedAt))
  const [release] = await db.select().from(releases).where(isOwn)
  if (!release) throw notFound()
  if (release.sha256) return { releaseId }
  const file = await findFile(release) // No connection is held while we wait.
  if (!file) {
    const isPinned = (await db.$count(releases, and(isOwn, isNotNull(releases.sha256)))) > 0
    if (isPinned) return { releaseId } // Another call was quicker, and has freed what was sent.
    throw new AppError('conflict', 'studio.releases.faults.incomplete')
  }
  const mimeType = typeOf(file)
  if (!mimeType) {
    await db
      .update(releases)
      .set({ deletedAt: new Date(), key: '' })
      .where(and(isOwn, isNull(releases.sha256))) // Not one that another call finished meanwhile, from what was sent before.
    await deleteObject({ bucket: 'originals', key: release.key })
    throw new AppError('invalid', 'studio.releases.faults.content')
  }
  const key = `releases/${randomBytes(16).toString('hex')}`
  await putObject({ bucket: 'originals', key, body: file, mimeType })
  const sha256 = createHash('sha256').update(file).digest('hex')
  const pinned = await db
    .update(releases)
    .set({ key, sha256, mimeType })
    .where(and(isOwn, isNull(releases.sha256)))
    .returning({ id: releases.id })
  await deleteObject({ bucket: 'originals', key: pinned.length ? release.key : key }) // Somebody was quicker: theirs stays.
  return { releaseId }
}

/** What was sent for the release; null unless it arrived whole. */
async function findFile({ key, sizeBytes }: Release) {
  try {
    const stored = await headObject({ bucket: 'originals', key })
    return stored.sizeBytes === sizeBytes ? await getObject({ bucket: 'originals', key }) : null
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}

const begins: [string, string][] = [
  ['application/pdf', '255044462d'],
  ['image/jpeg', 'ffd8ff'],
  ['image/png', '89504e470d0a1a0a'],
]

/** What the first bytes say, whatever name and type were declared. */
const typeOf = (file: Buffer) => begins.find(([, bytes]) => file.subarray(0, bytes.length / 2).toString('hex') === bytes)?.[0] ?? null
