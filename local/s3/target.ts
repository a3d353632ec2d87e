import S3Error from '@20minutes/s3rver/lib/models/error.js'
import { decode, parseQuery } from './verify-sigv4'

export type Target = { bucket: string; key: string; query: Map<string, string> }

const known = new Set(
  'x-id uploads uploadId partNumber list-type prefix delimiter max-keys continuation-token start-after delete max-parts part-number-marker'.split(' '),
)

/** What a request's address points at; an address that could mean two things, or a file outside its bucket, throws. */
export function parseTarget(url: string): Target {
  const [path = '', ...rest] = url.split('?')
  const [, bucket = '', ...key] = path.split('/').map(decode)
  if (!path.startsWith('/')) throw new S3Error('InvalidURI', "Couldn't parse the specified URI.")
  const pairs = parseQuery(rest.join('?'))
  const query = new Map(pairs)
  if (query.size !== pairs.length) throw new S3Error('InvalidArgument', 'A query parameter is given twice.')
  const target = { bucket, key: key.join('/'), query }
  if (target.key) assertKey(target.key)
  return target
}

/** Refuses parameters that would make the request another operation than the ones served here. */
export function assertKnownQuery(query: Map<string, string>) {
  for (const name of query.keys()) {
    if (known.has(name) || /^x-amz-|^response-/i.test(name)) continue
    throw new S3Error('NotImplemented', `The parameter ${name} implies functionality that is not implemented.`)
  }
}

/** A key becomes a file name: no step may leave the bucket, collapse into another key, or reach s3rver's own files. */
export function assertKey(key: string) {
  const bad = (part: string) => part === '' || part === '.' || part === '..' || Buffer.byteLength(part) > 200 || part.includes('._S3rver_')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL ends a file name, and the others have no business in a key.
  if (/[\\\u0000-\u001f\u007f]/.test(key) || Buffer.byteLength(key) > 1024 || key.split('/').some(bad)) {
    throw new S3Error('InvalidArgument', 'This key is not served here.', { ArgumentName: 'key' })
  }
}

/** Bucket and key of an x-amz-copy-source header. */
export function parseCopySource(header: string) {
  const [bucket = '', ...key] = decode(header.replace(/^\//, '')).split('/')
  assertKey(key.join('/'))
  return { bucket, key: key.join('/') }
}
