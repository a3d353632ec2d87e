import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { type Credit, makePictures, orientationOf, prepareImages, refusalFor } from '@/lib/images'
import { dominantColours } from '@/lib/images/dominant-colours'
import { differenceHash, mirrored, perceptualHash } from '@/lib/images/perceptual-hash'
import { sharpness } from '@/lib/images/sharpness'
import { sniff } from '@/lib/images/sniff'
import { stamp } from '@/lib/images/watermark'

const credit: Credit = { creator: 'Aïssata "Koné" <b>&', rights: '© Aïssata', licenceUrl: 'https://pouire.test/licences?a=1&b=2' }
let opened: Record<string, Buffer>

beforeAll(async () => {
  const flat = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } })
  const [webp, gif, tiff, avif] = await Promise.all([flat().webp().toBuffer(), flat().gif().toBuffer(), flat().tiff().toBuffer(), flat().avif().toBuffer()])
  opened = { svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'), webp, gif, tiff, avif }
  for (const file of Object.values(opened)) await sharp(file).metadata() // Each opens before, so that the test below can fail.
  await prepareImages()
})

/** How many of the 64 bits differ. */
const distance = (a: bigint, b: bigint) =>
  BigInt.asUintN(64, a ^ b)
    .toString(2)
    .replaceAll('0', '').length

/** A scene with shapes, so that hashes have something to hold on to. */
async function scene(quality = 80, hue = 0) {
  const pixels = Buffer.alloc(600 * 400 * 3)
  for (let y = 0; y < 400; y++)
    for (let x = 0; x < 600; x++) {
      const at = (y * 600 + x) * 3
      const inside = (x - 220) ** 2 + (y - 180) ** 2 < 120 ** 2
      pixels[at] = inside ? 230 : (x / 600) * 120 + hue
      pixels[at + 1] = inside ? 90 : (y / 400) * 160
      pixels[at + 2] = inside ? 30 : 140
    }
  return sharp(pixels, { raw: { width: 600, height: 400, channels: 3 } })
    .jpeg({ quality })
    .toBuffer()
}

test('once prepared, a process can open JPEG and PNG and nothing else', async () => {
  for (const [name, file] of Object.entries(opened)) await expect(sharp(file).metadata(), name).rejects.toThrow(/unsupported image format/)
  await expect(sharp(await scene()).metadata()).resolves.toMatchObject({ format: 'jpeg' })
})

test('first bytes decide what a file is, whatever it is called', () => {
  expect(sniff(Buffer.from([0xff, 0xd8, 0xff, 0xe1]))).toBe('image/jpeg')
  for (const head of [
    'GIF89a',
    'BM',
    '8BPS',
    'RIFF\0\0\0\0WEBPVP8 ',
    '\0\0\0\x18ftypheic',
    '\0\0\0\x18ftypavif',
    '<?xml version="1.0"?><!-- x --><svg width="1">',
    'II*\0',
    'MM\0*',
  ])
    expect(() => sniff(Buffer.from(head, 'latin1')), head).toThrow('wrongType')
  for (const head of ['', '\xff\xd8', '%PDF-1.4', 'MZ', '<html><body>', 'PK\x03\x04'])
    expect(() => sniff(Buffer.from(head, 'latin1')), head).toThrow('notAnImage')
})

test('the picture for links carries the mark and its credit, and a small one is not enlarged', async () => {
  const flat = await sharp({ create: { width: 2000, height: 1000, channels: 3, background: '#777777' } })
    .png()
    .toBuffer()
  const { files } = await makePictures(flat, credit, 1)
  const { channels } = await sharp(files.previewJpeg).stats()
  expect(Math.max(...channels.map(({ max, min }) => max - min))).toBeGreaterThan(40)
  const { xmp, exif, width } = await sharp(files.previewJpeg).metadata()
  expect({ exif, width }).toEqual({ exif: undefined, width: 1200 })
  expect(xmp?.toString()).toContain('Aïssata &#34;Koné&#34; &#60;b&#62;&#38;')
  const tiny = await makePictures(await scene(), credit, 1)
  expect(await sharp(tiny.files.previewJpeg).metadata()).toMatchObject({ width: 600, height: 400 })
})

test('the mark darkens light and lightens dark, and leaves what is outside it', () => {
  const picture = { width: 2, height: 1, data: Buffer.from([0, 0, 0, 255, 255, 255]) }
  const mask = { width: 3, height: 2, rgba: Buffer.from([255, 255, 255, 82, 0, 0, 0, 56, ...new Array(16).fill(9)]) }
  expect([...stamp(picture, mask).data]).toEqual([82, 82, 82, 199, 199, 199])
  expect([...picture.data]).toEqual([0, 0, 0, 255, 255, 255])
  expect([...stamp(picture, { ...mask, rgba: Buffer.alloc(24) }).data]).toEqual([...picture.data])
  expect(() => stamp({ ...picture, width: 4 }, mask)).toThrow(/larger/)
})

