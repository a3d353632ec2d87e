import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startS3 } from './server'

const dataDir = mkdtempSync(join(tmpdir(), 'pouire-s3-'))
const origin = 'http://localhost:3000'
const keys = { accessKeyId: 'local-key', secretAccessKey: 'local-secret' }
const settings = { dataDir, port: 0, privateBuckets: ['originals'], publicBuckets: ['thumbnails'], allowOrigin: origin, ...keys }

const clientOf = (url: string, credentials = keys) =>
  new S3Client({
    endpoint: url,
    region: 'eu-west-3',
    forcePathStyle: true,
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 1,
  })

let server: Awaited<ReturnType<typeof startS3>>
let s3: S3Client
beforeAll(async () => {
  server = await startS3(settings)
  s3 = clientOf(server.url)
})
afterAll(async () => {
  s3.destroy()
  await server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const at = (Key: string, Bucket = 'originals') => ({ Bucket, Key })
const put = (Key: string, Body: string | Buffer, Bucket = 'originals') => s3.send(new PutObjectCommand({ ...at(Key, Bucket), Body }))
const read = async (Key: string, Range?: string) => (await s3.send(new GetObjectCommand({ ...at(Key), Range }))).Body?.transformToString()
const draftsLeft = () => readdirSync(join(dataDir, 'incoming')).length
const filesIn = (folder: string) => readdirSync(folder, { recursive: true }).length

/** A request whose path goes out as it stands: fetch would tidy `..` away. */
function sendRaw(
  url: string,
  method: string,
  { body = '', headers = {}, cutAfter }: { body?: string; headers?: Record<string, string | number>; cutAfter?: () => Promise<unknown> } = {},
) {
  const [, path = '/'] = /^http:\/\/[^/]+(\/.*)$/.exec(url) ?? []
  return new Promise<number>((done, fail) => {
    const request = httpRequest(server.url, { method, path, headers }, (response) => response.resume().once('end', () => done(response.statusCode ?? 0)))
    request.once('error', (error) => (cutAfter ? done(0) : fail(error)))
    if (!cutAfter) return request.end(body)
    request.write(body)
    cutAfter().then(() => request.destroy(), fail)
  })
}

describe('objects', () => {
  test('what is put comes back with its type, disposition, cache rule, metadata and MD5 ETag', async () => {
    const Body = randomBytes(100_000)
    await s3.send(
      new PutObjectCommand({ ...at('a/photo.jpg'), Body, ContentType: 'image/jpeg', CacheControl: 'max-age=31536000, immutable', Metadata: { owner: 'awa' } }),
    )
    const got = await s3.send(new GetObjectCommand(at('a/photo.jpg')))
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(Body)).toBe(true)
    const head = await s3.send(new HeadObjectCommand(at('a/photo.jpg')))
    expect(head).toMatchObject({ ContentLength: 100_000, ContentType: 'image/jpeg', CacheControl: 'max-age=31536000, immutable', Metadata: { owner: 'awa' } })
    expect(head.ETag).toBe(`"${createHash('md5').update(Body).digest('hex')}"`)
    await s3.send(new HeadBucketCommand({ Bucket: 'originals' }))
  })

  test.each([
    ['bytes=10-19', 'abcdefghij'],
    ['bytes=0-0', '0'],
    ['bytes=-3', 'xyz'],
    ['bytes=33-', 'xyz'],
    ['bytes=0-1,4-5', '0123456789abcdefghijklmnopqrstuvwxyz'],
  ])('range %s', async (range, expected) => {
    await put('range.txt', '0123456789abcdefghijklmnopqrstuvwxyz')
    expect(await read('range.txt', range)).toBe(expected)
  })

  test('a range beyond the end is 416 InvalidRange', async () => {
    await put('range.txt', '0123456789')
    await expect(read('range.txt', 'bytes=10-')).rejects.toMatchObject({ name: 'InvalidRange', $metadata: { httpStatusCode: 416 } })
  })

  test('a missing object is NoSuchKey, a missing bucket NoSuchBucket', async () => {
    await expect(read('nowhere')).rejects.toMatchObject({ name: 'NoSuchKey' })
    await expect(put('x', 'y', 'nobodys-bucket')).rejects.toMatchObject({ name: 'NoSuchBucket' })
  })

  test('deleting one and many, of which some do not exist', async () => {
    for (const key of ['gone/1', 'gone/2', 'gone/3', 'gone/2026']) await put(key, 'x')
    await s3.send(new DeleteObjectCommand(at('gone/1')))
    const { Deleted } = await s3.send(
      new DeleteObjectsCommand({ Bucket: 'originals', Delete: { Objects: [{ Key: 'gone/2' }, { Key: 'gone/3' }, { Key: 'gone/never' }] } }),
    )
    expect(Deleted?.map((item) => item.Key)).toEqual(['gone/2', 'gone/3', 'gone/never'])
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'originals', Prefix: 'gone/' }))
    expect(Contents?.map((item) => item.Key)).toEqual(['gone/2026'])
  })

  test('writing into a folder while its last object is deleted loses nothing', async () => {
    for (let round = 0; round < 60; round++) {
      await put('crowd/old', 'x')
      await Promise.all([s3.send(new DeleteObjectCommand(at('crowd/old'))), put('crowd/new', String(round)), put('crowd/other', 'x')])
      expect(await read('crowd/new')).toBe(String(round))
      await Promise.all([s3.send(new DeleteObjectCommand(at('crowd/new'))), s3.send(new DeleteObjectCommand(at('crowd/other')))])
    }
  })

  test('a list goes on over pages, folders counted', async () => {
    for (const key of ['list/a', 'list/b/1', 'list/b/2', 'list/b.txt', 'list/c']) await put(key, 'x')
    const names: (string | undefined)[] = []
    let ContinuationToken: string | undefined
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket: 'originals', Prefix: 'list/', Delimiter: '/', MaxKeys: 2, ContinuationToken }))
      names.push(...(page.Contents ?? []).map((item) => item.Key), ...(page.CommonPrefixes ?? []).map((item) => item.Prefix))
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)
    expect(names.sort()).toEqual(['list/a', 'list/b.txt', 'list/b/', 'list/c'])
  })

  test('a copy carries bytes and type to another bucket', async () => {
    await s3.send(new PutObjectCommand({ ...at('copy/from.jpg'), Body: 'pixels', ContentType: 'image/jpeg' }))
    await s3.send(new CopyObjectCommand({ ...at('copy/to.jpg', 'thumbnails'), CopySource: 'originals/copy/from.jpg' }))
    const answer = await fetch(`${server.url}/thumbnails/copy/to.jpg`)
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['image/jpeg', 'pixels'])
    await expect(s3.send(new CopyObjectCommand({ ...at('x'), CopySource: 'originals/../incoming/x' }))).rejects.toMatchObject({ name: 'InvalidArgument' })
  })

  test('If-None-Match: * lets exactly one of several writers through', async () => {
    const writers = await Promise.allSettled(['one', 'two', 'three'].map((Body) => s3.send(new PutObjectCommand({ ...at('once'), Body, IfNoneMatch: '*' }))))
    expect(writers.filter((writer) => writer.status === 'fulfilled')).toHaveLength(1)
    for (const writer of writers)
      if (writer.status === 'rejected') expect(writer.reason).toMatchObject({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } })
  })

  test('a body that is not the one announced by its checksum is refused and replaces nothing', async () => {
    await put('checked', 'before')
    const ContentMD5 = createHash('md5').update('another').digest('base64')
    await expect(s3.send(new PutObjectCommand({ ...at('checked'), Body: 'after', ContentMD5 }))).rejects.toMatchObject({ name: 'BadDigest' })
    const ChecksumSHA256 = createHash('sha256').update('another').digest('base64')
    await expect(s3.send(new PutObjectCommand({ ...at('checked'), Body: 'after', ChecksumSHA256 }))).rejects.toMatchObject({ name: 'BadDigest' })
    expect(await read('checked')).toBe('before')
  })

  test('an address signed by a client with default checksums binds an empty body, and says so', async () => {
    const careless = new S3Client({ endpoint: server.url, region: 'eu-west-3', forcePathStyle: true, credentials: keys })
    const url = await getSignedUrl(careless, new PutObjectCommand(at('careless')))
    const answer = await fetch(url, { method: 'PUT', body: 'pixels' })
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('BadDigest')])
  })

  test('a PUT cut on its way leaves the object as it was', async () => {
    await put('cut', 'before')
    const url = await getSignedUrl(s3, new PutObjectCommand({ ...at('cut'), ContentLength: 1000 }))
    await sendRaw(url, 'PUT', { body: 'half', headers: { 'content-length': 1000 }, cutAfter: () => expect.poll(draftsLeft).toBe(1) })
    await expect.poll(draftsLeft).toBe(0)
    expect(await read('cut')).toBe('before')
  })

  test('everything is there after a stop and a start', async () => {
    await put('kept', 'still here')
    const again = await startS3(settings)
    const client = clientOf(again.url)
    expect(await (await client.send(new GetObjectCommand(at('kept')))).Body?.transformToString()).toBe('still here')
    client.destroy()
    await again.close()
  })
})

