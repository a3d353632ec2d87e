import { mkdir, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join, resolve } from 'node:path'
import S3rver from '@20minutes/s3rver'
import S3Error from '@20minutes/s3rver/lib/models/error.js'
import { listObjects } from './list-objects'
import { mendStore } from './mend-store'
import { abortUpload, assertPartNumber, assertUpload, completeUpload, listParts, listUploads } from './multipart-shim'
import { plainRange } from './range'
import { assertKey, assertKnownQuery, parseCopySource, parseTarget, type Target } from './target'
import { verifySigV4 } from './verify-sigv4'
import { textsOf, xmlDocument } from './xml'

type Options = {
  dataDir: string
  /** 0 takes any free one. */
  port: number
  host?: string
  /** Nothing in these is readable without a signature. */
  privateBuckets: string[]
  /** Objects in these are readable by anybody; everything else needs a signature. */
  publicBuckets: string[]
  accessKeyId: string
  secretAccessKey: string
  /** The one origin whose pages may call, or `*`. */
  allowOrigin: string
}

/** An S3 (path style, SigV4) answers on host:port with its objects in `dataDir`. s3rver holds the objects; everything it lets through or loses is refused or mended before it. */
export async function startS3({ dataDir, port, host = '127.0.0.1', privateBuckets, publicBuckets, allowOrigin, ...keys }: Options) {
  const [objects, incoming] = [join(resolve(dataDir), 'objects'), join(resolve(dataDir), 'incoming')]
  await rm(incoming, { recursive: true, force: true })
  for (const folder of [objects, incoming]) await mkdir(folder, { recursive: true })
  const buckets = [...privateBuckets, ...publicBuckets]
  const s3rver = new S3rver({
    directory: objects,
    silent: true,
    vhostBuckets: false,
    allowMismatchedSignatures: true,
    configureBuckets: buckets.map((name) => ({ name })),
  })
  await s3rver.configureBuckets()
  mendStore(s3rver.store, incoming)
  const handOn = s3rver.callback()

  const server = createServer(async (request, response) => {
    try {
      allowCors(request, response, allowOrigin)
      if (request.method === 'OPTIONS') return answerPreflight(request, response)
      const isSigned = verifySigV4(request, keys)
      const target = parseTarget(request.url ?? '/')
      const isPublicRead =
        ['GET', 'HEAD'].includes(request.method ?? '') && publicBuckets.includes(target.bucket) && target.key !== '' && target.query.size === 0
      if (!isSigned && !isPublicRead) throw new S3Error('AccessDenied', 'Access Denied')
      if (!buckets.includes(target.bucket)) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', { BucketName: target.bucket })
      assertKnownQuery(target.query)
      if (isSigned) swapCredentials(request, target.query)
      const xml = await serve(request, response, target)
      if (xml !== handedOn) response.writeHead(xml ? 200 : 204, xml ? { 'content-type': 'application/xml' } : {}).end(xml)
    } catch (error) {
      refuse(response, error)
    }
  })

  const handedOn = Symbol('answered by s3rver')
  async function serve(request: IncomingMessage, response: ServerResponse, { bucket, key, query }: Target) {
    const { store } = s3rver
    const uploadId = query.get('uploadId')
    const upload = { bucket, key, uploadId: uploadId ?? '' }
    switch (`${request.method} ${key ? 'object' : 'bucket'}${uploadId === undefined ? '' : ' upload'}`) {
      case 'GET object upload':
        return listParts(store, upload, query)
      case 'DELETE object upload':
        return abortUpload(store, upload)
      case 'POST object upload':
        if (request.headers['if-none-match'] && (await store.existsObject(bucket, key)))
          throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold.')
        return completeUpload(store, upload, await readText(request))
      case 'PUT object upload':
        assertBody(request)
        assertPartNumber(query.get('partNumber') ?? '')
        await assertUpload(store, upload)
        if (request.headers['x-amz-copy-source']) throw new S3Error('NotImplemented', 'UploadPartCopy is not served here.')
        break
      case 'PUT object':
        prepareCopy(request, buckets)
        if (request.headers['if-match']) throw new S3Error('NotImplemented', 'If-Match on a PUT is not served here.')
        assertBody(request)
        break
      case 'GET object':
      case 'HEAD object':
        if (request.headers.range) await rewriteRange(request, response, bucket, key)
        break
      case 'DELETE object':
      case 'HEAD bucket':
        break
      case 'POST object':
        if (!query.has('uploads')) throw new S3Error('NotImplemented', 'Forms are not served here; sign a PUT.')
        break
      case 'GET bucket':
        if (query.has('uploads')) return listUploads(store, bucket, query.get('prefix') ?? '')
        if (query.get('list-type') !== '2') throw new S3Error('NotImplemented', 'Only ListObjectsV2 is served here.')
        return listObjects(store, bucket, query)
      case 'POST bucket':
        if (!query.has('delete')) throw new S3Error('NotImplemented', 'Forms are not served here; sign a PUT.')
        return deleteObjects(bucket, await readText(request))
      default:
        throw new S3Error('NotImplemented', `${request.method} is not served here.`)
    }
    request.url = `/${[bucket, ...key.split('/')].map(encodeURIComponent).join('/')}${query.size ? `?${new URLSearchParams([...query])}` : ''}`
    handOn(request, response)
    return handedOn
  }

  async function rewriteRange(request: IncomingMessage, response: ServerResponse, bucket: string, key: string) {
    if (!(await s3rver.store.existsObject(bucket, key))) return
    const sizeBytes = (await s3rver.store.getMetadata(bucket, key))['content-length']
    const range = plainRange(request.headers.range ?? '', sizeBytes)
    if (range === null) {
      response.setHeader('content-range', `bytes */${sizeBytes}`)
      throw new S3Error('InvalidRange', 'The requested range is not satisfiable')
    }
    if (range === undefined) delete request.headers.range
    else request.headers.range = range
  }

  async function deleteObjects(bucket: string, body: string) {
    const keys = textsOf(body, 'Object').flatMap((object) => textsOf(object, 'Key'))
    keys.forEach(assertKey)
    for (const key of keys) await s3rver.store.deleteObject(bucket, key)
    return xmlDocument('DeleteResult', { Deleted: keys.map((Key) => ({ Key })) })
  }

  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, host, done))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('S3 listens on no port.')
  return {
    url: `http://${host}:${address.port}`,
    /** The port is free; requests under way are cut. */
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      s3rver.logger.exceptions.unhandle()
      s3rver.logger.close()
    },
  }
}

