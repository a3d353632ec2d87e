import { eq, exists, or } from 'drizzle-orm'
import { db, schema } from '@/db'
import { AppError } from '@/lib/errors'
import { type Bucket, headObject } from '@/lib/storage'
import { eightAtOnce } from './at-once'
import type { Fault } from './invariants'

const { photos, orderItems, revenues } = schema

/** Photos on sale or sold that lack an object, its hash, or a byte of the delivery copy. */
export async function findLostObjects(): Promise<Fault[]> {
  const sold = exists(
    db.select({ id: revenues.id }).from(orderItems).innerJoin(revenues, eq(revenues.orderItemId, orderItems.id)).where(eq(orderItems.photoId, photos.id)),
  )
  const kept = await db
    .select()
    .from(photos)
    .where(or(eq(photos.status, 'published'), sold))
  return eightAtOnce(kept, async (photo) => (await faultsOf(photo)).map((fault) => ({ subject: photo.id, fault })))
}

async function faultsOf(photo: typeof photos.$inferSelect) {
  const delivery = { bucket: 'originals' as Bucket, key: photo.deliveryKey, is: 'delivery copy' }
  const shown: (typeof delivery)[] = [
    { bucket: 'originals', key: photo.originalKey, is: 'original' },
    { bucket: 'watermarked', key: photo.previewKey, is: 'preview' },
    { bucket: 'watermarked', key: photo.largeKey, is: 'large' },
    { bucket: 'thumbnails', key: photo.mediumKey, is: 'medium' },
    { bucket: 'thumbnails', key: photo.smallKey, is: 'small' },
  ]
  const faults = photo.sha256 && photo.deliverySha256 ? [] : ['a hash is missing']
  for (const { bucket, key, is } of photo.status === 'published' ? [delivery, ...shown] : [delivery]) {
    const sizeBytes = key ? await findSize(bucket, key) : null
    if (sizeBytes === null) faults.push(`${is} is missing`)
    else if (is === 'delivery copy' && sizeBytes !== photo.deliveryBytes) faults.push(`delivery copy has ${sizeBytes} bytes, not ${photo.deliveryBytes}`)
  }
  return faults
}

async function findSize(bucket: Bucket, key: string) {
  try {
    return (await headObject({ bucket, key })).sizeBytes
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
