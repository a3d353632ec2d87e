import { createHash } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '@20minutes/s3rver'
import S3Error from '@20minutes/s3rver/lib/models/error.js'
import { textsOf, xmlDocument } from './xml'

type Upload = { bucket: string; key: string; uploadId: string }

const smallestPartBytes = 5 * 2 ** 20
const turns = new Map<string, Promise<unknown>>()

/** Joining and aborting one upload follow one another: whoever comes second finds it gone, as on S3. At once, one took away the files the other was reading. */
async function alone<T>(uploadId: string, work: () => Promise<T>): Promise<T> {
  const mine = Promise.allSettled([turns.get(uploadId)]).then(work)
  turns.set(uploadId, mine)
  try {
    return await mine
  } finally {
    if (turns.get(uploadId) === mine) turns.delete(uploadId)
  }
}

/** The folder in which s3rver keeps the parts. Throws unless this very upload, of this very key, is open. */
export async function assertUpload(store: Store, { bucket, key, uploadId }: Upload) {
  const folder = join(store.getResourcePath(bucket, undefined, 'uploads'), uploadId)
  if (/^[0-9a-f]{32}$/.test(uploadId) && (await textOf(join(folder, 'key'))) === key) return folder
  throw new S3Error('NoSuchUpload', 'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.')
}

export function assertPartNumber(text: string) {
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 10_000) return
  throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive.', { ArgumentName: 'partNumber' })
}

/** ListParts: a part counts once its .md5 is written, after the last of its bytes. */
export async function listParts(store: Store, upload: Upload, query: Map<string, string>) {
  const parts = await partsIn(await assertUpload(store, upload))
  const marker = Number(query.get('part-number-marker') ?? 0)
  const maxParts = Math.min(1000, Number(query.get('max-parts') ?? 1000))
  const rest = parts.filter((part) => part.number > marker)
  const page = rest.slice(0, maxParts)
  const isTruncated = rest.length > page.length
  return xmlDocument('ListPartsResult', {
    Bucket: upload.bucket,
    Key: upload.key,
    UploadId: upload.uploadId,
    PartNumberMarker: marker,
    NextPartNumberMarker: isTruncated ? page.at(-1)?.number : undefined,
    MaxParts: maxParts,
    IsTruncated: isTruncated,
    Part: page.map((part) => ({ PartNumber: part.number, LastModified: part.at.toISOString(), ETag: `"${part.md5}"`, Size: part.sizeBytes })),
  })
}

/** AbortMultipartUpload: the upload and its parts are gone. */
export const abortUpload = (store: Store, upload: Upload) =>
  alone(upload.uploadId, async () => {
    await rm(await assertUpload(store, upload), { recursive: true })
  })

/** ListMultipartUploads, all on one page. */
export async function listUploads(store: Store, bucket: string, prefix: string) {
  const root = store.getResourcePath(bucket, undefined, 'uploads')
  const found = await Promise.all(
    (await namesIn(root)).map(async (uploadId) => {
      const key = await textOf(join(root, uploadId, 'key'))
      return key?.startsWith(prefix) ? { Key: key, UploadId: uploadId, Initiated: (await stat(join(root, uploadId, 'key'))).mtime.toISOString() } : undefined
    }),
  )
  return xmlDocument('ListMultipartUploadsResult', { Bucket: bucket, Prefix: prefix, MaxUploads: 1000, IsTruncated: false, Upload: found })
}

/** CompleteMultipartUpload by S3's rules, which s3rver does not check: parts that exist, with their ETags, in order, of 5 MiB but the last. */
export const completeUpload = (store: Store, upload: Upload, body: string) => alone(upload.uploadId, () => joinParts(store, upload, body))

async function joinParts(store: Store, upload: Upload, body: string) {
  const folder = await assertUpload(store, upload)
  const listed = textsOf(body, 'Part').map((part) => ({ number: Number(textsOf(part, 'PartNumber')[0]), md5: textsOf(part, 'ETag')[0]?.replaceAll('"', '') }))
  if (!listed.length) throw new S3Error('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema.')
  if (listed.some(({ number }, i) => i > 0 && number <= (listed[i - 1]?.number ?? 0)))
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.')
  const there = new Map((await partsIn(folder)).map((part) => [part.number, part]))
  const parts = listed.map(({ number, md5 }) => {
    const part = there.get(number)
    if (part && part.md5 === md5) return part
    throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.', { PartNumber: number })
  })
  if (parts.slice(0, -1).some((part) => part.sizeBytes < smallestPartBytes))
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size.')
  await store.putObjectMultipart(upload.bucket, upload.uploadId, parts)
  const digests = Buffer.from(parts.map((part) => part.md5).join(''), 'hex')
  const etag = `${createHash('md5').update(digests).digest('hex')}-${parts.length}`
  await writeFile(store.getResourcePath(upload.bucket, upload.key, 'object.md5'), etag)
  return xmlDocument('CompleteMultipartUploadResult', {
    Location: `/${upload.bucket}/${upload.key}`,
    Bucket: upload.bucket,
    Key: upload.key,
    ETag: `"${etag}"`,
  })
}

async function partsIn(folder: string) {
  const numbers = (await namesIn(folder)).flatMap((name) => (/^\d+\.md5$/.test(name) ? [Number.parseInt(name, 10)] : []))
  const parts = await Promise.all(
    numbers.map(async (number) => {
      const [md5, { size, mtime }] = await Promise.all([readFile(join(folder, `${number}.md5`), 'utf8'), stat(join(folder, String(number)))])
      return { number, md5, sizeBytes: size, at: mtime }
    }),
  )
  return parts.sort((a, b) => a.number - b.number)
}

const absent = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'
const namesIn = (folder: string) =>
  readdir(folder).catch((error: unknown) => {
    if (absent(error)) return []
    throw error
  })
const textOf = (file: string) =>
  readFile(file, 'utf8').catch((error: unknown) => {
    if (absent(error)) return null
    throw error
  })