/** The caller's signature has been checked and is replaced by s3rver's own, which it needs to see a signed request in it. */
function swapCredentials(request: IncomingMessage, query: Map<string, string>) {
  for (const [name, value] of query) {
    if (!name.toLowerCase().startsWith('x-amz-')) continue
    query.delete(name)
    request.headers[name.toLowerCase()] = value // A header that the SDK moved into the address: metadata, checksum, copy source.
  }
  const { headers } = request
  for (const part of ['algorithm', 'credential', 'expires', 'signedheaders', 'signature', 'security-token']) delete headers[`x-amz-${part}`]
  headers['x-amz-content-sha256'] ??= 'UNSIGNED-PAYLOAD'
  headers['x-amz-date'] = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  headers.authorization = `AWS4-HMAC-SHA256 Credential=S3RVER/${headers['x-amz-date'].slice(0, 8)}/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=checked`
}

function assertBody({ headers }: IncomingMessage) {
  if (String(headers['x-amz-content-sha256']).startsWith('STREAMING-')) {
    throw new S3Error('NotImplemented', "Bodies signed chunk by chunk are not served here: set requestChecksumCalculation to 'WHEN_REQUIRED'.")
  }
  if (headers['content-length'] === undefined) throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.')
}

function prepareCopy({ headers }: IncomingMessage, buckets: string[]) {
  if (headers['x-amz-copy-source'] === undefined) return
  const source = parseCopySource(String(headers['x-amz-copy-source']))
  if (!buckets.includes(source.bucket)) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', { BucketName: source.bucket })
  headers['x-amz-copy-source'] = encodeURI(`${source.bucket}/${source.key}`)
  headers['content-length'] ??= '0'
}

async function readText(request: IncomingMessage) {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of request) {
    chunks.push(chunk)
    sizeBytes += chunk.length
    if (sizeBytes > 2 ** 21) throw new S3Error('MaxMessageLengthExceeded', 'Your request was too big.')
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** On every answer, refusals too: without it a browser sees status 0 where a 403 stands. */
function allowCors({ headers }: IncomingMessage, response: ServerResponse, allowOrigin: string) {
  response.setHeader('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method')
  if (!headers.origin || (allowOrigin !== '*' && headers.origin !== allowOrigin)) return
  response.setHeader('access-control-allow-origin', allowOrigin)
  response.setHeader('access-control-expose-headers', 'ETag, x-amz-error-code')
}

function answerPreflight({ headers }: IncomingMessage, response: ServerResponse) {
  if (!response.hasHeader('access-control-allow-origin')) throw new S3Error('CORSResponse', 'This CORS request is not allowed.')
  response.setHeader('access-control-allow-methods', 'GET, HEAD, PUT, POST, DELETE')
  response.setHeader('access-control-allow-headers', headers['access-control-request-headers'] ?? '')
  response.setHeader('access-control-max-age', '3000')
  response.writeHead(200).end()
}

function refuse(response: ServerResponse, error: unknown) {
  const refusal = error instanceof S3Error ? error : new S3Error('InternalError', 'We encountered an internal error. Please try again.')
  if (refusal !== error) console.error('s3:', error)
  if (response.headersSent) return response.destroy()
  response.setHeader('x-amz-error-code', refusal.code)
  response.writeHead(refusal.status, { 'content-type': 'application/xml' }).end(refusal.toXML())
}
