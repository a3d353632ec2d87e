import { and, eq, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import { deleteObject } from '@/lib/storage'

const { releases } = schema

/** Of a photographer's deleted releases, and of those begun a day ago and never finished, no file is left. Safe to repeat. */
export async function dropReleaseFiles(photographerId: string) {
  const isOwn = eq(releases.photographerId, photographerId)
  const isGivenUp = and(isNull(releases.sha256), isNull(releases.deletedAt), lt(releases.createdAt, sql`now() - interval '1 day'`))
  await db.update(releases).set({ deletedAt: new Date() }).where(and(isOwn, isGivenUp))
  const left = await db
    .select({ id: releases.id, key: releases.key })
    .from(releases)
    .where(and(isOwn, isNotNull(releases.deletedAt), ne(releases.key, '')))
  for (const { id, key } of left) {
    await deleteObject({ bucket: 'originals', key })
    await db.update(releases).set({ key: '' }).where(eq(releases.id, id))
  }
}
