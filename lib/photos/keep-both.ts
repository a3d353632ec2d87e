import { and, eq, inArray, or } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { assertPhotographer } from './policy'

const { nearDuplicates, photos } = schema

/** Both of two photos that look alike stay: their photographer has seen it. Calling it again changes nothing. Throws `not_found` unless both are one's own and alike. */
export async function keepBoth(actor: Actor, { photoId, otherId }: { photoId: string; otherId: string }) {
  assertPhotographer(actor)
  if (![photoId, otherId].every((id) => z.uuid().safeParse(id).success)) throw notFound()
  await db.transaction(async (tx) => {
    const own = await tx.$count(photos, and(inArray(photos.id, [photoId, otherId]), eq(photos.photographerId, actor.photographerId)))
    if (own !== 2) throw notFound()
    const [pair] = await tx
      .select()
      .from(nearDuplicates)
      .where(
        or(
          and(eq(nearDuplicates.photoId, photoId), eq(nearDuplicates.otherId, otherId)),
          and(eq(nearDuplicates.photoId, otherId), eq(nearDuplicates.otherId, photoId)),
        ),
      )
      .for('update')
    if (!pair) throw notFound()
    if (pair.keptBothAt) return
    await tx
      .update(nearDuplicates)
      .set({ keptBothAt: new Date() })
      .where(and(eq(nearDuplicates.photoId, pair.photoId), eq(nearDuplicates.otherId, pair.otherId)))
  })
}
