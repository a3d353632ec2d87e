import { and, eq, lt, notInArray, or } from 'drizzle-orm'
import { db, schema } from '@/db'
import { deleteTiles } from './inspection'

const { photos, inspections } = schema

const LIFE_MS = 24 * 3_600_000

/** Tiles of photos that were decided or are gone, and tiles asked for more than 24 hours ago, are no longer stored. Returns of how many photos. */
export async function purgeInspections(now = new Date()): Promise<number> {
  const old = await db
    .select({ inspection: inspections, widthPx: photos.widthPx, heightPx: photos.heightPx })
    .from(inspections)
    .innerJoin(photos, eq(photos.id, inspections.photoId))
    .where(or(notInArray(photos.status, ['submitted', 'appealed']), lt(inspections.askedAt, new Date(now.getTime() - LIFE_MS))))
  for (const { inspection, widthPx, heightPx } of old) await drop(inspection, { widthPx: widthPx ?? 0, heightPx: heightPx ?? 0 })
  return old.length
}

/** The photo's tiles are gone, whole or half cut: the next who looks has them cut anew. */
export async function dropInspection(photoId: string) {
  const [found] = await db
    .select({ inspection: inspections, widthPx: photos.widthPx, heightPx: photos.heightPx })
    .from(inspections)
    .innerJoin(photos, eq(photos.id, inspections.photoId))
    .where(eq(inspections.photoId, photoId))
  if (found) await drop(found.inspection, { widthPx: found.widthPx ?? 0, heightPx: found.heightPx ?? 0 })
}

/** The row goes last: while it stands, a purge that was cut off is taken up again. */
async function drop(inspection: typeof inspections.$inferSelect, size: { widthPx: number; heightPx: number }) {
  await deleteTiles(inspection, size)
  await db.delete(inspections).where(and(eq(inspections.photoId, inspection.photoId), eq(inspections.keyPrefix, inspection.keyPrefix)))
  if (!inspection.readyAt) await deleteTiles(inspection, size) // A worker may have finished cutting them while we deleted; from now on it sees that they are not wanted.
}
