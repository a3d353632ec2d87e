import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import { type Derivative, derivatives } from '@/lib/images'
import { deleteObject } from '@/lib/storage'
import { publicBucket } from './photo-urls'

const { photos } = schema

/** Of what one try at taking in a photo stored, only what the photo's row names is left. Its keys are its own, so nobody else's picture goes. Safe to repeat. */
export async function dropAttempt(photoId: string, made: { originalKey: string; deliveryKey?: string; keys?: Record<Derivative, string> }) {
  const [photo] = await db.select().from(photos).where(eq(photos.id, photoId))
  if (made.originalKey !== photo?.originalKey) await deleteObject({ bucket: 'originals', key: made.originalKey })
  if (made.deliveryKey && made.deliveryKey !== photo?.deliveryKey) await deleteObject({ bucket: 'originals', key: made.deliveryKey })
  if (!made.keys || made.keys.preview === photo?.previewKey) return
  for (const name of derivatives) await deleteObject({ bucket: publicBucket[name], key: made.keys[name] })
}
