import { randomBytes } from 'node:crypto'
import { and, count, eq, inArray, or, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { recordHistory } from '@/lib/audit/machine'
import { AppError, notFound } from '@/lib/errors'
import { presignUpload } from '@/lib/storage'
import { assertPhotographer, type Photographer } from './policy'
import { slugFor, UPLOAD_MAX_BYTES, UPLOAD_TYPES, WAITING_MAX } from './rules'

const { photos } = schema
type Input = { photoId?: string; fileName: string; sizeBytes: number; mimeType: string }

/**
 * A draft exists and its bytes may be PUT at `url` with `headers`, exactly that many and of that type, within the hour. With the `photoId` of one's own
 * draft the same upload is signed again. Throws `invalid` for a wrong type or size, `limited` when 500 photos wait already.
 */
export async function startUpload(actor: Actor, input: Input) {
  assertPhotographer(actor)
  assertSellable(input)
  const photo = input.photoId ? await findDraft(actor, { ...input, photoId: input.photoId }) : await addDraft(actor, input)
  const signed = await presignUpload({ key: photo.uploadKey, sizeBytes: photo.sizeBytes, mimeType: photo.mimeType })
  return { photoId: photo.id, ...signed }
}

function assertSellable({ sizeBytes, mimeType }: Input) {
  if (!UPLOAD_TYPES.some((type) => type === mimeType)) throw new AppError('invalid', 'ingest.wrongType', {}, { mimeType: 'ingest.wrongType' })
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 1) throw new AppError('invalid', 'ingest.empty', {}, { sizeBytes: 'ingest.empty' })
  if (sizeBytes > UPLOAD_MAX_BYTES) throw new AppError('invalid', 'ingest.tooBig', {}, { sizeBytes: 'ingest.tooBig' })
}

/** The draft must be for the same bytes: their number and type are part of what is signed. */
async function findDraft(actor: Photographer, { photoId, sizeBytes, mimeType }: Input & { photoId: string }) {
  const [draft] = await db
    .select()
    .from(photos)
    .where(and(eq(photos.id, photoId), eq(photos.photographerId, actor.photographerId)))
  if (!draft) throw notFound()
  if (draft.status !== 'draft') throw new AppError('conflict', 'wrongState', { state: draft.status, event: 'start' })
  if (draft.sizeBytes !== sizeBytes || draft.mimeType !== mimeType) throw new AppError('conflict', 'ingest.otherFile')
  return draft
}

async function addDraft(actor: Photographer, { fileName, sizeBytes, mimeType }: Input) {
  await assertRoom(actor)
  const id = uuidv7()
  return db.transaction(async (tx) => {
    const values = {
      id,
      slug: slugFor('', id),
      photographerId: actor.photographerId,
      fileName,
      mimeType,
      sizeBytes,
      uploadKey: `uploads/${id}/${randomBytes(16).toString('hex')}`,
    }
    const [draft] = await tx.insert(photos).values(values).returning()
    if (!draft) throw new Error('no draft was made')
    await recordHistory(tx, { subject: 'photo', id, from: null, to: 'draft', event: 'start', actor })
    return draft
  })
}

/** Drafts count for a day: an upload that was given up must not shut its owner out. */
async function assertRoom(actor: Photographer) {
  const isWaiting = or(
    inArray(photos.status, ['uploaded', 'processing', 'submitted', 'appealed']),
    and(eq(photos.status, 'draft'), sql`${photos.createdAt} > now() - interval '1 day'`),
  )
  const [waiting] = await db
    .select({ count: count() })
    .from(photos)
    .where(and(eq(photos.photographerId, actor.photographerId), isWaiting))
  if ((waiting?.count ?? 0) >= WAITING_MAX) throw new AppError('limited', 'ingest.tooManyWaiting', { max: WAITING_MAX })
}
