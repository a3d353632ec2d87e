import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { random } from '@/bench/mutate'
import { makePictures, prepareImages } from '@/lib/images'
import { type Grey, markFinder } from './testing'

/** Dark ones, light ones, quiet and restless ones. */
const NAMES = ['voie-lactee-dunes', 'portrait-bleu', 'indigo', 'wax-feuilles-rose', 'piments', 'baobabs-aube', 'pont-haubans-brume', 'bassines', 'lac-rose']
const CROPS = 4
const SCALE = 4
/** In standard deviations: chance reaches 5, the mark 10 and more. */
const FOUND = 7
const credit = { creator: 'Aïssata Koné', rights: '© Aïssata Koné, Pouire', licenceUrl: 'https://pouire.test/licences' }
const next = random(1_600)

let finder: ReturnType<typeof markFinder>

beforeAll(async () => {
  const { rgba, width, height } = (await prepareImages()).preview
  const small = sharp(rgba, { raw: { width, height, channels: 4 } }).resize(width / SCALE, height / SCALE)
  const { data, info } = await small.raw().toBuffer({ resolveWithObject: true })
  finder = markFinder({ rgba: data, width: info.width, height: info.height })
  sharp.unblock({ operation: ['VipsForeignLoadWebp'] }) // The product itself never opens its previews again.
})

/** The photo's preview as it is published, and the same without the mark. */
async function bothOf(name: string) {
  const original = await readFile(fileURLToPath(new URL(`../../local/seed/photos/${name}.jpg`, import.meta.url)))
  const { files } = await makePictures(original, credit)
  const unmarked = await sharp(original).autoOrient().resize({ width: 1600, height: 1600, fit: 'inside' }).webp({ quality: 68 }).toBuffer()
  return { marked: files.preview, unmarked }
}

type Place = { x: number; y: number }

/** A quarter of the picture's area, half as wide and half as high, cut where `place` says; made smaller, which leaves enough of the mark and spares time. */
async function quarter(picture: Buffer, { x, y }: Place): Promise<Grey> {
  const { width = 0, height = 0 } = await sharp(picture).metadata()
  const [w, h] = [Math.floor(width / 2), Math.floor(height / 2)]
  const cut = await sharp(picture)
    .extract({ left: Math.floor((width - w) * x), top: Math.floor((height - h) * y), width: w, height: h })
    .toBuffer()
  const { data, info } = await sharp(cut)
    .resize(Math.floor(w / SCALE), Math.floor(h / SCALE), { fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data: Float64Array.from(data), width: info.width, height: info.height }
}

test.each(NAMES)('in any quarter cut from the preview of %s the mark is found, and in the same quarter of the unmarked picture it is not', async (name) => {
  const { marked, unmarked } = await bothOf(name)
  for (let crop = 0; crop < CROPS; crop++) {
    const place = { x: next(), y: next() }
    const [found, chance] = [finder.score(await quarter(marked, place)), finder.score(await quarter(unmarked, place))]
    expect(found, `crop ${crop} at ${place.x}, ${place.y}`).toBeGreaterThan(FOUND)
    expect(chance, `crop ${crop} at ${place.x}, ${place.y}`).toBeLessThan(FOUND)
  }
})

test('both large pictures and the one for links are marked all over, in every size they come in; the small ones are left to be seen', async () => {
  const plain = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#777777' } })
      .png()
      .toBuffer()
  for (const [width, height] of [
    [2_400, 1_800],
    [1_800, 2_400],
    [700, 500], // Smaller than any mark: not enlarged, and marked all the same.
  ] as const) {
    const { files } = await makePictures(await plain(width, height), credit, 1)
    for (const name of ['preview', 'previewJpeg', 'large'] as const)
      for (const contrast of await contrasts(files[name])) expect(contrast, name).toBeGreaterThan(40)
    for (const name of ['medium', 'small'] as const) for (const contrast of await contrasts(files[name])) expect(contrast, name).toBeLessThan(6)
  }
})

/** How far apart the lightest and the darkest place are in each quarter of a picture. */
async function contrasts(picture: Buffer) {
  const { width = 0, height = 0 } = await sharp(picture).metadata()
  const [w, h] = [Math.floor(width / 2), Math.floor(height / 2)]
  const corners = [0, w].flatMap((left) => [0, h].map((top) => ({ left, top, width: w, height: h })))
  const quarters = await Promise.all(corners.map((corner) => sharp(picture).extract(corner).toColourspace('b-w').png().toBuffer()))
  return Promise.all(
    quarters.map(async (one) => {
      const [grey] = (await sharp(one).stats()).channels
      return (grey?.max ?? 0) - (grey?.min ?? 0)
    }),
  )
}
