import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db, schema } from '@/db'
import { closeExiftool, exiftool, readTags } from '@/lib/metadata/exiftool'
import { unexpectedTags } from '@/lib/metadata/write-delivery-copy'
import { deletePhoto } from '@/lib/photos/delete-photo'
import { listTags } from '@/lib/photos/queries'
import { partBytes, sendFile } from '@/lib/photos/testing'
import { deleteObject, getObject, headObject, putObject } from '@/lib/storage'
import { aPhotographer } from '@/lib/testing'
import { closeImageChildren, imageChildren, processPhoto, type Step } from './process-photo'

const PHOTOS = fileURLToPath(new URL('../../shared/photos/', import.meta.url))
const hasPhotos = existsSync(PHOTOS)
type Seller = Awaited<ReturnType<typeof aPhotographer>>

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pouire-test-'))
  await imageChildren().warm()
})
afterAll(async () => {
  await Promise.all([closeImageChildren(), closeExiftool()])
  await rm(folder, { recursive: true })
})

/** The whole way: declared, sent to the signed address, completed, taken in. */
async function send(
  bytes: Buffer,
  { seller, fileName = 'DSC_0001.jpg', mimeType = 'image/jpeg' }: { seller?: Seller; fileName?: string; mimeType?: string } = {},
) {
  const { actor } = seller ?? (await aPhotographer())
  const { photoId } = await sendFile(actor, bytes, { fileName, mimeType })
  const began = performance.now()
  await processPhoto(photoId)
  const tookMs = Math.round(performance.now() - began)
  const [photo] = await db.select().from(schema.photos).where(eq(schema.photos.id, photoId))
  if (!photo) throw new Error('the photo is gone')
  return { photo, actor, tookMs }
}

async function uploadKeyOf(photoId: string) {
  const [photo] = await db.select({ uploadKey: schema.photos.uploadKey }).from(schema.photos).where(eq(schema.photos.id, photoId))
  if (!photo) throw new Error('the photo is gone')
  return photo.uploadKey
}

type Row = Awaited<ReturnType<typeof send>>['photo']

const publicObjects = async (photo: Row) =>
  Promise.all(
    (
      [
        ['watermarked', photo.previewKey],
        ['watermarked', photo.previewJpegKey],
        ['watermarked', photo.largeKey],
        ['thumbnails', photo.mediumKey],
        ['thumbnails', photo.smallKey],
      ] as const
    ).map(async ([bucket, key]) => ({ bucket, key: key ?? '', body: await getObject({ bucket, key: key ?? '' }) })),
  )

async function tagsOf(body: Buffer) {
  const path = join(folder, randomBytes(8).toString('hex'))
  await writeFile(path, body)
  return readTags(path, ['-a', '-u'])
}

const pixelHash = async (body: Buffer) =>
  createHash('sha256')
    .update(await sharp(body).raw().toBuffer())
    .digest('hex')

/** What every accepted photo must be, whatever its file was. */
async function expectWhole(photo: Row, original: Buffer) {
  const objects = await publicObjects(photo)
  const boxes = [
    [1600, 1600],
    [1200, 1200],
    [800, 600],
    [400, 300],
    [200, 150],
  ] as const
  const ratio = (photo.widthPx ?? 0) / (photo.heightPx ?? 1)
  for (const [index, { key, body }] of objects.entries()) {
    expect(key.startsWith(createHash('sha256').update(body).digest('hex').slice(0, 32))).toBe(true)
    const { width, height, orientation, exif, space } = await sharp(body).metadata()
    const [maxWidth, maxHeight] = boxes[index] ?? [0, 0]
    expect(width <= maxWidth && height <= maxHeight).toBe(true)
    expect(Math.abs(width / height - ratio) < 0.02 * ratio).toBe(true) // Upright: the sides are not exchanged.
    expect({ orientation, exif, space }).toEqual({ orientation: undefined, exif: undefined, space: 'srgb' })
    const tags = JSON.stringify(await tagsOf(body))
    expect(tags).not.toMatch(/GPS|Serial|OwnerName|Make"|Model"/)
    if (index < 3) expect(tags).toContain('"XMP-plus:DataMining":"Prohibited for AI/ML training"')
    else expect(tags).not.toMatch(/XMP|EXIF|IPTC/)
  }
  const delivery = await getObject({ bucket: 'originals', key: photo.deliveryKey ?? '' })
  expect(createHash('sha256').update(delivery).digest('hex')).toBe(photo.deliverySha256)
  expect(delivery.length).toBe(photo.deliveryBytes)
  expect(await pixelHash(delivery)).toBe(await pixelHash(original))
  const tags = await tagsOf(delivery)
  expect(JSON.stringify(tags)).not.toMatch(/GPS|SerialNumber|OwnerName|MakerNote|Thumbnail/)
  expect(unexpectedTags(Object.fromEntries(Object.entries(tags).filter(([name]) => !name.startsWith('Composite:') && !name.startsWith('MWG:'))))).toEqual([])
  expect(tags).toMatchObject({ 'IFD0:Artist': 'Aïssata Koné', 'IPTC:By-line': 'Aïssata Koné', 'XMP-xmpRights:WebStatement': 'http://localhost:3000/licences' })
  const kept = await getObject({ bucket: 'originals', key: photo.originalKey ?? '' })
  expect(createHash('sha256').update(kept).digest('hex')).toBe(photo.sha256)
  expect(photo.sha256).toBe(createHash('sha256').update(original).digest('hex'))
}

