import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from '@/lib/env'
import { photoInspected } from '@/lib/events'
import { forEachTile, tileKey } from '@/lib/photos/inspection'
import { findCutting, keepTiles, type ToCut } from '@/lib/photos/keep-tiles'
import { dropInspection } from '@/lib/photos/purge-inspections'
import { getObject, putObject } from '@/lib/storage'
import { ingest } from '../client'
import { expected } from '../expected'
import { imageChildren } from '../process-photo'

/** A photo somebody of the desk wants to see closely has its tiles stored. What cannot be cut is forgotten, so that the next who looks tries again. */
export const cutTilesJob = ingest.createFunction(
  {
    id: 'cut-tiles',
    triggers: [{ event: photoInspected.name }],
    retries: 3,
    concurrency: [{ limit: env().INGEST_CONCURRENCY }, { key: 'event.data.photoId', limit: 1 }],
    onFailure: ({ event }) => dropInspection(photoInspected.data.parse(event.data.event.data).photoId),
  },
  async ({ event, step }) => {
    const { photoId } = photoInspected.data.parse(event.data)
    const cut = await step.run('cut-tiles', () => expected(() => cutAsked(photoId)))
    return cut && step.run('keep-tiles', () => expected(() => keepTiles(cut)))
  },
)

/** Every tile of the photo is stored, at the same keys however often this is repeated; null when nobody waits for them. */
export async function cutAsked(photoId: string): Promise<ToCut | null> {
  const asked = await findCutting(photoId)
  if (!asked) return null
  const folder = await mkdtemp(join(tmpdir(), 'pouire-tiles-'))
  try {
    const original = join(folder, 'original')
    await writeFile(original, await getObject({ bucket: 'originals', key: asked.originalKey }))
    const grid = await imageChildren().cut({ original, folder, tilePx: asked.tilePx })
    if (grid.widthPx !== asked.widthPx || grid.heightPx !== asked.heightPx) throw new Error(`Photo ${photoId} was cut to another size than its row says.`)
    await forEachTile(grid, async (row, column) => {
      const body = await readFile(join(folder, String(row), `${column}.jpg`))
      await putObject({ bucket: 'originals', key: tileKey(asked, row, column), body, mimeType: 'image/jpeg' })
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return asked
}
