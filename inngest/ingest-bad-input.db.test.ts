/**
 * What bad files and bad people may send, and where each is held to:
 * - SVG, TIFF, GIF, AVIF, WebP, words, PDF under a photo's name ......... "%s is failed in words"; the loaders themselves: lib/images.test.ts
 * - pixel bombs: too many pixels claimed by a header ..................... "%s is failed in words"; too much memory, too long: image-children.contract.test.ts
 * - truncated at half and by the last two bytes .......................... "%s is failed in words", ingest-photographs.db.test.ts; 300 damaged files: damaged-files.contract.test.ts
 * - polyglots ............................................................ "a photo that is a page or an archive too leaves that part behind"
 * - hostile names ........................................................ "a hostile name stays a name"
 * - hostile words inside ................................................. "hostile words in a file are kept as they are, bounded"
 * - GPS, serial numbers, owners, thumbnails .............................. "nothing private in a %s reaches a picture or a buyer"
 * - orientation 1 to 8 ................................................... "orientation %i is upright"
 * - CMYK, 16 bits, colour profiles, transparency ......................... "CMYK and a wide colour profile", "%s is ready"
 * - a picture whose bits mean other colours without its metadata ......... "a JPEG whose colours would be read otherwise"
 * - a second PUT after approval, another file between the steps .......... ingest-again.db.test.ts; the addresses: lib/photos/upload.db.test.ts
 * - another user's key ................................................... lib/photos/upload.db.test.ts
 * - a client that claims width, hash or type ............................. "what was claimed of a file is replaced by what it is"; status: lib/photos/upload.db.test.ts
 */
import { readFile } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { exiftool } from '@/lib/metadata/exiftool'
import { findPhoto, listTags } from '@/lib/photos/queries'
import { sendFile } from '@/lib/photos/testing'
import { getObject, headObject } from '@/lib/storage'
import { aPhotographer } from '@/lib/testing'
import { aFileOf, aPicture, deliveryOf, expectWhole, flat, publicObjects, type Row, send, withImageProcesses } from './ingest-testing'
import { processPhoto } from './process-photo'

withImageProcesses()

const half = (file: Buffer) => file.subarray(0, file.length >> 1)
const flatPng = () => flat(2500, 1700).png().toBuffer()

