import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { type Credit, type Derivative, derivatives, MAX_BYTES } from '@/lib/images'
import { Refusal, type RefusalKey } from '@/lib/images/refusal'
import { readMetadata } from '@/lib/metadata'
import { writeDeliveryCopy } from '@/lib/metadata/write-delivery-copy'
import { dropAttempt } from '@/lib/photos/drop-attempt'
import { failPhoto } from '@/lib/photos/fail-photo'
import { findTwin } from '@/lib/photos/find-twin'
import { keepPictures, type Made } from '@/lib/photos/keep-pictures'
import { publicBucket } from '@/lib/photos/photo-urls'
import { type Taken, takeUpload } from '@/lib/photos/take-upload'
import { getObject, putObject } from '@/lib/storage'

import { type ImageChildren, openImageChildren } from './image-children'

/** A durable step in a job; by itself, just the work. Results are plain data, since a step's memory is JSON. */
export type Step = <T>(id: string, work: () => Promise<T>) => Promise<T>
const atOnce: Step = (_, work) => work()

let opened: ImageChildren | undefined

/** The processes that draw, as many at once as INGEST_CONCURRENCY; opened on first use. */
export function imageChildren() {
  opened ??= openImageChildren({ size: env().INGEST_CONCURRENCY })
  return opened
}

/** The drawing processes have ended. */
export async function closeImageChildren() {
  await opened?.close()
  opened = undefined
}

/**
 * An uploaded photo is ready, or failed with a reason in words; returns which, null when there was nothing to do. Each step may be repeated. Throws
 * when the fault is not the file's (storage away, disk full): try again.
 */
export async function processPhoto(photoId: string, step: Step = atOnce) {
  const taken = await step('take-upload', () => takeUpload(photoId))
  if (!taken) return null
  const outcome = taken.isMissing ? { refused: 'missing' as const } : await step('make-pictures', () => makePictures(taken))
  return step('keep-pictures', async () => {
    if ('made' in outcome) return keepPictures(photoId, outcome.made)
    const status = await failPhoto(photoId, outcome.refused, { originalKey: taken.originalKey })
    await dropAttempt(photoId, taken)
    return status
  })
}

type Outcome = { made: Made } | { refused: RefusalKey }

/** Every object of the photo is stored, public ones under the hash of their content; nothing names them yet. */
async function makePictures(taken: Taken): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'pouire-ingest-'))
  try {
    return { made: await makeIn(folder, taken) }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.key }
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function makeIn(folder: string, { photoId, originalKey, creator }: Taken): Promise<Made> {
  const original = await readOriginal(originalKey)
  if (original.length > MAX_BYTES) throw new Refusal('tooBig')
  const sha256 = sha256Of(original)
  const twin = await findTwin(photoId, sha256)
  if (twin) throw new Refusal(twin)

  const path = join(folder, 'original')
  await writeFile(path, original)
  const credit: Credit = { creator, rights: `© ${creator}, Pouire`, licenceUrl: new URL('/licences', env().APP_URL).href }
  // At once, but the pixels' verdict comes first: of a file that is no picture, its metadata need not be told.
  const copy = join(folder, 'delivery')
  const [drawn, words, delivery] = await allSettledInOrder(
    imageChildren().draw({ original: path, folder, credit }),
    readMetadata(path),
    writeDeliveryCopy(path, copy, credit),
  )
  const { keys: names, pixels, ...facts } = drawn
  if ((await imageChildren().look(copy)) !== pixels) throw new Refusal('notCleanable') // Its bits are the original's, but without the metadata they mean other colours.
  const deliverySha256 = sha256Of(delivery)
  const deliveryKey = `${originalKey.replace('originals/', 'delivery/')}-${deliverySha256.slice(0, 32)}` // Of its content: a repeated step replaces nothing.
  const keys = publicKeys(names, originalKey)
  await Promise.all([...publicPuts(folder, names, keys), putObject({ bucket: 'originals', key: deliveryKey, body: delivery, mimeType: drawn.mimeType })])
  return { ...facts, keys, words, originalKey, sha256, sizeBytes: original.length, deliveryKey, deliverySha256, deliveryBytes: delivery.length }
}

type Names = Record<Derivative, string>

/**
 * A hash of the content, for caches, and one of this try, so that a picture belongs to one photo alone: another of the same pixels keeps its own when
 * this one is deleted. What is hashed here cannot be found again from 8 letters of it.
 */
function publicKeys(names: Names, originalKey: string): Names {
  const ofThisTry = sha256Of(Buffer.from(originalKey)).slice(0, 8)
  return Object.fromEntries(derivatives.map((name) => [name, names[name].replace('.', `-${ofThisTry}.`)])) as Names
}

/** The bytes this try took. They go only when another one ended as failed: then this one has nothing to show either. */
async function readOriginal(key: string) {
  try {
    return await getObject({ bucket: 'originals', key })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') throw new Refusal('missing')
    throw error
  }
}

const publicPuts = (folder: string, names: Names, keys: Names) =>
  derivatives.map(async (name) => {
    const body = await readFile(join(folder, names[name]))
    await putObject({ bucket: publicBucket[name], key: keys[name], body, mimeType: name === 'previewJpeg' ? 'image/jpeg' : 'image/webp' })
  })

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** All have ended, so none works on in a folder that is gone; the first failure in the order given is thrown. */
async function allSettledInOrder<A, B, C>(...work: [Promise<A>, Promise<B>, Promise<C>]): Promise<[A, B, C]> {
  await Promise.allSettled(work)
  return [await work[0], await work[1], await work[2]]
}
