import { randomBytes } from 'node:crypto'
import { and, desc, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { db, schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { recordHistory } from '@/lib/audit/machine'
import { AppError } from '@/lib/errors'
import { abortUpload, openUpload } from '@/lib/storage'
import type { Photo } from './move-photo'
import { assertPhotographer, type Photographer } from './policy'
import { PART_BYTES, slugFor, UPLOAD_MAX_BYTES, UPLOAD_TYPES } from './rules'
import { listStored } from './stored-parts'
import { assertRoom } from './upload-quota'

const { photos, photographers } = schema
type Input = { fileName: string; sizeBytes: number; mimeType: string; fingerprint: string; sha256?: string }

/**
 * A draft exists whose bytes the store takes in parts of `partBytes`; `parts` are those it has already. The same file again goes on with the draft there
 * is. Throws `invalid` for a wrong type or size, `conflict` for a file that is on the platform, `limited` when a quota is reached.
 */
export async function startUpload(actor: Actor, input: Input) {
  assertPhotographer(actor)
  assertSellable(input)
  await assertNew(actor, input)
  const draft = await db.transaction((tx) => findOrAddDraft(tx, actor, input))
  return { photoId: draft.id, partBytes: PART_BYTES, parts: await openOrGoOn(draft) }
}

function assertSellable({ sizeBytes, mimeType }: Input) {
  if (!UPLOAD_TYPES.some((type) => type === mimeType)) throw new AppError('invalid', 'ingest.wrongType', {}, { mimeType: 'ingest.wrongType' })
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 1) throw new AppError('invalid', 'ingest.empty', {}, { sizeBytes: 'ingest.empty' })
  if (sizeBytes > UPLOAD_MAX_BYTES) throw new AppError('invalid', 'ingest.tooBig', {}, { sizeBytes: 'ingest.tooBig' })
}

const isKept = notInArray(photos.status, ['draft', 'uploaded', 'processing', 'failed', 'deleted'])

/** Only what the browser says of the file, to spare somebody the bytes: ingest hashes them itself and decides. */
async function assertNew(actor: Photographer, { sha256, fingerprint, sizeBytes }: Input) {
  const isMine = eq(photos.photographerId, actor.photographerId)
  const [twins, [sent]] = await Promise.all([
    sha256
      ? db
          .select({ photographerId: photos.photographerId })
          .from(photos)
          .where(and(eq(photos.sha256, sha256), isKept))
          .limit(1)
      : [],
    db
      .select({ id: photos.id })
      .from(photos)
      .where(and(isMine, eq(photos.fingerprint, fingerprint), eq(photos.sizeBytes, sizeBytes), inArray(photos.status, ['uploaded', 'processing'])))
      .limit(1), // Not hashed yet.
  ])
  const [twin] = twins
  if (sent || twin?.photographerId === actor.photographerId) throw new AppError('conflict', 'ingest.duplicate')
  if (twin) throw new AppError('conflict', 'ingest.duplicateElsewhere')
}

/** One photographer's starts follow one another: two at once are one draft, and none slips past a quota. */
async function findOrAddDraft(tx: Tx, actor: Photographer, input: Input) {
  await tx.select({ id: photographers.id }).from(photographers).where(eq(photographers.id, actor.photographerId)).for('no key update')
  return (await findUnfinished(tx, actor, input)) ?? addDraft(tx, actor, input)
}

async function findUnfinished(tx: Tx, actor: Photographer, { fingerprint, sizeBytes, mimeType }: Input) {
  const isSame = and(eq(photos.fingerprint, fingerprint), eq(photos.sizeBytes, sizeBytes), eq(photos.mimeType, mimeType))
  const [draft] = await tx
    .select()
    .from(photos)
    .where(and(eq(photos.photographerId, actor.photographerId), eq(photos.status, 'draft'), isSame))
    .orderBy(desc(photos.createdAt))
    .limit(1)
  return draft
}

async function addDraft(tx: Tx, actor: Photographer, { fileName, mimeType, sizeBytes, fingerprint }: Input) {
  await assertRoom(tx, actor, sizeBytes)
  const id = uuidv7()
  const uploadKey = `uploads/${id}/${randomBytes(16).toString('hex')}`
  const values = { id, slug: slugFor('', id), photographerId: actor.photographerId, fileName, mimeType, sizeBytes, fingerprint, uploadKey }
  const [draft] = await tx.insert(photos).values(values).returning()
  if (!draft) throw new Error('no draft was made')
  await recordHistory(tx, { subject: 'photo', id, from: null, to: 'draft', event: 'start', actor })
  return draft
}

/** The parts the store has of a draft. Where it knows none of it, or no longer does, it is asked to take them from the first. */
async function openOrGoOn(draft: Photo) {
  const stored = await listStored(draft)
  if (stored) return stored.map(({ number, sizeBytes }) => ({ number, sizeBytes }))
  const uploadId = await openUpload({ key: draft.uploadKey, mimeType: draft.mimeType })
  const before = draft.uploadId === null ? isNull(photos.uploadId) : eq(photos.uploadId, draft.uploadId)
  const [kept] = await db
    .update(photos)
    .set({ uploadId })
    .where(and(eq(photos.id, draft.id), eq(photos.status, 'draft'), before))
    .returning({ id: photos.id })
  if (!kept) await abortUpload({ key: draft.uploadKey, uploadId }) // Another window was quicker: its upload is the one.
  return []
}