test.each([
  ['an SVG', async () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="4000" height="3000"/>'), 'wrongType'],
  ['a TIFF', async () => flat(2500, 1700).tiff({ compression: 'lzw' }).toBuffer(), 'wrongType'],
  ['a GIF', async () => flat(2500, 1700).gif().toBuffer(), 'wrongType'],
  ['an AVIF', async () => flat(64, 64).avif().toBuffer(), 'wrongType'],
  ['a WebP', async () => flat(2500, 1700).webp().toBuffer(), 'wrongType'],
  ['words', async () => Buffer.from('Ceci est un mot de passe, pas une photo.'.repeat(50)), 'notAnImage'],
  ['a web page', async () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'notAnImage'],
  ['a PDF', async () => Buffer.from('%PDF-1.7\n%âãÏÓ'), 'notAnImage'],
  ['a JPEG of 3 MP', async () => flat(2000, 1500).jpeg().toBuffer(), 'tooSmall'],
  ['half a JPEG', async () => half(await aPicture()), 'truncated'],
  ['a JPEG without its last two bytes', async () => (await aPicture()).subarray(0, -2), 'truncated'],
  ['half a PNG', async () => half(await flatPng()), 'truncated'],
  ['a PNG without its last two bytes', async () => (await flatPng()).subarray(0, -2), 'truncated'],
  ['a PNG with one byte changed', async () => flipped(await flatPng()), 'damaged'],
  ['a JPEG whose header claims 60 000 by 60 000 pixels', async () => claim(await aPicture(), 60_000, 60_000), 'tooManyPixels'],
  ['a PNG of 70 bytes that claims 30 000 by 30 000 pixels', async () => hollowPng(30_000, 30_000), 'tooManyPixels'],
  ['a PNG of 70 bytes that claims 9 000 by 9 000 pixels', async () => hollowPng(9_000, 9_000), 'damaged'],
  [
    'the first bytes of a JPEG before a page',
    async () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<html>'.repeat(99))]),
    'truncated',
  ],
] as const)('%s named DSC_0001.jpg is failed in words, and nothing of it is kept', async (_, make, failureKey) => {
  const { photo } = await send(await make())
  expect(photo).toMatchObject({ status: 'failed', failureKey, previewKey: null, deliveryKey: null })
  for (const key of [photo.uploadKey, photo.originalKey ?? ''])
    await expect(headObject({ bucket: 'originals', key })).rejects.toMatchObject({ code: 'not_found' })
})

const page = '<!doctype html><script>alert("MARK-OF-THE-TRAILER")</script>'
const archive = 'PK\x03\x04\x14\0\0\0\0\0MARK-OF-THE-TRAILER.exePK\x05\x06'
test.each([
  ['JPEG and page', async () => Buffer.concat([await aPicture(), Buffer.from(page)])],
  ['JPEG and archive', async () => Buffer.concat([await aPicture(), Buffer.from(archive, 'latin1')])],
  ['JPEG with a page for a comment', async () => withSegment(await aPicture(), 0xfe, page)],
  ['JPEG with an archive in a segment', async () => withSegment(await aPicture(), 0xe9, archive)],
  ['PNG and page', async () => Buffer.concat([await aPng(), Buffer.from(page)])],
  ['PNG with an archive in a chunk', async () => withChunk(await aPng(), 'zIPa', Buffer.from(archive, 'latin1'))],
] as const)('a photo that is a page or an archive too leaves that part behind: %s', async (_, make) => {
  const file = await make()
  expect(file.includes('MARK-OF-THE-TRAILER')).toBe(true)
  const { photo } = await send(file)
  expect(photo.status).toBe('ready')
  for (const body of await everyFileOf(photo)) expect(body.includes('MARK-OF-THE-TRAILER')).toBe(false)
  await expectWhole(photo, file)
})

test.each([
  '../../../etc/passwd',
  '"><img src=x onerror=alert(1)>.jpg',
  'a\r\nSet-Cookie: b=c.jpg',
  '\u202egpj.exe',
  `${'é'.repeat(250)}.jpg`,
  '-rf *.jpg',
  '%00.jpg',
])('a hostile name stays a name: %j', async (fileName) => {
  const { photo } = await send(await aPicture(), { fileName })
  expect(photo).toMatchObject({ status: 'ready', fileName })
  const keys = [photo.uploadKey, photo.originalKey, photo.deliveryKey, photo.previewKey, photo.previewJpegKey, photo.largeKey, photo.mediumKey, photo.smallKey]
  for (const key of keys) expect(key).toMatch(/^[a-z0-9./-]+$/)
  expect(keys.join()).not.toMatch(/\.\.|passwd|onerror|cookie|gpj/)
  for (const body of await everyFileOf(photo)) expect(body.includes(fileName)).toBe(false)
})

test('hostile words in a file are kept as they are, bounded, and write nothing of their own into the delivery copy', async () => {
  const path = await aFileOf(await aPicture())
  const title = '<script>alert(1)</script> =cmd|calc {{7*7}} %s'
  await exiftool().write(
    path,
    {
      'XMP-dc:Title': title,
      'XMP-dc:Description': 'x'.repeat(100_000),
      'XMP-dc:Subject': Array.from({ length: 500 }, (_, index) => `mot ${index}`),
      'XMP-dc:Creator': ['Faux\n-GPSLatitude=12', '&#10;-execute'],
    } as never,
    { writeArgs: ['-overwrite_original'] },
  )
  const file = await readFile(path)
  const { photo } = await send(file)
  expect(photo).toMatchObject({ status: 'ready', titleFr: title.replaceAll('&', '&amp;') })
  expect(photo.descriptionFr).toHaveLength(2_000)
  expect(await listTags(photo.id)).toHaveLength(50)
  expect(photo.creator).toMatch(/^Faux/)
  await expectWhole(photo, file)
})

const secrets = {
  'GPS:GPSLatitude': 14.6937,
  'GPS:GPSLatitudeRef': 'N',
  'GPS:GPSLongitude': 17.4441,
  'GPS:GPSLongitudeRef': 'W',
  'XMP-exif:GPSLatitude': 14.6937,
  'ExifIFD:SerialNumber': 'SECRET-body',
  'ExifIFD:LensSerialNumber': 'SECRET-lens',
  'ExifIFD:OwnerName': 'SECRET-owner',
  'ExifIFD:UserComment': 'SECRET-comment',
  'IFD0:XPAuthor': 'SECRET-author',
  'XMP-aux:SerialNumber': 'SECRET-aux',
  'XMP-iptcCore:CreatorAddress': 'SECRET-street',
  'XMP-xmpMM:DocumentID': 'SECRET-document',
  'XMP-photoshop:Instructions': 'SECRET-instructions',
}
test.each([
  ['JPEG', async () => aPicture(), { ...secrets, 'IPTC:Contact': 'SECRET-contact', 'File:Comment': 'SECRET-file' }],
  ['PNG', async () => aPng(), { ...secrets, 'PNG:Comment': 'SECRET-png', 'PNG:Author': 'SECRET-pngauthor' }],
] as const)('nothing private in a %s reaches a picture or a buyer: no place, serial number, owner or thumbnail', async (_, make, tags) => {
  const path = await aFileOf(await make())
  const thumbnail = await aFileOf(withSegment(await flat(160, 120).jpeg().toBuffer(), 0xfe, 'SECRET-thumbnail'))
  await exiftool().write(path, tags as never, { writeArgs: ['-overwrite_original', `-ThumbnailImage<=${thumbnail}`] })
  const file = await readFile(path)
  expect(file.includes('SECRET-')).toBe(true)
  const { photo } = await send(file)
  expect(photo.status).toBe('ready')
  for (const body of await everyFileOf(photo)) {
    expect(body.includes('SECRET-')).toBe(false)
    expect(body.includes(Buffer.from('SECRET-', 'utf16le'))).toBe(false)
  }
  await expectWhole(photo, file) // No GPS in any of them.
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i is upright in every picture, and the delivery copy says it too', async (orientation) => {
  const file = await quarters().withMetadata({ orientation }).jpeg({ quality: 92 }).toBuffer()
  const { photo } = await send(file)
  const isTurned = orientation > 4
  expect(photo).toMatchObject({
    status: 'ready',
    widthPx: isTurned ? 1800 : 2400,
    heightPx: isTurned ? 2400 : 1800,
    orientation: isTurned ? 'portrait' : 'landscape',
  })
  const upright = await cornersOf(await sharp(file).autoOrient().toBuffer())
  expect(new Set(upright).size).toBe(4)
  for (const { body } of await publicObjects(photo)) expect(await cornersOf(body)).toEqual(upright)
  expect((await sharp(await deliveryOf(photo)).metadata()).orientation).toBe(orientation)
  await expectWhole(photo, file)
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
    const [red = 0, green = 0, blue = 0] = await meanOf(photo)
    const off = Math.max(Math.abs(red - 200), Math.abs(green - 60), Math.abs(blue - 40))
    expect(off).toBeLessThan(name === 'p3' ? 8 : 30) // A profile that was dropped would leave 217, 76, 53; CMYK loses some gamut.
    await expectWhole(photo, file)
  }
})

