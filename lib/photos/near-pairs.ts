import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db'

/** The pairs `d` a photo is one of, whichever came first, with the other photo as `o`: for the part of a query after its columns. */
export const nearPairsOf = (photoId: SQL) =>
  sql`from near_duplicates d join photos o on o.id = case when d.photo_id = ${photoId} then d.other_id else d.photo_id end
      where (d.photo_id = ${photoId} or d.other_id = ${photoId}) and o.status not in ('deleted', 'taken_down')`

/** A photo of somebody else's looks the same. */
export async function isNearElsewhere(tx: Tx, photoId: string) {
  const { rows } = await tx.execute<{ near: boolean }>(sql`select exists(select 1 ${nearPairsOf(sql`${photoId}::uuid`)} and not d.is_own) as near`)
  return rows[0]?.near === true
}
