import { and, eq, gt, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError, notFound } from '@/lib/errors'
import { dropReleaseFiles } from './drop-release-files'
import { assertPhotographer } from './policy'
import { isWhole } from './releases'

const { releases, photoReleases, photos } = schema

/** The release and its file are gone. Throws `conflict` while a photo uses it, or a photo that was sold under it: buyers rely on it. `not_found` for somebody else's. */
export async function deleteRelease(actor: Actor, { releaseId }: { releaseId: string }) {
  assertPhotographer(actor)
  if (!z.uuid().safeParse(releaseId).success) throw notFound()
  await db.transaction(async (tx) => {
    const isOwn = and(eq(releases.id, releaseId), eq(releases.photographerId, actor.photographerId), isWhole)
    const [release] = await tx.select({ id: releases.id }).from(releases).where(isOwn).for('update')
    if (!release) throw notFound()
    const uses = await tx
      .select({ id: photos.id })
      .from(photoReleases)
      .innerJoin(photos, eq(photos.id, photoReleases.photoId))
      .where(and(eq(photoReleases.releaseId, releaseId), or(ne(photos.status, 'deleted'), gt(photos.salesCount, 0))))
      .limit(1)
    if (uses.length) throw new AppError('conflict', 'studio.releases.faults.used')
    await tx.update(releases).set({ deletedAt: new Date() }).where(eq(releases.id, releaseId))
  })
  await dropReleaseFiles(actor.photographerId)
}