describe('signatures', () => {
  test('without one, nothing of a private bucket can be read, written, listed or deleted, and a browser can see that it is a 403', async () => {
    await put('secret', 'pixels')
    for (const [method, path] of [
      ['GET', 'originals/secret'],
      ['HEAD', 'originals/secret'],
      ['PUT', 'originals/secret'],
      ['DELETE', 'originals/secret'],
      ['POST', 'originals/secret?uploads'],
      ['GET', 'originals?list-type=2'],
      ['GET', ''],
      ['POST', 'originals'],
      ['PUT', 'new-bucket'],
    ]) {
      const answer = await fetch(`${server.url}/${path}`, { method, headers: { origin }, body: method === 'PUT' ? 'forged' : undefined })
      expect([method, path, answer.status]).toEqual([method, path, 403])
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    }
    expect(await read('secret')).toBe('pixels')
  })

  test('without one, an object of a public bucket can be read and nothing else be done', async () => {
    await s3.send(new PutObjectCommand({ ...at('small.webp', 'thumbnails'), Body: 'pixels', ContentType: 'image/webp', CacheControl: 'max-age=31536000' }))
    const answer = await fetch(`${server.url}/thumbnails/small.webp`)
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control'), await answer.text()]).toEqual([
      200,
      'image/webp',
      'max-age=31536000',
      'pixels',
    ])
    expect((await fetch(`${server.url}/thumbnails/small.webp`, { method: 'HEAD' })).headers.get('content-length')).toBe('6')
    expect((await fetch(`${server.url}/thumbnails/small.webp`, { headers: { range: 'bytes=-2' } })).status).toBe(206)
    for (const [method, path] of [
      ['PUT', 'small.webp'],
      ['DELETE', 'small.webp'],
      ['GET', ''],
      ['GET', '?list-type=2'],
      ['GET', 'small.webp?acl'],
      ['GET', 'small.webp?response-content-type=text/html'],
    ]) {
      expect([method, path, (await fetch(`${server.url}/thumbnails/${path}`, { method })).status]).toEqual([method, path, 403])
    }
  })

  test('a wrong secret, an unknown key and a changed address are refused', async () => {
    const forger = clientOf(server.url, { ...keys, secretAccessKey: 'guessed' })
    await expect(forger.send(new GetObjectCommand(at('secret')))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch', $metadata: { httpStatusCode: 403 } })
    const stranger = clientOf(server.url, { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' })
    await expect(stranger.send(new GetObjectCommand(at('secret')))).rejects.toMatchObject({ name: 'InvalidAccessKeyId', $metadata: { httpStatusCode: 403 } })
    const url = await getSignedUrl(s3, new GetObjectCommand(at('secret')))
    for (const changed of [
      url.replace('/secret?', '/other?'),
      url.replace('X-Amz-Expires=900', 'X-Amz-Expires=9000'),
      url.replace('X-Amz-Algorithm', 'x-amz-algorithm'),
      url.replace(/X-Amz-Algorithm=[^&]+&/, ''),
      `${url}&response-content-type=text/html`,
    ]) {
      expect((await fetch(changed)).status, changed).toBeGreaterThanOrEqual(400)
      expect((await fetch(changed)).status, changed).toBeLessThan(404)
    }
  })

  test('an address is good until it expires, and says why it no longer is to the page that used it', async () => {
    await put('timed', 'pixels')
    const sign = (secondsAgo: number) =>
      getSignedUrl(s3, new GetObjectCommand(at('timed')), { expiresIn: 60, signingDate: new Date(Date.now() - secondsAgo * 1000) })
    expect((await fetch(await sign(50))).status).toBe(200)
    const late = await fetch(await sign(70), { headers: { origin } })
    expect([late.status, late.headers.get('access-control-allow-origin'), await late.text()]).toEqual([
      403,
      origin,
      expect.stringContaining('Request has expired'),
    ])
    expect((await fetch(await sign(-3600))).status).toBe(403)
  })

  test('a download can be named by the one who signs', async () => {
    await put('named', 'pixels')
    const disposition = `attachment; filename="Goree.jpg"; filename*=UTF-8''Gor%C3%A9e.jpg`
    const answer = await fetch(
      await getSignedUrl(s3, new GetObjectCommand({ ...at('named'), ResponseContentDisposition: disposition, ResponseContentType: 'image/jpeg' })),
    )
    expect([answer.status, answer.headers.get('content-disposition'), answer.headers.get('content-type')]).toEqual([200, disposition, 'image/jpeg'])
  })

  test('a signed PUT takes exactly the size and type it was signed for, to exactly its key', async () => {
    const command = new PutObjectCommand({ ...at('bound.jpg'), ContentLength: 6, ContentType: 'image/jpeg' })
    const url = await getSignedUrl(s3, command, { signableHeaders: new Set(['content-type']) })
    const send = (body: string, type: string, to = url) => fetch(to, { method: 'PUT', body, headers: { 'content-type': type, origin } })
    expect((await send('too long', 'image/jpeg')).status).toBe(403)
    expect((await send('pixels', 'text/html')).status).toBe(403)
    expect((await send('pixels', 'image/jpeg', url.replace('bound', 'other'))).status).toBe(403)
    const good = await send('pixels', 'image/jpeg')
    expect([good.status, good.headers.get('access-control-expose-headers')]).toEqual([200, expect.stringContaining('ETag')])
    expect(await s3.send(new HeadObjectCommand(at('bound.jpg')))).toMatchObject({ ContentLength: 6, ContentType: 'image/jpeg' })
  })

  test('an x-amz header that was not signed is refused: a signed PUT cannot be turned into a copy of another object', async () => {
    await put('secret', 'pixels')
    const url = await getSignedUrl(s3, new PutObjectCommand(at('mine')))
    const answer = await fetch(url, { method: 'PUT', body: '', headers: { 'x-amz-copy-source': 'originals/secret' } })
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('not signed')])
  })

  test('a signed address that leads out of its bucket, or to files that are not objects, is refused', async () => {
    const before = filesIn(dataDir)
    for (const key of ['../thumbnails/x', 'a/../../../x', 'a/./b', 'a//b', 'x._S3rver_object', 'a\\..\\b', 'a\u0000b', 'x'.repeat(300)]) {
      const url = await getSignedUrl(s3, new PutObjectCommand(at(key)))
      expect([key, await sendRaw(url, 'PUT', { body: 'x', headers: { 'content-length': 1 } })]).toEqual([key, 400])
    }
    for (const path of [
      '/originals/%2e%2e/%2e%2e/etc/passwd',
      '/originals/..%2f..%2fetc/passwd',
      '/thumbnails/../originals/secret',
      '/thumbnails/%2e%2e/originals/secret',
      '/thumbnails/..%2foriginals%2fsecret',
      '/thumbnails/%ff',
      '//thumbnails/small.webp',
    ]) {
      expect([path, await sendRaw(`${server.url}${path}`, 'GET')]).toEqual([path, expect.toSatisfy((status) => status === 400 || status === 403)])
    }
    expect(filesIn(dataDir)).toBe(before)
  })

  test('what is not served is refused as such', async () => {
    await expect(s3.send(new ListObjectsCommand({ Bucket: 'originals' }))).rejects.toMatchObject({ name: 'NotImplemented' })
  })
})

