import type { schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { deleteObject } from '@/lib/storage'
import type { Photo } from './move-photo'
import { assertStaff, canReview } from './policy'

export type Inspection = typeof schema.inspections.$inferSelect
export type Cutting = Pick<Inspection, 'keyPrefix' | 'tilePx'>

export const TILE_PX = 512
const AT_ONCE = 8

/** Tiles are of a photo that waits for a decision, and for the eyes of staff who did not take it. Throws `not_found` for anybody else. */
export function assertInspector(actor: Actor, photo: Pick<Photo, 'photographerId'> | undefined): asserts photo {
  assertStaff(actor)
  if (!photo || !canReview(actor, photo)) throw notFound()
}

export const isWaiting = ({ status }: Pick<Photo, 'status'>) => status === 'submitted' || status === 'appealed'

/** How many tiles cover a photo; those at the right and bottom edges are smaller than the others. */
export const gridOf = ({ widthPx, heightPx, tilePx }: { widthPx: number; heightPx: number; tilePx: number }) => ({
  columns: Math.ceil(widthPx / tilePx),
  rows: Math.ceil(heightPx / tilePx),
})

export const tileKey = ({ keyPrefix }: Pick<Cutting, 'keyPrefix'>, row: number, column: number) => `${keyPrefix}${row}/${column}.jpg`

/** `work` is done with each tile's row and column, a few at once. */
export async function forEachTile({ columns, rows }: { columns: number; rows: number }, work: (row: number, column: number) => Promise<void>) {
  let next = 0
  const take = async () => {
    while (next < columns * rows) {
      const index = next++
      await work(Math.floor(index / columns), index % columns)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, take))
}

/** No tile of this cutting is stored. Safe to repeat. */
export const deleteTiles = (cutting: Cutting, photo: { widthPx: number; heightPx: number }) =>
  forEachTile(gridOf({ ...photo, tilePx: cutting.tilePx }), (row, column) => deleteObject({ bucket: 'originals', key: tileKey(cutting, row, column) }))
