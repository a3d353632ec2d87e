// s3rver brings no types; these are the parts used here, as version 5.0.0 has them.
declare module '@20minutes/s3rver' {
  import type { IncomingMessage, ServerResponse } from 'node:http'
  import type { Readable } from 'node:stream'

  export type ObjectMetadata = Record<string, string> & { etag: string; 'last-modified': string; 'content-length': number }
  export type StoredObject = { key: string; size: number; metadata: ObjectMetadata; content: Readable | null; range?: { start: number; end: number } }
  export type ListOptions = { delimiter?: string; startAfter?: string; prefix?: string; maxKeys?: number }

  export type Store = {
    getResourcePath(bucket: string, key: string | undefined, resource: string): string
    getMetadata(bucket: string, key: string): Promise<ObjectMetadata>
    existsObject(bucket: string, key: string): Promise<boolean>
    getObject(bucket: string, key: string, range?: { start?: number; end?: number }): Promise<StoredObject | null>
    deleteObject(bucket: string, key: string): Promise<void>
    listObjects(bucket: string, options: ListOptions): Promise<{ objects: StoredObject[]; commonPrefixes: string[]; isTruncated: boolean }>
    putContent(path: string, content: Readable): Promise<[sizeBytes: number, md5: string]>
    putObjectMultipart(bucket: string, uploadId: string, parts: { number: number }[]): Promise<{ size: number; md5: string }>
  }

  export default class S3rver {
    constructor(options: {
      directory: string
      silent: boolean
      vhostBuckets: boolean
      allowMismatchedSignatures: boolean
      configureBuckets: { name: string }[]
    })
    store: Store
    logger: { exceptions: { unhandle(): void }; close(): void }
    configureBuckets(): Promise<unknown>
    callback(): (request: IncomingMessage, response: ServerResponse) => void
  }
}

declare module '@20minutes/s3rver/lib/models/error.js' {
  export default class S3Error extends Error {
    constructor(code: string, message: string, detail?: Record<string, unknown>)
    code: string
    status: number
    toXML(): string
  }
}