test('one picture recompressed keeps its hash nearly; another picture does not', async () => {
  const hash = async (file: Buffer) => (await makePictures(file, credit, 1)).phash
  const [same, again, other] = [
    await hash(await scene(90)),
    await hash(await scene(30, 8)),
    await hash(
      await sharp(await scene())
        .rotate(90)
        .jpeg()
        .toBuffer(),
    ),
  ]
  expect(distance(same, again)).toBeLessThanOrEqual(6)
  expect(distance(same, other)).toBeGreaterThan(12)
})

test('a perceptual hash fits PostgreSQL’s bigint, and half its bits are set', () => {
  const grey = Uint8Array.from({ length: 1024 }, (_, at) => (at * 37) % 251)
  const hash = perceptualHash(grey)
  expect(BigInt.asIntN(64, hash)).toBe(hash)
  expect(distance(hash, 0n)).toBeGreaterThan(28)
  expect(distance(hash, 0n)).toBeLessThan(36)
  expect(() => perceptualHash(new Uint8Array(10))).toThrow()
})

test('a difference hash tells where a picture grows lighter to the right, and a mirror turns that round', () => {
  const rising = Uint8Array.from({ length: 72 }, (_, at) => (at % 9) * 20)
  expect([differenceHash(rising), differenceHash(mirrored(rising, 9)), differenceHash(new Uint8Array(72))]).toEqual([-1n, 0n, 0n])
  expect([...mirrored(Uint8Array.from([1, 2, 3, 4, 5, 6]), 3)]).toEqual([3, 2, 1, 6, 5, 4])
  expect(() => differenceHash(new Uint8Array(64))).toThrow()
})

test('a mirrored picture is found by the mirror hashes of the first, and its brightness and sharpness are the same', async () => {
  const one = await makePictures(await scene(), credit, 1)
  const turned = await makePictures(
    await sharp(await scene())
      .flop()
      .jpeg()
      .toBuffer(),
    credit,
    1,
  )
  expect(distance(one.phash, turned.phash)).toBeGreaterThan(12)
  expect(distance(one.mirrorPhash, turned.phash)).toBeLessThanOrEqual(4)
  expect(distance(one.mirrorDhash, turned.dhash)).toBeLessThanOrEqual(4)
  expect(Math.abs(one.brightness - turned.brightness)).toBeLessThanOrEqual(1)
})

test('brightness is 0 for black and 100 for white; sharpness falls as a picture is blurred', async () => {
  const brightness = async (background: string) =>
    (
      await makePictures(
        await sharp({ create: { width: 300, height: 200, channels: 3, background } })
          .png()
          .toBuffer(),
        credit,
        1,
      )
    ).brightness
  expect([await brightness('#000'), await brightness('#fff')]).toEqual([0, 100])
  expect(await brightness('#777777')).toBeGreaterThan(50)
  const crisp = Buffer.from(Array.from({ length: 256 * 256 * 3 }, (_, at) => (Math.floor(at / 3 / 8) % 2 ? 200 : 60)))
  const pixels = { data: crisp, width: 256, height: 256 }
  const blurred = await sharp(crisp, { raw: { width: 256, height: 256, channels: 3 } })
    .blur(3)
    .raw()
    .toBuffer()
  expect(sharpness(pixels)).toBeGreaterThan(80)
  expect(sharpness({ ...pixels, data: blurred })).toBeLessThan(40)
  expect(sharpness({ ...pixels, data: Buffer.alloc(crisp.length, 90) })).toBe(0)
})

test('colours are the ones seen, with their shares, largest first', () => {
  const of = (...parts: [number, number, number, number][]) =>
    Uint8Array.from(parts.flatMap(([count, ...rgb]) => Array.from({ length: count }, () => rgb).flat()))
  expect(dominantColours(of([60, 200, 30, 30], [40, 20, 40, 160]))).toEqual([
    { hex: '#c81e1e', share: 0.6 },
    { hex: '#1428a0', share: 0.4 },
  ])
  expect(dominantColours(of([9, 255, 255, 255]))).toEqual([{ hex: '#ffffff', share: 1 }])
})

test('orientation is told from the upright sides', () => {
  expect([orientationOf(300, 200), orientationOf(200, 300), orientationOf(200, 208), orientationOf(400, 200)]).toEqual([
    'landscape',
    'portrait',
    'square',
    'panorama',
  ])
})

test('what libvips says becomes our own words, the last line deciding', () => {
  const said = (message: string) => refusalFor(new Error(message)).key
  expect(said('Input image exceeds pixel limit')).toBe('tooManyPixels')
  expect(said('VipsJpeg: extraneous bytes before marker\nVipsJpeg: premature end of JPEG image')).toBe('truncated')
  expect(said('VipsJpeg: Corrupt JPEG data: premature end of data segment')).toBe('damaged')
  expect(said('vips_tracked: out of memory')).toBe('tooHeavy')
  expect(said('vipspng: libpng read error')).toBe('damaged')
})
