import { and, eq, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { assertNext, recordHistory } from '@/lib/audit/machine'
import { notFound } from '@/lib/errors'
import type { Photographer } from './policy'
import { type PhotoEvent, photoMachine } from './rules'

const { photos } = schema
export type Photo = typeof photos.$inferSelect
type Changes = Partial<typeof photos.$inferInsert>

/** The photo, held until `tx` ends. Throws `not_found`. */
export const lockPhoto = (tx: Tx, photoId: string) => lock(tx, photoId)

/** The photographer's own photo, held until `tx` ends; somebody else's is `not_found`, like a missing or deleted one. */
export async function lockOwnPhoto(tx: Tx, actor: Photographer, photoId: string) {
  const photo = await lock(tx, photoId, eq(photos.photographerId, actor.photographerId))
  if (photo.status === 'deleted') throw notFound()
  return photo
}

async function lock(tx: Tx, photoId: string, whose?: SQL) {
  if (!z.uuid().safeParse(photoId).success) throw notFound()
  const [photo] = await tx
    .select()
    .from(photos)
    .where(and(eq(photos.id, photoId), whose))
    .for('update')
  if (!photo) throw notFound()
  return photo
}

/** The locked photo has taken the step, with `changes`, and its history says so. An unlisted step throws `conflict` and changes nothing. */
export async function movePhoto(tx: Tx, photo: Photo, event: PhotoEvent, actor: Actor, changes: Changes = {}, cause?: string): Promise<Photo> {
  const status = assertNext(photoMachine, photo.status, event)
  const [moved] = await tx
    .update(photos)
    .set({ ...changes, status })
    .where(eq(photos.id, photo.id))
    .returning()
  if (!moved) throw new Error(`Photo ${photo.id} went away while it was locked.`)
  await recordHistory(tx, { subject: 'photo', id: photo.id, from: photo.status, to: status, event, actor, cause })
  return moved
}