test('a JPEG whose colours would be read otherwise once its metadata is gone is refused: the same bits are not the same picture', async () => {
  const plain = await flat(2500, 1700).jpeg().toBuffer()
  const jfif = Buffer.from('\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')
  const named = Buffer.from(plain) // Components called R, G, B are taken for these unless a JFIF header says that they are not.
  for (const [marker, first, step] of [
    [0xc0, 10, 3],
    [0xda, 5, 2],
  ] as const) {
    const at = named.indexOf(Buffer.from([0xff, marker]))
    for (const [index, letter] of [...'RGB'].entries()) named.write(letter, at + first + index * step, 'latin1')
  }
  const file = Buffer.concat([named.subarray(0, 2), jfif, named.subarray(2)])
  expect(await cornersOf(file)).toEqual(await cornersOf(plain))
  expect((await send(file)).photo).toMatchObject({ status: 'failed', failureKey: 'notCleanable', deliveryKey: null })
})

const clear = { width: 2400, height: 1800, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } }
const grey = { width: 2400, height: 1800, channels: 3 as const, background: '#808080' }
test.each([
  ['a transparent PNG of 16 bits, on white,', () => sharp({ create: clear }).toColourspace('rgb16').png(), 255],
  ['a PNG of 16 bits', () => sharp({ create: grey }).toColourspace('rgb16').png(), 128],
  ['a grey PNG of 16 bits', () => sharp({ create: grey }).toColourspace('grey16').png(), 128],
  ['a PNG with a palette', () => sharp({ create: grey }).png({ palette: true }), 128],
  ['an interlaced PNG', () => sharp({ create: grey }).png({ progressive: true }), 128],
  ['a grey JPEG', () => sharp({ create: grey }).toColourspace('b-w').jpeg(), 128],
  ['a progressive JPEG', () => sharp({ create: grey }).jpeg({ progressive: true }), 128],
] as const)('%s is ready, in 8 bits and sRGB', async (_, make, level) => {
  const file = await make().toBuffer()
  const { photo } = await send(file)
  expect(photo).toMatchObject({ status: 'ready', colours: [{ share: 1 }] })
  for (const value of await meanOf(photo)) expect(Math.abs(value - level)).toBeLessThan(4)
  await expectWhole(photo, file)
})

