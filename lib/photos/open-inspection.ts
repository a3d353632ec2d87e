import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '@/lib/errors'
import { photoInspected } from '@/lib/events'
import { asId } from '@/lib/id'
import { emit } from '@/lib/outbox'
import { assertInspector, isWaiting, TILE_PX } from './inspection'
import { assertStaff } from './policy'

const { photos, inspections } = schema

export type OpenedInspection = { state: 'cutting' } | { state: 'ready'; tilePx: number; columns: number; rows: number; widthPx: number; heightPx: number }

/**
 * The original's tiles are there, or being cut: ask again. However often it is asked, and by however many, they are cut once. Throws `not_found` for
 * anybody but staff and for one's own photo, `conflict` when it does not wait for review.
 */
export async function openInspection(actor: Actor, { photoId }: { photoId: string }): Promise<OpenedInspection> {
  assertStaff(actor)
  const id = asId(photoId)
  return db.transaction(async (tx) => {
    const [photo] = await tx.select().from(photos).where(eq(photos.id, id)).for('share') // A decision waits for us, or we see it.
    assertInspector(actor, photo)
    if (!isWaiting(photo)) throw new AppError('conflict', 'wrongState')
    const keyPrefix = `tiles/${randomBytes(16).toString('hex')}/`
    const [begun] = await tx.insert(inspections).values({ photoId: id, keyPrefix, tilePx: TILE_PX }).onConflictDoNothing().returning()
    if (begun) {
      await recordAudit(tx, actor, { action: 'photo.inspect', subject: 'photo', id })
      await emit(tx, photoInspected, { photoId: id })
      return { state: 'cutting' }
    }
    const [known] = await tx.select().from(inspections).where(eq(inspections.photoId, id))
    if (!known?.readyAt || known.columns === null || known.rows === null || photo.widthPx === null || photo.heightPx === null) return { state: 'cutting' }
    return { state: 'ready', tilePx: known.tilePx, columns: known.columns, rows: known.rows, widthPx: photo.widthPx, heightPx: photo.heightPx }
  })
}
