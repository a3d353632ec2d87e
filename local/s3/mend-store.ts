import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { link, rename, rm } from 'node:fs/promises'
import { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import type { Store } from '@20minutes/s3rver'
import S3Error from '@20minutes/s3rver/lib/models/error.js'

/** s3rver's file store, with its losses stopped: a cut or altered body replaces nothing, a new object appears whole or not at all. */
export function mendStore(store: Store, incoming: string) {
  const getObject = store.getObject.bind(store)

  store.putContent = async (path, content) => {
    const draft = join(incoming, randomUUID())
    const [md5, sha256] = [createHash('md5'), createHash('sha256')]
    let [sizeBytes, crc] = [0, 0]
    async function* measured(source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        md5.update(chunk)
        sha256.update(chunk)
        crc = crc32(chunk, crc)
        sizeBytes += chunk.length
        yield chunk
      }
    }
    try {
      await pipeline(content, measured, createWriteStream(draft)) // Rejects when the client goes away before the last byte.
      const digests = { md5: md5.digest('hex'), sha256: sha256.digest('hex'), crc32: crc.toString(16).padStart(8, '0') }
      const headers = content instanceof IncomingMessage ? content.headers : {}
      assertDigests(headers, digests)
      if (headers['if-none-match'] === '*') await link(draft, path).catch(refuseExisting)
      else {
        await rm(`${path}.md5`, { force: true }) // The old checksum must not outlive the old bytes; s3rver makes a missing one anew.
        await rename(draft, path)
      }
      return [sizeBytes, digests.md5]
    } finally {
      await rm(draft, { force: true })
    }
  }

  // s3rver also removes emptied folders, under the feet of a PUT into the same folder.
  store.deleteObject = async (bucket, key) => {
    for (const resource of ['object', 'object.md5', 'metadata.json']) await rm(store.getResourcePath(bucket, key, resource), { force: true })
  }

  // s3rver takes an end of 0 for no end at all.
  store.getObject = async (bucket, key, range) => {
    const object = await getObject(bucket, key, range)
    if (!object?.content || range?.end !== 0) return object
    object.content.destroy()
    return Object.assign(object, { range: { start: 0, end: 0 }, content: createReadStream(store.getResourcePath(bucket, key, 'object'), { start: 0, end: 0 }) })
  }
}

function assertDigests(headers: IncomingMessage['headers'], digests: { md5: string; sha256: string; crc32: string }) {
  const inBase64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64')
  const claims = [
    [headers['content-md5'], inBase64(digests.md5)],
    [headers['x-amz-checksum-sha256'], inBase64(digests.sha256)],
    [headers['x-amz-checksum-crc32'], inBase64(digests.crc32)],
  ]
  if (claims.some(([claimed, real]) => claimed !== undefined && claimed !== real)) {
    throw new S3Error('BadDigest', 'The checksum you specified did not match what we received.')
  }
  const signed = headers['x-amz-content-sha256']
  if (typeof signed === 'string' && /^[0-9a-f]{64}$/.test(signed) && signed !== digests.sha256) {
    throw new S3Error('BadDigest', 'The provided x-amz-content-sha256 header does not match what was computed.')
  }
}

function refuseExisting(error: NodeJS.ErrnoException): never {
  if (error.code === 'EEXIST')
    throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold.', { Condition: 'If-None-Match' })
  throw error
}