test('what was claimed of a file is replaced by what it is: type, size in pixels, hash', async () => {
  const path = await aFileOf(await aPicture())
  await exiftool().write(path, { 'ExifIFD:ExifImageWidth': 99_999, 'ExifIFD:ExifImageHeight': 99_999 } as never, { writeArgs: ['-overwrite_original'] })
  const file = await readFile(path)
  const { actor } = await aPhotographer()
  const { photoId } = await sendFile(actor, file, { fileName: 'photo.png', mimeType: 'image/png' })
  const lies = {
    sha256: '0'.repeat(64),
    phash: 1n,
    dhash: 1n,
    widthPx: 1,
    heightPx: 1,
    brightness: 1,
    deliverySha256: 'x',
    camera: 'Leica',
    creator: 'Malick Sidibé',
  }
  await db.update(schema.photos).set(lies).where(eq(schema.photos.id, photoId))
  await processPhoto(photoId)
  const photo = await findPhoto(photoId)
  expect(photo).toMatchObject({ status: 'ready', mimeType: 'image/jpeg', widthPx: 2500, heightPx: 1700, camera: null, creator: null })
  expect(photo.phash).not.toBe(1n)
  await expectWhole(photo, file)
})

/** Everything anybody but its photographer may ever get. */
const everyFileOf = async (photo: Row) => [...(await publicObjects(photo)).map(({ body }) => body), await deliveryOf(photo)]

const meanOf = async (photo: Row) => [
  ...(await sharp(await getObject({ bucket: 'thumbnails', key: photo.smallKey ?? '' }))
    .resize(1, 1)
    .raw()
    .toBuffer()),
]

/** A picture with four colours in its quarters, so that one can tell how it lies. */
const quarters = () => {
  const quarter = (background: string) => ({ create: { width: 1200, height: 900, channels: 3 as const, background } })
  return sharp(quarter('#c03020'))
    .extend({ right: 1200, bottom: 900, background: '#2040a0' })
    .composite([
      { input: quarter('#20a040'), left: 1200, top: 0 },
      { input: quarter('#e0c020'), left: 0, top: 900 },
    ])
}

/** What stands in the four corners, left to right and down, as rough names of colours. */
async function cornersOf(picture: Buffer) {
  const data = await sharp(picture).resize(8, 8, { fit: 'fill' }).removeAlpha().toColourspace('srgb').raw().toBuffer()
  return [0, 7, 56, 63].map((at) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 3, at * 3 + 3)
    if (red > 150) return green > 130 ? 'yellow' : 'red'
    return green > blue ? 'green' : 'blue'
  })
}

/** A PNG of its own, 4.25 MP. */
const aPng = async () =>
  sharp({ create: { ...grey, width: 2500, height: 1700, background: { r: Math.random() * 255, g: 90, b: Math.random() * 255 } } })
    .png()
    .toBuffer()

const flipped = (file: Buffer) => file.fill(255 ^ (file[file.length >> 1] ?? 0), file.length >> 1, (file.length >> 1) + 1)

/** The JPEG with other dimensions written into its frame header. */
function claim(jpeg: Buffer, width: number, height: number) {
  const at = jpeg.indexOf(Buffer.from([0xff, 0xc0]))
  jpeg.writeUInt16BE(height, at + 5)
  jpeg.writeUInt16BE(width, at + 7)
  return jpeg
}

/** The JPEG with one more segment at its front: `fe` is a comment, `e0` to `ef` are the programs' own. */
function withSegment(jpeg: Buffer, marker: number, words: string) {
  const segment = Buffer.from(`\xff\0\0\0${words}`, 'latin1')
  segment.writeUInt8(marker, 1)
  segment.writeUInt16BE(segment.length - 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)])
}

/** A PNG's chunk, with the checksum its readers ask for. */
function chunk(type: string, data: Buffer) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(data.length, 0)
  around.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)])
}

/** The chunk stands before the picture's end. */
const withChunk = (png: Buffer, type: string, data: Buffer) => Buffer.concat([png.subarray(0, -12), chunk(type, data), png.subarray(-12)])

/** A header, one line's worth of pixels and an end. */
function hollowPng(width: number, height: number) {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(8))), chunk('IEND', Buffer.alloc(0))])
}
