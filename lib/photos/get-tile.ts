import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { asId } from '@/lib/id'
import { getObject } from '@/lib/storage'
import { assertInspector, isWaiting, tileKey } from './inspection'
import { assertStaff } from './policy'

const { photos, inspections } = schema

/** One tile of the original as a JPEG; rows and columns count from 0. Throws `not_found` for anybody but staff, for one's own photo, and where there is no tile. */
export async function getTile(actor: Actor, { photoId, row, column }: { photoId: string; row: number; column: number }): Promise<Buffer> {
  assertStaff(actor)
  const [found] = await db
    .select({ photographerId: photos.photographerId, status: photos.status, inspection: inspections })
    .from(photos)
    .innerJoin(inspections, eq(inspections.photoId, photos.id))
    .where(eq(photos.id, asId(photoId)))
  assertInspector(actor, found)
  const { inspection } = found
  if (!isWaiting(found) || !inspection.readyAt || !within(row, inspection.rows) || !within(column, inspection.columns)) throw notFound()
  return getObject({ bucket: 'originals', key: tileKey(inspection, row, column) })
}

const within = (index: number, count: number | null) => Number.isSafeInteger(index) && index >= 0 && index < (count ?? 0)
