import { AppError } from '@/lib/errors'
import { headObject, listParts } from '@/lib/storage'
import { partsOf } from './rules'

type Draft = { uploadKey: string; uploadId: string | null; sizeBytes: number }
export type StoredPart = { number: number; sizeBytes: number; etag: string | null; storedAt: Date | null }

const orNull = (error: unknown) => {
  if (error instanceof AppError && error.code === 'not_found') return null
  throw error
}

/** The whole parts the store has of a draft, all of them (without ETags) when they are one object already; null when no upload is open. */
export async function listStored({ uploadKey, uploadId, sizeBytes }: Draft): Promise<StoredPart[] | null> {
  if (uploadId) {
    const parts = await listParts({ key: uploadKey, uploadId }).catch(orNull)
    if (parts) return parts
    if (await isWhole({ uploadKey, sizeBytes })) return partsOf(sizeBytes).map((part) => ({ ...part, etag: null, storedAt: null })) // Completed, and the answer lost.
  }
  return null
}

/** Whether the object is in the store with exactly the bytes that were declared. */
export async function isWhole({ uploadKey, sizeBytes }: Pick<Draft, 'uploadKey' | 'sizeBytes'>) {
  const head = await headObject({ bucket: 'originals', key: uploadKey }).catch(orNull)
  return head?.sizeBytes === sizeBytes
}
