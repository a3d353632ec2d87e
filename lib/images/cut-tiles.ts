import { mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { MAX_PIXELS, prepareImages } from '@/lib/images'

export type Grid = { columns: number; rows: number; widthPx: number; heightPx: number }

/**
 * The picture in pieces of `tilePx`, unmarked and at full size, upright and in sRGB, at `<folder>/<row>/<column>.jpg`; those at the right and bottom edges
 * are smaller. They carry no metadata. Decoded once, line by line where the file allows it.
 */
export async function cutTiles(original: Buffer, folder: string, tilePx: number): Promise<Grid> {
  await prepareImages()
  const { width: widthPx, height: heightPx } = await sharp(original, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true })
    .autoOrient()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4' }) // Colour noise is one of the things looked for.
    .tile({ size: tilePx, overlap: 0, depth: 'one', layout: 'dz', container: 'fs' })
    .toFile(join(folder, 'cut.dz'))
  const cut = join(folder, 'cut_files', '0')
  for (const name of await readdir(cut)) {
    const [column, row] = name.replace('.jpeg', '').split('_')
    await mkdir(join(folder, String(row)), { recursive: true })
    await rename(join(cut, name), join(folder, String(row), `${column}.jpg`))
  }
  return { columns: Math.ceil(widthPx / tilePx), rows: Math.ceil(heightPx / tilePx), widthPx, heightPx }
}
