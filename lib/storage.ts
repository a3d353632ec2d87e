import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { env } from './env'
import { AppError, notFound } from './errors'

/** `originals` is private: what a browser gets from it is signed. The other two are read by anybody. */
export type Bucket = 'originals' | PublicBucket
type PublicBucket = 'watermarked' | 'thumbnails'
type At = { bucket: Bucket; key: string }

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