const accepted = {
  'canon-eos-450d.jpg': {
    widthPx: 4272,
    heightPx: 2848,
    orientation: 'landscape',
    camera: 'Canon EOS 450D',
    lens: 'Canon EF 70-200mm f/2.8L IS USM',
    exposure: '1/1000 s, f/4.5, ISO 100, 100 mm',
    takenAt: new Date('2008-04-15T13:11:23Z'),
  },
  'canon-eos-1000d.jpg': { widthPx: 2592, heightPx: 3888, orientation: 'portrait', camera: 'Canon EOS 1000D' }, // Stored lying, orientation 6.
  'canon-eos-5d.jpg': { widthPx: 2912, heightPx: 4368, orientation: 'portrait', camera: 'Canon EOS 5D' },
  'kodak-pixpro-az521.jpg': { widthPx: 4608, heightPx: 3456, orientation: 'landscape', camera: 'Kodak PIXPRO AZ521' },
  'panasonic-dmc-lx3-lumix.jpg': { widthPx: 3776, heightPx: 2520, camera: 'Panasonic DMC-LX3' }, // GPS.
  'htc-one-m8.jpg': { widthPx: 2688, heightPx: 1520, camera: 'HTC One_M8' },
  'apple-iphone-6.jpg': { widthPx: 3264, heightPx: 2448, camera: 'Apple iPhone 6', lens: 'iPhone 6 back camera 4.15mm f/2.2' }, // GPS.
  'blackberry-z10.jpg': { widthPx: 1836, heightPx: 3264, orientation: 'portrait', camera: 'BlackBerry Z10' },
  'nokia-lumia-800.jpg': { widthPx: 2448, heightPx: 3264, camera: 'Nokia Lumia 800' }, // GPS, colour profile, numbers as keywords.
  'issue-525.jpg': { widthPx: 4032, heightPx: 3024, camera: 'samsung SM-G965W' }, // Colour profile.
  'samsung-sm-j327t1.jpg': { widthPx: 1932, heightPx: 2576, orientation: 'portrait', camera: 'samsung SM-J327T1' }, // Orientation 6.
  'exif-samples-jolla.jpg': { widthPx: 3264, heightPx: 2448, camera: 'Jolla' },
  'bench-24mp.jpg': { widthPx: 6000, heightPx: 4000, orientation: 'landscape', camera: 'OLYMPUS E-M1', descriptionFr: '' },
} as const

const refused = {
  'canon-powershot-a85.jpg': 'tooSmall', // 3.87 MP.
  'exif-samples-36-memory-error.jpg': 'tooSmall',
  'exif-samples-corrupted.jpg': 'damaged',
  'exif-samples-dscn0010.jpg': 'tooSmall',
  'exif-samples-image01088.jpg': 'tooSmall',
  'exif-samples-landscape-6.jpg': 'tooSmall',
  'exif-samples-portrait-8.jpg': 'tooSmall',
  'fujifilm-finepixs1pro-1.jpg': 'tooSmall',
  'fujifilm-finepixs1pro-4.jpg': 'tooSmall',
  'multiple-icc-segments.jpg': 'tooSmall',
  'png-16-bit.png': 'tooSmall',
} as const

