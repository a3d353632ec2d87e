import { and, asc, desc, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { assertPhotographer } from './policy'

const { releases, photoReleases, photos } = schema

/** A release that can be used: its file is there and is what it says. */
export const isWhole = and(isNotNull(releases.sha256), isNull(releases.deletedAt))

const shown = {
  id: releases.id,
  kind: releases.kind,
  subject: releases.subject,
  fileName: releases.fileName,
  mimeType: releases.mimeType,
  sizeBytes: releases.sizeBytes,
  createdAt: releases.createdAt,
}

/** The photographer's own releases, newest first, each with the photos it is attached to. */
export async function listReleases(actor: Actor) {
  assertPhotographer(actor)
  const own = await db
    .select(shown)
    .from(releases)
    .where(and(eq(releases.photographerId, actor.photographerId), isWhole))
    .orderBy(desc(releases.createdAt), desc(releases.id))
  const uses = own.length ? await listUses(own.map(({ id }) => id)) : []
  return own.map((release) => ({ ...release, photos: uses.filter(({ releaseId }) => releaseId === release.id).map(({ releaseId: _, ...photo }) => photo) }))
}

const listUses = (releaseIds: string[]) =>
  db
    .select({
      releaseId: photoReleases.releaseId,
      id: photos.id,
      titleFr: photos.titleFr,
      titleEn: photos.titleEn,
      fileName: photos.fileName,
      status: photos.status,
    })
    .from(photoReleases)
    .innerJoin(photos, eq(photos.id, photoReleases.photoId))
    .where(and(inArray(photoReleases.releaseId, releaseIds), ne(photos.status, 'deleted')))
    .orderBy(asc(photos.createdAt))

/** What is attached to a photo, whoever asks: for staff, and for the owner's form. */
export const listReleasesOf = (photoId: string) =>
  db
    .select(shown)
    .from(photoReleases)
    .innerJoin(releases, eq(releases.id, photoReleases.releaseId))
    .where(and(eq(photoReleases.photoId, photoId), isWhole))
    .orderBy(asc(releases.kind), asc(releases.createdAt))

/** How many people's releases (`model`) a photo has. */
export async function countModelReleases(tx: Tx, photoId: string) {
  const attached = tx
    .select({ id: photoReleases.releaseId })
    .from(photoReleases)
    .innerJoin(releases, eq(releases.id, photoReleases.releaseId))
    .where(and(eq(photoReleases.photoId, photoId), eq(releases.kind, 'model'), isWhole))
  return (await attached).length
}

/** The releases attached to a photo, whatever became of their files. */
export async function listReleaseIds(tx: Tx, photoId: string) {
  const rows = await tx.select({ id: photoReleases.releaseId }).from(photoReleases).where(eq(photoReleases.photoId, photoId))
  return rows.map(({ id }) => id)
}

/** Those of the ids, each once, held so that none is deleted meanwhile. Throws `invalid` when one is not the photographer's own, or not whole. */
export async function lockReleases(tx: Tx, photographerId: string, releaseIds: string[]) {
  const wanted = [...new Set(releaseIds)]
  if (!wanted.length) return []
  const own = await tx
    .select({ id: releases.id, kind: releases.kind })
    .from(releases)
    .where(and(inArray(releases.id, wanted), eq(releases.photographerId, photographerId), isWhole))
    .for('share')
  if (own.length !== wanted.length) throw new AppError('invalid', 'badInput', {}, { releaseIds: 'studio.releases.faults.unknown' })
  return own
}

/** The photo has these releases and no others. */
export async function setReleases(tx: Tx, photoId: string, held: { id: string }[]) {
  await tx.delete(photoReleases).where(eq(photoReleases.photoId, photoId))
  if (held.length) await tx.insert(photoReleases).values(held.map(({ id }) => ({ photoId, releaseId: id })))
}
