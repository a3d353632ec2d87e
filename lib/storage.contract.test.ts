import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { copyObject, deleteObject, getObject, headObject, mediaUrl, presignDownload, presignUpload, putObject } from './storage'

const key = () => `originals/${randomBytes(16).toString('hex')}`
const body = Buffer.from('des octets')

test('an object is put, read, looked at, copied and deleted; a missing one is not found', async () => {
  const [from, to] = [
    { bucket: 'originals' as const, key: key() },
    { bucket: 'originals' as const, key: key() },
  ]
  await putObject({ ...from, body, mimeType: 'image/jpeg' })
  await copyObject(from, to)
  expect(await getObject(to)).toEqual(body)
  expect(await headObject(to)).toEqual({ sizeBytes: body.length, mimeType: 'image/jpeg' })
  await deleteObject(from)
  await deleteObject(from)
  for (const read of [getObject, headObject, (at: typeof from) => copyObject(at, to)]) await expect(read(from)).rejects.toMatchObject({ code: 'not_found' })
})

test('a private object is read by its signed address alone, as an attachment under its name', async () => {
  const at = { bucket: 'originals' as const, key: key() }
  await putObject({ ...at, body, mimeType: 'image/jpeg' })
  const url = await presignDownload({ key: at.key, fileName: 'Marché “d’été”.jpg', mimeType: 'image/jpeg', ttlSeconds: 60 })
  const answer = await fetch(url)
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="Marche _d_ete_.jpg"; filename*=UTF-8''March%C3%A9%20%E2%80%9Cd%E2%80%99%C3%A9t%C3%A9%E2%80%9D.jpg`,
  )
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(body)
  expect((await fetch(url.split('?')[0] ?? '')).status).toBe(403)
  expect((await fetch(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600'))).status).toBe(403)
})

test('a public object is read by anybody and kept for a year', async () => {
  const name = `${randomBytes(16).toString('hex')}.webp`
  await putObject({ bucket: 'thumbnails', key: name, body, mimeType: 'image/webp' })
  const answer = await fetch(mediaUrl('thumbnails', name))
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'image/webp',
    'public, max-age=31536000, immutable',
  ])
})

test('a signed upload is bound to its key, size and type', async () => {
  const at = key()
  const { url, headers } = await presignUpload({ key: at, sizeBytes: body.length, mimeType: 'image/png' })
  const put = async (to: string, bytes: Buffer, sent: Record<string, string>) =>
    (await fetch(to, { method: 'PUT', headers: sent, body: new Uint8Array(bytes) })).status
  expect(await put(url, Buffer.alloc(body.length + 1), headers)).toBe(403)
  expect(await put(url, body, { 'content-type': 'text/html' })).toBe(403)
  expect(await put(url.replace(at, key()), body, headers)).toBe(403)
  expect(await put(url, body, headers)).toBe(200)
})
