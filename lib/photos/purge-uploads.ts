import { and, asc, eq, gt, inArray, lt } from 'drizzle-orm'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { abortUpload, listOpenUploads } from '@/lib/storage'
import { freeUpload } from './cancel-upload'
import { lockPhoto, movePhoto, type Photo } from './move-photo'
import { listStored } from './stored-parts'

const { photos } = schema
const KEPT_MS = 24 * 3_600_000
const PAGE = 100

/** Uploads that got no further for 24 hours are gone, with their parts and drafts, and so are those the store holds that no draft knows. Safe to repeat. */
export async function purgeUploads() {
  const before = new Date(Date.now() - KEPT_MS)
  return { drafts: await purgeDrafts(before), strays: await purgeStrays(before) }
}

async function purgeDrafts(before: Date) {
  let purged = 0
  let drafts: Photo[] = []
  do {
    const last = drafts.at(-1)
    drafts = await db
      .select()
      .from(photos)
      .where(and(eq(photos.status, 'draft'), lt(photos.createdAt, before), last && gt(photos.id, last.id)))
      .orderBy(asc(photos.id))
      .limit(PAGE)
    for (const draft of drafts) if (await purgeDraft(draft, before)) purged++
  } while (drafts.length === PAGE)
  return purged
}

async function purgeDraft(draft: Photo, before: Date) {
  const stored = await listStored(draft)
  if (stored?.some(({ storedAt }) => storedAt && storedAt >= before)) return false // Slow, but on its way.
  const dropped = await db.transaction(async (tx) => {
    const photo = await lockPhoto(tx, draft.id)
    if (photo.status !== 'draft' || photo.uploadId !== draft.uploadId) return null
    await movePhoto(tx, photo, 'delete', system, { deletedAt: new Date() }, 'unfinished for a day')
    return photo
  })
  if (!dropped) return false
  await freeUpload(dropped)
  return true
}

async function purgeStrays(before: Date) {
  const old = (await listOpenUploads('uploads/')).filter(({ openedAt }) => openedAt < before)
  const known = new Set<string | null>()
  for (let at = 0; at < old.length; at += 1_000) {
    const ids = old.slice(at, at + 1_000).map(({ uploadId }) => uploadId)
    const rows = await db
      .select({ uploadId: photos.uploadId })
      .from(photos)
      .where(and(inArray(photos.uploadId, ids), eq(photos.status, 'draft')))
    for (const row of rows) known.add(row.uploadId)
  }
  const strays = old.filter(({ uploadId }) => !known.has(uploadId))
  for (const stray of strays) await abortUpload(stray)
  return strays.length
}
