import { and, eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import { deleteTiles, gridOf, isWaiting } from './inspection'

const { photos, inspections } = schema

/** What is to be cut, as plain data. */
export type ToCut = { photoId: string; originalKey: string; keyPrefix: string; tilePx: number; widthPx: number; heightPx: number }

/** The cutting somebody asked for and still waits for; null when it is done, or was made needless by a decision. */
export async function findCutting(photoId: string): Promise<ToCut | null> {
  const [asked] = await db
    .select({ photo: photos, inspection: inspections })
    .from(inspections)
    .innerJoin(photos, eq(photos.id, inspections.photoId))
    .where(eq(inspections.photoId, photoId))
  if (!asked || asked.inspection.readyAt || !isWaiting(asked.photo)) return null
  const { originalKey, widthPx, heightPx } = asked.photo
  if (!originalKey || !widthPx || !heightPx) throw new Error(`Photo ${photoId} waits for review without an original.`)
  return { photoId, originalKey, keyPrefix: asked.inspection.keyPrefix, tilePx: asked.inspection.tilePx, widthPx, heightPx }
}

/** The stored tiles can be looked at; if nobody waits for them any more they are removed. Safe to repeat. */
export async function keepTiles(cut: ToCut) {
  const kept = await db
    .update(inspections)
    .set({ ...gridOf(cut), readyAt: new Date() })
    .where(and(eq(inspections.photoId, cut.photoId), eq(inspections.keyPrefix, cut.keyPrefix)))
    .returning()
  if (kept.length === 0) await deleteTiles(cut, cut)
  return kept.length > 0
}
