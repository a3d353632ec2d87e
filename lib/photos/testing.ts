import { createHash, randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { ensureTags } from '@/lib/catalog/ensure-tags'
import { aModerator, aPhotographer, aPublishedPhoto } from '@/lib/testing'
import { appealPhoto } from './appeal-photo'
import { completeUpload } from './complete-upload'
import type { SavePhoto } from './inputs'
import { rejectPhoto } from './reject-photo'
import { PART_BYTES, partsOf } from './rules'
import { setTags } from './save-photo'
import { signParts } from './sign-parts'
import { startUpload } from './start-upload'

type Photographer = Awaited<ReturnType<typeof aPhotographer>>

/** A photo that ingest has finished, without words; its objects are not stored. */
export async function aReadyPhoto(owner?: Photographer) {
  const photographer = owner ?? (await aPhotographer())
  const photo = await aPublishedPhoto({
    photographerId: photographer.photographer.id,
    status: 'ready',
    titleFr: '',
    titleEn: '',
    categoryId: null,
    city: '',
    countryCode: null,
    priceXof: null,
    submittedAt: null,
    publishedAt: null,
  })
  return { photo, ...photographer }
}

/** A whole photo that waits for review. */
export async function aSubmittedPhoto(owner?: Photographer) {
  const photographer = owner ?? (await aPhotographer())
  const photo = await aPublishedPhoto({ photographerId: photographer.photographer.id, status: 'submitted', publishedAt: null })
  await db.transaction(async (tx) => setTags(tx, photo.id, await ensureTags(tx, ['piment', 'étal', 'marché', 'bamako', 'rouge'])))
  return { photo, ...photographer }
}

/** A photo sent back for two reasons, and who did. */
export async function aRefusedPhoto(owner?: Photographer) {
  const submitted = await aSubmittedPhoto(owner)
  const { actor: refuser } = await aModerator()
  await rejectPhoto(refuser, { photoId: submitted.photo.id, reasons: ['sharpness', 'keywords'], note: 'Une autre vue passerait.' })
  return { ...submitted, refuser }
}

/** A refused photo whose photographer does not agree. */
export async function anAppeal(owner?: Photographer) {
  const refused = await aRefusedPhoto(owner)
  await appealPhoto(refused.actor, { photoId: refused.photo.id, text: 'Le flou de la main est voulu : c’est le sujet de la série.' })
  return refused
}

/** A whole release; its file is not stored. */
export async function aRelease(photographerId: string, values: Partial<typeof schema.releases.$inferInsert> = {}) {
  const key = `releases/${randomBytes(16).toString('hex')}`
  const whole = { kind: 'model' as const, subject: 'Awa Diop', fileName: 'awa.pdf', mimeType: 'application/pdf', sizeBytes: 40_000, key, sha256: key }
  const [release] = await db
    .insert(schema.releases)
    .values({ photographerId, ...whole, ...values })
    .returning()
  if (!release) throw new Error('no release was made')
  return release
}

/** Words that make a photo complete. */
export async function someWords(photoId: string, changes: Partial<SavePhoto> = {}): Promise<SavePhoto> {
  const [category] = await db.select().from(schema.categories).where(eq(schema.categories.slug, 'cuisine'))
  return {
    photoId,
    titleFr: 'Piments, étal du matin',
    titleEn: '',
    descriptionFr: 'Un étal de piments.',
    descriptionEn: '',
    tags: ['Piment', 'étal', 'marché', 'Bamako', 'rouge'],
    categoryId: category?.id ?? null,
    city: 'Bamako',
    countryCode: 'ML',
    priceXof: 12_500,
    people: 'none',
    recognisable: false,
    editorialOnly: false,
    aiMade: false,
    ...changes,
  }
}

/** What a browser would say of these bytes before it sends them. */
export const aFile = (bytes: Buffer, { fileName = 'DSC_0001.jpg', mimeType = 'image/jpeg' } = {}) => ({
  fileName,
  mimeType,
  sizeBytes: bytes.length,
  fingerprint: createHash('sha256').update(bytes).digest('hex'),
})

/** The bytes are sent as the studio sends them, and the upload is completed. Gives the addresses they were PUT to. */
export async function sendFile(actor: Actor, bytes: Buffer, named: { fileName?: string; mimeType?: string } = {}) {
  const copy = { ...aFile(bytes, named), fingerprint: randomBytes(32).toString('hex') } // With a date of its own, as a copied file has.
  const { photoId } = await startUpload(actor, copy)
  const urls = await putParts(actor, photoId, bytes)
  await completeUpload(actor, { photoId })
  return { photoId, urls }
}

/** The parts of a begun upload are stored, all or those named. Gives their addresses. */
export async function putParts(actor: Actor, photoId: string, bytes: Buffer, numbers = partsOf(bytes.length).map(({ number }) => number)) {
  const signed = await signParts(actor, { photoId, numbers })
  for (const { number, url } of signed) {
    const answer = await fetch(url, { method: 'PUT', body: partBytes(bytes, number) })
    if (!answer.ok) throw new Error(`The store answered ${answer.status} to part ${number}.`)
  }
  return signed.map(({ url }) => url)
}

/** The bytes of one part. */
export const partBytes = (bytes: Buffer, number: number) => new Uint8Array(bytes.subarray((number - 1) * PART_BYTES, number * PART_BYTES))
