import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { env } from './env'
import { AppError, notFound } from './errors'

/** `originals` is private: what a browser gets from it is signed. The other two are read by anybody. */
export type Bucket = 'originals' | PublicBucket
type PublicBucket = 'watermarked' | 'thumbnails'
type At = { bucket: Bucket; key: string }
/** An upload in parts that the store holds open. */
export type OpenUpload = { key: string; uploadId: string }

const UPLOAD_TTL_SECONDS = 3_600 // Checked when a request begins: a slow line may take longer to finish it.

const bucketName = (bucket: Bucket) =>
  ({ originals: env().S3_BUCKET_ORIGINALS, watermarked: env().S3_BUCKET_WATERMARKED, thumbnails: env().S3_BUCKET_THUMBNAILS })[bucket]
const named = ({ bucket, key }: At) => ({ Bucket: bucketName(bucket), Key: key })

function connect(endpoint: string) {
  const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = env()
  return new S3Client({
    endpoint,
    region: AWS_REGION,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    forcePathStyle: true,
    // By default a signed address carries the checksum of an empty body, and streams are sent in a form not every server takes.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000 },
  })
}

const clients = new Map<string, S3Client>()
function client(endpoint: string) {
  const made = clients.get(endpoint) ?? connect(endpoint)
  clients.set(endpoint, made)
  return made
}
const server = () => client(env().S3_ENDPOINT)
const forBrowsers = () => client(env().S3_PUBLIC_ENDPOINT)

/** A missing object is `not_found`, a store that cannot be reached or is in trouble is `unavailable`; the rest is a bug and stays one. */
async function ask<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) throw notFound()
    if (!isOutage(error)) throw error
    const down = new AppError('unavailable', 'storageDown')
    down.cause = error
    throw down
  }
}

function isOutage(error: unknown) {
  const { name, code, $metadata } = error as { name?: string; code?: unknown; $metadata?: { httpStatusCode?: number } }
  const status = $metadata?.httpStatusCode
  if (status !== undefined && (status === 429 || status >= 500)) return true
  if (name === 'OperationAborted') return true // Somebody is completing the same upload this moment: the next try finds it done.
  return name === 'TimeoutError' || (typeof code === 'string' && /^E(?!RR_)[A-Z]+/.test(code)) // ECONNREFUSED and its kin; ERR_… are mistakes of ours.
}

/** An address a browser may PUT exactly these bytes' worth of this type to, within the hour; `headers` must be sent as they are. */
export async function presignUpload({ key, sizeBytes, mimeType }: { key: string; sizeBytes: number; mimeType: string }) {
  const command = new PutObjectCommand({ ...named({ bucket: 'originals', key }), ContentLength: sizeBytes, ContentType: mimeType })
  const url = await getSignedUrl(forBrowsers(), command, {
    expiresIn: UPLOAD_TTL_SECONDS,
    signableHeaders: new Set(['content-type', 'content-length', 'host']),
  })
  return { url, headers: { 'content-type': mimeType } } // The browser sets content-length by itself, and no other way.
}

const inOriginals = ({ key, uploadId }: OpenUpload) => ({ ...named({ bucket: 'originals', key }), UploadId: uploadId })

/** The store takes parts for a private object of this type from now on; gives the id they are sent under. */
export async function openUpload({ key, mimeType }: { key: string; mimeType: string }) {
  const { UploadId } = await ask(server().send(new CreateMultipartUploadCommand({ ...named({ bucket: 'originals', key }), ContentType: mimeType })))
  if (!UploadId) throw new Error(`The store opened no upload for ${key}.`)
  return UploadId
}

/** An address a browser may PUT exactly `sizeBytes` to within the hour, as part `number` of this very upload. */
export function presignPart({ number, sizeBytes, ...upload }: OpenUpload & { number: number; sizeBytes: number }) {
  const command = new UploadPartCommand({ ...inOriginals(upload), PartNumber: number, ContentLength: sizeBytes })
  return getSignedUrl(forBrowsers(), command, { expiresIn: UPLOAD_TTL_SECONDS, signableHeaders: new Set(['content-length', 'host']) })
}

