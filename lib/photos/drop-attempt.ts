import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import { deleteObject } from '@/lib/storage'

const { photos } = schema

/** Of what one try at taking in a photo stored privately, only what the photo's row names is left. Safe to repeat. */
export async function dropAttempt(photoId: string, made: { originalKey: string; deliveryKey?: string }) {
  const [photo] = await db.select({ original: photos.originalKey, delivery: photos.deliveryKey }).from(photos).where(eq(photos.id, photoId))
  if (made.originalKey !== photo?.original) await deleteObject({ bucket: 'originals', key: made.originalKey })
  if (made.deliveryKey && made.deliveryKey !== photo?.delivery) await deleteObject({ bucket: 'originals', key: made.deliveryKey })
}
