import { and, count, eq, notInArray, sql } from 'drizzle-orm'
import { type Db, db, schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { getQuotas } from '@/lib/catalog/settings'
import { AppError } from '@/lib/errors'
import { assertPhotographer, type Photographer } from './policy'

const { photos } = schema

/** What the photographer has and may have: photos and their bytes, but for deleted and refused files, and those on their way or waiting for review. */
export async function getQuota(actor: Actor, tx: Tx | Db = db) {
  assertPhotographer(actor)
  const max = await getQuotas(tx)
  const [used] = await tx
    .select({
      photos: count(),
      bytes: sql<number>`coalesce(sum(${photos.sizeBytes}), 0)`.mapWith(Number),
      waiting: sql<number>`count(*) filter (where ${photos.status} in ('draft', 'uploaded', 'processing', 'submitted', 'appealed'))`.mapWith(Number),
    })
    .from(photos)
    .where(and(eq(photos.photographerId, actor.photographerId), notInArray(photos.status, ['deleted', 'failed'])))
  if (!used) throw new Error('Nothing was counted.')
  return {
    photos: { used: used.photos, max: max.photos },
    bytes: { used: used.bytes, max: max.bytes },
    waiting: { used: used.waiting, max: max.waiting },
  }
}

const GIGABYTE = 1024 ** 3

/** One more photo of `sizeBytes` fits. Throws `limited`, and says which bound is reached and what to do. */
export async function assertRoom(tx: Tx, actor: Photographer, sizeBytes: number) {
  const { photos: number, bytes, waiting } = await getQuota(actor, tx)
  if (waiting.used >= waiting.max) throw new AppError('limited', 'ingest.tooManyWaiting', { max: waiting.max })
  if (number.used >= number.max) throw new AppError('limited', 'ingest.quotaPhotos', { max: number.max })
  if (bytes.used + sizeBytes > bytes.max) throw new AppError('limited', 'ingest.quotaBytes', { gigabytes: Math.floor((bytes.max / GIGABYTE) * 10) / 10 })
}