describe('pages of the app', () => {
  const preflight = (from: string) =>
    fetch(`${server.url}/originals/x?partNumber=1`, {
      method: 'OPTIONS',
      headers: { origin: from, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
    })

  test('may send and read', async () => {
    const answer = await preflight(origin)
    expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('access-control-allow-headers')]).toEqual([
      200,
      origin,
      'content-type',
    ])
    expect(answer.headers.get('access-control-allow-methods')).toContain('PUT')
  })

  test('of other sites may not', async () => {
    const answer = await preflight('http://evil.test')
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })
})

describe('multipart', () => {
  const partBytes = 5 * 2 ** 20
  const create = async (key: string) => (await s3.send(new CreateMultipartUploadCommand({ ...at(key), ContentType: 'image/jpeg' }))).UploadId ?? ''
  const sign = (Key: string, UploadId: string, PartNumber: number, ContentLength: number) =>
    getSignedUrl(s3, new UploadPartCommand({ ...at(Key), UploadId, PartNumber, ContentLength }))
  const send = async (key: string, uploadId: string, partNumber: number, body: Buffer) =>
    fetch(await sign(key, uploadId, partNumber, body.length), { method: 'PUT', body: new Uint8Array(body), headers: { origin } })
  const partsOf = async (Key: string, UploadId: string) => (await s3.send(new ListPartsCommand({ ...at(Key), UploadId }))).Parts ?? []
  const complete = (Key: string, UploadId: string, Parts: { PartNumber?: number; ETag?: string }[]) =>
    s3.send(new CompleteMultipartUploadCommand({ ...at(Key), UploadId, MultipartUpload: { Parts } }))

  test('parts sent from a browser in any order become the object', async () => {
    const [first, second] = [randomBytes(partBytes), randomBytes(1234)]
    const uploadId = await create('big.jpg')
    expect((await send('big.jpg', uploadId, 2, second)).status).toBe(200)
    const answer = await send('big.jpg', uploadId, 1, first)
    expect([answer.status, answer.headers.get('etag'), answer.headers.get('access-control-allow-origin')]).toEqual([
      200,
      `"${createHash('md5').update(first).digest('hex')}"`,
      origin,
    ])
    const parts = await partsOf('big.jpg', uploadId)
    expect(parts.map((part) => [part.PartNumber, part.Size])).toEqual([
      [1, partBytes],
      [2, 1234],
    ])
    expect((await s3.send(new ListMultipartUploadsCommand({ Bucket: 'originals' }))).Uploads).toMatchObject([{ Key: 'big.jpg', UploadId: uploadId }])

    const { ETag } = await complete('big.jpg', uploadId, parts)
    const digests = Buffer.concat([first, second].map((part) => createHash('md5').update(part).digest()))
    expect(ETag).toBe(`"${createHash('md5').update(digests).digest('hex')}-2"`)
    const got = await s3.send(new GetObjectCommand(at('big.jpg')))
    expect(got).toMatchObject({ ETag, ContentType: 'image/jpeg', ContentLength: partBytes + 1234 })
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(Buffer.concat([first, second]))).toBe(true)
    await expect(complete('big.jpg', uploadId, parts)).rejects.toMatchObject({ name: 'NoSuchUpload' })
  })

  test('completed twice at once, it is completed once', async () => {
    const uploadId = await create('twice.jpg')
    await send('twice.jpg', uploadId, 1, Buffer.from('pixels'))
    const parts = await partsOf('twice.jpg', uploadId)
    const ends = await Promise.allSettled([complete('twice.jpg', uploadId, parts), complete('twice.jpg', uploadId, parts)])
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1)
    expect(await read('twice.jpg')).toBe('pixels')
  })

  test('a part listed but never sent, with another ETag, out of order or too small is refused, and the server lives', async () => {
    const uploadId = await create('broken.jpg')
    for (const number of [1, 2]) await send('broken.jpg', uploadId, number, Buffer.from('small'))
    const [one, two] = await partsOf('broken.jpg', uploadId)
    if (!one || !two) throw new Error('Two parts were sent.')
    await expect(complete('broken.jpg', uploadId, [one, { PartNumber: 7, ETag: one.ETag }])).rejects.toMatchObject({ name: 'InvalidPart' })
    await expect(complete('broken.jpg', uploadId, [{ ...one, ETag: '"00000000000000000000000000000000"' }])).rejects.toMatchObject({ name: 'InvalidPart' })
    await expect(complete('broken.jpg', uploadId, [two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' })
    await expect(complete('broken.jpg', uploadId, [one, two])).rejects.toMatchObject({ name: 'EntityTooSmall' })
    await expect(complete('broken.jpg', uploadId, [])).rejects.toMatchObject({ name: 'MalformedXML' })
    await expect(read('broken.jpg')).rejects.toMatchObject({ name: 'NoSuchKey' })
    await complete('broken.jpg', uploadId, [two])
    expect(await read('broken.jpg')).toBe('small')
  })

  test('an aborted upload takes its parts along', async () => {
    const uploadId = await create('aborted.jpg')
    await send('aborted.jpg', uploadId, 1, Buffer.from('pixels'))
    await s3.send(new AbortMultipartUploadCommand({ ...at('aborted.jpg'), UploadId: uploadId }))
    await expect(partsOf('aborted.jpg', uploadId)).rejects.toMatchObject({ name: 'NoSuchUpload' })
    expect((await send('aborted.jpg', uploadId, 2, Buffer.from('late'))).status).toBe(404)
  })

  test('a part has the size it was signed for and belongs to an upload that exists, under its own key', async () => {
    const uploadId = await create('mine.jpg')
    const before = filesIn(dataDir)
    const wrongSize = await fetch(await sign('mine.jpg', uploadId, 1, 6), { method: 'PUT', body: 'too long', headers: { origin } })
    expect([wrongSize.status, wrongSize.headers.get('access-control-allow-origin')]).toEqual([403, origin])
    expect((await send('other.jpg', uploadId, 1, Buffer.from('pixels'))).status).toBe(404)
    for (const strange of ['../../../../escape', '..', '', 'f'.repeat(32), `${uploadId}/..`, `../._S3rver_uploads/${uploadId}`]) {
      expect([strange, (await send('mine.jpg', strange, 1, Buffer.from('pixels'))).status]).toEqual([strange, 404])
    }
    for (const number of [0, 10_001]) expect([number, (await send('mine.jpg', uploadId, number, Buffer.from('pixels'))).status]).toEqual([number, 400])
    expect(filesIn(dataDir)).toBe(before)
  })

  test('a part cut on its way does not count', async () => {
    const uploadId = await create('cut.jpg')
    await sendRaw(await sign('cut.jpg', uploadId, 1, 1000), 'PUT', {
      body: 'half',
      headers: { 'content-length': 1000 },
      cutAfter: () => expect.poll(draftsLeft).toBe(1),
    })
    await expect.poll(draftsLeft).toBe(0)
    expect(await partsOf('cut.jpg', uploadId)).toEqual([])
  })
})