describe.skipIf(!hasPhotos)('real photographs of ../shared/photos', () => {
  test.each(Object.entries(accepted))('%s is ready, with its facts, and nothing private in public', async (name, facts) => {
    const original = await readFile(join(PHOTOS, name))
    const { photo, tookMs } = await send(original, { fileName: name })
    if (/canon-eos-450d|bench/.test(name)) console.info(`${name}: ${tookMs} ms from upload to ready`)
    expect(photo).toMatchObject({ status: 'ready', failureKey: null, mimeType: 'image/jpeg', sizeBytes: original.length, ...facts })
    expect(photo.phash).toEqual(expect.any(BigInt))
    expect(photo.colours?.length).toBeGreaterThan(1)
    expect(photo.thumbhash).toMatch(/^[A-Za-z\d+/]{20,}=*$/)
    if (name === 'nokia-lumia-800.jpg') expect(await listTags(photo.id)).toEqual(['2012', 'dublin', 'ireland', 'june', 'lumia'])
    await expectWhole(photo, original)
  })

  test.each(Object.entries(refused))('%s is failed: %s', async (name, failureKey) => {
    const { photo } = await send(await readFile(join(PHOTOS, name)), { fileName: name, mimeType: name.endsWith('png') ? 'image/png' : 'image/jpeg' })
    expect(photo).toMatchObject({ status: 'failed', failureKey, previewKey: null, smallKey: null, deliverySha256: null })
    for (const key of [photo.uploadKey, photo.originalKey])
      await expect(headObject({ bucket: 'originals', key: key ?? '' })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('cut at half, and cut by two bytes: both are said to be incomplete', async () => {
    const whole = await readFile(join(PHOTOS, 'canon-eos-450d.jpg'))
    for (const part of [whole.subarray(0, whole.length >> 1), whole.subarray(0, -2)])
      expect((await send(part)).photo).toMatchObject({ status: 'failed', failureKey: 'truncated' })
  })
})

const flat = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#864' } })
const grainy = sharp({ create: { width: 2500, height: 1700, channels: 3, background: '#864', noise: { type: 'gaussian', mean: 120, sigma: 45 } } })
let grain: Promise<Buffer> | undefined

/** 4.25 MP, made once; a comment with random bytes makes each a file of its own. */
async function aPicture() {
  grain ??= grainy.jpeg({ quality: 60 }).toBuffer()
  const jpeg = await grain
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, 18]), randomBytes(16), jpeg.subarray(2)])
}

