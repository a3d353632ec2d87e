import { and, eq, ne, notInArray } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { RefusalKey } from '@/lib/images/refusal'

const { photos } = schema

/** Why these bytes cannot come in again (rule 3): they are this photographer's already, or somebody else's; null when they are new. */
export async function findTwin(photoId: string, sha256: string): Promise<RefusalKey | null> {
  const [self] = await db.select({ photographerId: photos.photographerId }).from(photos).where(eq(photos.id, photoId))
  const [twin] = await db
    .select({ photographerId: photos.photographerId })
    .from(photos)
    .where(and(eq(photos.sha256, sha256), ne(photos.id, photoId), notInArray(photos.status, ['draft', 'uploaded', 'processing', 'failed', 'deleted'])))
    .limit(1)
  if (!twin) return null
  return twin.photographerId === self?.photographerId ? 'duplicate' : 'duplicateElsewhere'
}
