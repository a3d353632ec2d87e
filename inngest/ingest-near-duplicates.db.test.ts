import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { listNearDuplicates } from '@/lib/photos/near-duplicates'
import { aPhotographer } from '@/lib/testing'
import { send, withImageProcesses } from './ingest-testing'

const PHOTOS = fileURLToPath(new URL('../../shared/photos/', import.meta.url))
withImageProcesses()

const photo = (name: string) => readFile(join(PHOTOS, name))
const upright = async (name: string) => sharp(await photo(name)).autoOrient()

/** Two hundredths less on every side. */
async function cropped(name: string) {
  const file = await (await upright(name)).toBuffer()
  const { width, height } = await sharp(file).metadata()
  const [left, top] = [Math.round(width * 0.02), Math.round(height * 0.02)]
  return sharp(file)
    .extract({ left, top, width: width - 2 * left, height: height - 2 * top })
    .jpeg()
    .toBuffer()
}

describe.skipIf(!existsSync(PHOTOS))('real photographs of ../shared/photos sent again in another form', () => {
  test.each([
    ['saved at low quality', async (name: string) => (await upright(name)).jpeg({ quality: 35 }).toBuffer(), false],
    [
      'made smaller and lighter',
      async (name: string) => (await upright(name)).resize(2700, 2700, { fit: 'outside' }).modulate({ brightness: 1.15 }).jpeg().toBuffer(),
      false,
    ],
    ['in grey', async (name: string) => (await upright(name)).greyscale().jpeg().toBuffer(), false],
    ['cropped by 2 % a side', cropped, false],
    [
      'mirrored',
      async (name: string) =>
        sharp(await (await upright(name)).toBuffer())
          .flop()
          .jpeg()
          .toBuffer(),
      true,
    ],
  ] as const)('%s, a photo is found beside the first one by its own photographer and by the desk', async (_, change, isMirrored) => {
    const [seller, stranger] = [await aPhotographer(), await aPhotographer()]
    const name = 'canon-eos-450d.jpg'
    const first = await firstOf(name)
    const again = await send(await change(name), { seller })
    expect(again.photo.status).toBe('ready')
    const theirs = (await listNearDuplicates(again.photo.id)).find(({ otherId }) => otherId === first.id)
    expect(theirs).toMatchObject({ isOwn: false, isMirrored })
    expect(theirs?.photographerId).not.toBe(stranger.photographer.id)
    expect((await listNearDuplicates(first.id)).map(({ otherId }) => otherId)).toContain(again.photo.id)
  })

  test('photographs of other things are not taken for alike', async () => {
    const names = ['canon-eos-450d.jpg', 'kodak-pixpro-az521.jpg', 'htc-one-m8.jpg', 'apple-iphone-6.jpg', 'blackberry-z10.jpg', 'exif-samples-jolla.jpg']
    const rows = []
    for (const name of names) rows.push(await firstOf(name))
    const ids = rows.map(({ id }) => id)
    for (const { id } of rows) expect((await listNearDuplicates(id)).filter(({ otherId }) => ids.includes(otherId))).toEqual([])
  })
})

const sent = new Map<string, Promise<Awaited<ReturnType<typeof send>>['photo']>>()

/** The photo as its camera wrote it, sent once. */
function firstOf(name: string) {
  const known = sent.get(name) ?? aFirst(name)
  sent.set(name, known)
  return known
}

/** Another test may have sent this very file: a comment makes it one of its own. */
async function aFirst(name: string) {
  const file = await photo(name)
  const comment = Buffer.from(`\xff\xfe\0\x26${crypto.randomUUID()}`, 'latin1')
  const { photo: row } = await send(Buffer.concat([file.subarray(0, 2), comment, file.subarray(2)]), { fileName: name })
  expect(row.status).toBe('ready')
  return row
}