describe('files made for the purpose', () => {
  test.each([
    ['an SVG named .jpg', async () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="4000" height="3000"/>'), 'wrongType'],
    ['a WebP named .jpg', async () => flat(2500, 1700).webp().toBuffer(), 'wrongType'],
    ['a GIF named .jpg', async () => flat(2500, 1700).gif().toBuffer(), 'wrongType'],
    ['words named .jpg', async () => Buffer.from('Ceci est un mot de passe, pas une photo.'.repeat(50)), 'notAnImage'],
    ['a PDF named .jpg', async () => Buffer.from('%PDF-1.7\n%âãÏÓ'), 'notAnImage'],
    ['a JPEG of 3 MP', async () => flat(2000, 1500).jpeg().toBuffer(), 'tooSmall'],
    ['a PNG without its last two bytes', async () => (await flat(2500, 1700).png().toBuffer()).subarray(0, -2), 'truncated'],
    [
      'a PNG with one byte changed',
      async () =>
        flat(2500, 1700)
          .png()
          .toBuffer()
          .then((png) => png.fill(255 ^ (png[png.length >> 1] ?? 0), png.length >> 1, (png.length >> 1) + 1)),
      'damaged',
    ],
    ['a JPEG header that claims 60 000 by 60 000 pixels', async () => claim(await aPicture(), 60_000, 60_000), 'tooManyPixels'],
  ] as const)('%s is failed in words', async (_, make, failureKey) => {
    const { photo } = await send(await make())
    expect(photo).toMatchObject({ status: 'failed', failureKey, previewKey: null })
  })

  test('a PNG with transparency and 16 bits a channel is ready, on white', async () => {
    const png = await sharp({ create: { width: 2400, height: 1800, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    const { photo } = await send(png, { fileName: 'clair.png', mimeType: 'image/png' })
    expect(photo).toMatchObject({ status: 'ready', mimeType: 'image/png', colours: [{ hex: expect.stringMatching(/^#f[ef]f[ef]f[ef]$/), share: 1 }] })
    await expectWhole(photo, png)
  })

  test('CMYK and a wide colour profile come out as the sRGB colours they mean', async () => {
    const plain = await sharp({ create: { width: 2400, height: 1800, channels: 3, background: { r: 200, g: 60, b: 40 } } })
      .jpeg({ quality: 95 })
      .toBuffer()
    for (const [name, file] of [
      ['cmyk', await sharp(plain).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()],
      ['p3', await sharp(plain).withIccProfile('p3').jpeg({ quality: 95 }).toBuffer()],
    ] as const) {
      const { photo } = await send(file, { fileName: `${name}.jpg` })
      expect(photo.status).toBe('ready')
      const [red = 0, green = 0, blue = 0] = await sharp(await getObject({ bucket: 'thumbnails', key: photo.smallKey ?? '' }))
        .resize(1, 1)
        .raw()
        .toBuffer()
      const off = Math.max(Math.abs(red - 200), Math.abs(green - 60), Math.abs(blue - 40))
      expect(off).toBeLessThan(name === 'p3' ? 8 : 30) // A profile that was dropped would leave 217, 76, 53; CMYK loses some gamut.
      await expectWhole(photo, file)
    }
  })

  test('words in the file are repaired and fill only what the photographer left empty', async () => {
    const path = join(folder, 'words.jpg')
    await writeFile(path, await aPicture())
    // Undeclared UTF-8: ExifTool reads it as Windows-1252.
    await exiftool().write(
      path,
      {
        'IPTC:ObjectName': 'Marché de Bobo',
        'IPTC:Keywords': ['Étal', 'piment', 'étal'],
        'IPTC:City': 'Bobo-Dioulasso',
        'IPTC:Country-PrimaryLocationName': 'Burkina Faso',
        'IFD0:ImageDescription': 'OLYMPUS DIGITAL CAMERA         ',
      } as never,
      { writeArgs: ['-charset', 'iptc=UTF8', '-overwrite_original'] },
    )
    const { photo } = await send(await readFile(path))
    expect(photo).toMatchObject({
      status: 'ready',
      titleFr: 'Marché de Bobo',
      descriptionFr: '',
      city: 'Bobo-Dioulasso',
      countryCode: 'BF',
      categoryId: null,
      priceXof: null,
    })
    expect(photo.slug).toMatch(/^marche-de-bobo-[\da-f]{10}$/)
  })

  test('the same file again is failed, with other words for one’s own than for somebody else’s', async () => {
    const file = await aPicture()
    const seller = await aPhotographer()
    expect((await send(file, { seller })).photo.status).toBe('ready')
    expect((await send(file, { seller })).photo).toMatchObject({ status: 'failed', failureKey: 'duplicate' })
    expect((await send(file)).photo).toMatchObject({ status: 'failed', failureKey: 'duplicateElsewhere' })
  })

  test('the same file sent five times at once comes in once', async () => {
    const file = await aPicture()
    const seller = await aPhotographer()
    const sent = await Promise.all(Array.from({ length: 5 }, () => send(file, { seller })))
    expect(sent.map(({ photo }) => photo.status).sort()).toEqual(['failed', 'failed', 'failed', 'failed', 'ready'])
  })

  test('what is put at the signed address after ingest began changes nothing', async () => {
    const seller = await aPhotographer()
    const file = await aPicture()
    const { photoId, urls } = await sendFile(seller.actor, file)
    await processPhoto(photoId)
    for (const url of urls) expect((await fetch(url, { method: 'PUT', body: partBytes(Buffer.alloc(file.length, 7), 1) })).status).toBe(404)
    expect(await processPhoto(photoId)).toBeNull()
    const [photo] = await db.select().from(schema.photos).where(eq(schema.photos.id, photoId))
    expect(photo?.status).toBe('ready')
    await expectWhole(photo as Row, file)
  })

  test.each(['first', 'second'] as const)(
    'of two interleaved runs with another file put between them, the %s is kept whole and the other leaves nothing',
    async (winner) => {
      const { actor } = await aPhotographer()
      const [one, two] = [await aPicture(), await aPicture()]
      const size = Math.max(one.length, two.length) + 64
      const files = { first: padded(one, size), second: padded(two, size) }
      const { photoId } = await sendFile(actor, files.first)
      const uploadKey = await uploadKeyOf(photoId)

      const stored: Record<string, string[]> = { first: [], second: [] }
      const noting = (run: 'first' | 'second', before: (id: string) => Promise<unknown>): Step => {
        return async (id, work) => {
          await before(id)
          const done = await work()
          stored[run]?.push(...[...JSON.stringify(done).matchAll(/"(?:originals|delivery)\/[^"]+"/g)].map(([key]) => JSON.parse(key)))
          return done
        }
      }
      const [secondMade, firstKept] = [aGate(), aGate()]
      let second: Promise<unknown> = Promise.resolve()
      const first = processPhoto(
        photoId,
        noting('first', async (id) => {
          if (id !== 'keep-pictures') return
          await putObject({ bucket: 'originals', key: uploadKey, body: files.second, mimeType: 'image/jpeg' }) // Whoever could.
          second = processPhoto(
            photoId,
            noting('second', async (next) => {
              if (next !== 'keep-pictures') return
              secondMade.open()
              if (winner === 'first') await firstKept.passed
            }),
          )
          await Promise.race([secondMade.passed, second])
          if (winner === 'second') await second
        }),
      )
      expect(await first).toBe('ready')
      firstKept.open()
      expect(await second).toBe('ready')

      const [photo] = await db.select().from(schema.photos).where(eq(schema.photos.id, photoId))
      await expectWhole(photo as Row, files[winner])
      expect(photo?.sha256).toBe(createHash('sha256').update(files[winner]).digest('hex'))
      const [kept, left] = winner === 'first' ? [stored.first, stored.second] : [stored.second, stored.first]
      expect(new Set(kept)).toEqual(new Set([photo?.originalKey, photo?.deliveryKey]))
      expect(new Set(left).size).toBe(2)
      for (const key of left ?? []) await expect(getObject({ bucket: 'originals', key })).rejects.toMatchObject({ code: 'not_found' })
    },
  )

  test('a file put between the steps of one run changes nothing', async () => {
    const { actor } = await aPhotographer()
    const file = await aPicture()
    const { photoId } = await sendFile(actor, file)
    const key = await uploadKeyOf(photoId)
    const ended = await processPhoto(photoId, async (_, work) => {
      const done = await work()
      await putObject({ bucket: 'originals', key, body: Buffer.alloc(file.length, 7), mimeType: 'image/jpeg' })
      return done
    })
    expect(ended).toBe('ready')
    const [photo] = await db.select().from(schema.photos).where(eq(schema.photos.id, photoId))
    await expectWhole(photo as Row, file)
  })

  test('steps that are repeated, and steps cut off between them, end in one whole photo', async () => {
    const { actor } = await aPhotographer()
    const file = await aPicture()
    const { photoId } = await sendFile(actor, file)
    const cut = new Error('the machine stopped here')
    for (const last of ['take-upload', 'make-pictures']) {
      const interrupted = processPhoto(photoId, async (id, work) => {
        const done = await work()
        if (id === last) throw cut
        return done
      })
      await expect(interrupted).rejects.toBe(cut)
    }
    const twice = await processPhoto(photoId, async (_, work) => {
      await work()
      return JSON.parse(JSON.stringify(await work()))
    })
    expect(twice).toBe('ready')
    const [photo] = await db.select().from(schema.photos).where(eq(schema.photos.id, photoId))
    await expectWhole(photo as Row, file)
    const past = await db.select().from(schema.histories).where(eq(schema.histories.subjectId, photoId))
    expect(past.map((step) => step.toState).sort()).toEqual(['draft', 'processing', 'ready', 'uploaded'])
  })

  test('a photo deleted while it is taken in stays deleted', async () => {
    const { actor } = await aPhotographer()
    const file = await aPicture()
    const { photoId } = await sendFile(actor, file)
    const ended = await processPhoto(photoId, async (id, work) => {
      if (id === 'keep-pictures') await deletePhoto(actor, { photoId })
      return work()
    })
    expect(ended).toBe('deleted')
  })

  test('an upload that vanished is failed in words', async () => {
    const { actor } = await aPhotographer()
    const file = await aPicture()
    const { photoId } = await sendFile(actor, file)
    await deleteObject({ bucket: 'originals', key: await uploadKeyOf(photoId) })
    expect(await processPhoto(photoId)).toBe('failed')
    expect((await db.select().from(schema.photos).where(eq(schema.photos.id, photoId)))[0]).toMatchObject({ failureKey: 'missing' })
  })
})

/** One waits for `passed` until another opens it. */
function aGate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), passed }
}

/** The same picture as a file of `size` bytes: a comment fills it up. */
function padded(jpeg: Buffer, size: number) {
  const comment = Buffer.alloc(size - jpeg.length, 32)
  comment.writeUInt16BE(0xfffe, 0)
  comment.writeUInt16BE(comment.length - 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)])
}

/** The JPEG with other dimensions written into its frame header. */
function claim(jpeg: Buffer, width: number, height: number) {
  const at = jpeg.indexOf(Buffer.from([0xff, 0xc0]))
  jpeg.writeUInt16BE(height, at + 5)
  jpeg.writeUInt16BE(width, at + 7)
  return jpeg
}
