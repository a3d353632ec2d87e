import type { Store } from '@20minutes/s3rver'
import { xmlDocument } from './xml'

/** ListObjectsV2; s3rver's own cannot give a second page. */
export async function listObjects(store: Store, bucket: string, query: Map<string, string>) {
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? '']
  const token = query.get('continuation-token')
  const after = token ? Buffer.from(token, 'base64url').toString() : (query.get('start-after') ?? '')
  const maxKeys = Math.min(1000, Number(query.get('max-keys') ?? 1000))

  const { objects } = await store.listObjects(bucket, { prefix })
  const entries = new Map<string, (typeof objects)[number] | null>()
  for (const object of objects) {
    const cut = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1
    entries.set(cut < 0 ? object.key : object.key.slice(0, cut + delimiter.length), cut < 0 ? object : null)
  }
  const rest = [...entries].filter(([name]) => name > after).sort(([a], [b]) => (a < b ? -1 : 1))
  const page = rest.slice(0, maxKeys)
  const isTruncated = rest.length > page.length
  return xmlDocument('ListBucketResult', {
    Name: bucket,
    Prefix: prefix,
    Delimiter: delimiter || undefined,
    MaxKeys: maxKeys,
    KeyCount: page.length,
    IsTruncated: isTruncated,
    NextContinuationToken: isTruncated ? Buffer.from(page.at(-1)?.[0] ?? '').toString('base64url') : undefined,
    Contents: page.flatMap(([key, object]) =>
      object
        ? [
            {
              Key: key,
              LastModified: new Date(object.metadata['last-modified']).toISOString(),
              ETag: object.metadata.etag,
              Size: object.size,
              StorageClass: 'STANDARD',
            },
          ]
        : [],
    ),
    CommonPrefixes: page.flatMap(([name, object]) => (object ? [] : [{ Prefix: name }])),
  })
}