/** The parts that are whole in the store, by number; an upload here has far fewer than the thousand of one answer. Throws `not_found` when the upload is not open. */
export async function listParts(upload: OpenUpload) {
  const { Parts = [] } = await ask(server().send(new ListPartsCommand(inOriginals(upload))))
  return Parts.map(({ PartNumber = 0, Size = 0, ETag = '', LastModified = new Date(0) }) => ({
    number: PartNumber,
    sizeBytes: Size,
    etag: ETag,
    storedAt: LastModified,
  }))
}

/** The parts have become the object. Throws `not_found` when the upload is not open: it may have been completed before. */
export async function closeUpload(upload: OpenUpload, parts: { number: number; etag: string }[]) {
  const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }))
  await ask(server().send(new CompleteMultipartUploadCommand({ ...inOriginals(upload), MultipartUpload: { Parts } })))
}

/** The upload and its parts are gone, or never were. */
export async function abortUpload(upload: OpenUpload) {
  try {
    await ask(server().send(new AbortMultipartUploadCommand(inOriginals(upload))))
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not_found')) throw error
  }
}

/** Every open upload of private objects under `prefix`, whoever began it. */
export async function listOpenUploads(prefix: string) {
  const found: (OpenUpload & { openedAt: Date })[] = []
  let page: { KeyMarker?: string; UploadIdMarker?: string } | null = {}
  while (page) {
    const answer: ListMultipartUploadsCommandOutput = await ask(
      server().send(new ListMultipartUploadsCommand({ Bucket: bucketName('originals'), Prefix: prefix, ...page })),
    )
    for (const { Key = '', UploadId = '', Initiated = new Date() } of answer.Uploads ?? []) found.push({ key: Key, uploadId: UploadId, openedAt: Initiated })
    page = answer.IsTruncated ? { KeyMarker: answer.NextKeyMarker, UploadIdMarker: answer.NextUploadIdMarker } : null
  }
  return found
}

/** An address that gives a private object as a file called `fileName`, for `ttlSeconds`. */
export const presignDownload = ({ key, fileName, mimeType, ttlSeconds }: { key: string; fileName: string; mimeType: string; ttlSeconds: number }) =>
  getSignedUrl(
    forBrowsers(),
    new GetObjectCommand({ ...named({ bucket: 'originals', key }), ResponseContentDisposition: attachment(fileName), ResponseContentType: mimeType }),
    { expiresIn: ttlSeconds },
  )

/** RFC 6266: a plain name for old clients, the true one beside it. What could end the header or name a folder becomes `_`. */
export function attachment(fileName: string) {
  const safe = [...fileName.replace(/[\p{Cc}\p{Cf}\p{Cs}/\\]/gu, '_')].slice(0, 150).join('') || 'photo'
  const plain = safe
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["%;]/g, '_')
  const encoded = encodeURIComponent(safe).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** The object is stored. A public one is kept by caches for a year: its key names its content. */
export async function putObject(at: At & { body: Buffer; mimeType: string }) {
  const cache = at.bucket === 'originals' ? 'private, no-store' : 'public, max-age=31536000, immutable'
  await ask(server().send(new PutObjectCommand({ ...named(at), Body: at.body, ContentLength: at.body.length, ContentType: at.mimeType, CacheControl: cache })))
}

/** The whole object in memory, at most some 50 MB. Throws `not_found`. */
export async function getObject(at: At): Promise<Buffer> {
  const read = async () => {
    const { Body } = await server().send(new GetObjectCommand(named(at)))
    if (!Body) throw new Error(`An answer without a body for ${at.bucket}/${at.key}.`)
    return Buffer.from(await Body.transformToByteArray())
  }
  return ask(read())
}

/** Size and declared type of an object. Throws `not_found`. */
export async function headObject(at: At) {
  const head = await ask(server().send(new HeadObjectCommand(named(at))))
  return { sizeBytes: head.ContentLength ?? 0, mimeType: head.ContentType ?? '' }
}

/** The bytes at `from` are also at `to`. Throws `not_found`. */
export async function copyObject(from: At, to: At) {
  await ask(server().send(new CopyObjectCommand({ ...named(to), CopySource: `${bucketName(from.bucket)}/${from.key}` })))
}

/** The object is gone, or never was. */
export async function deleteObject(at: At) {
  await ask(server().send(new DeleteObjectCommand(named(at))))
}

/** Where anybody reads a public object. */
export const mediaUrl = (bucket: PublicBucket, key: string) => `${env().MEDIA_URL.replace(/\/+$/, '')}/${bucketName(bucket)}/${key}`
