import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect } from 'vitest'
import { closeExiftool, readTags } from '@/lib/metadata/exiftool'
import { unexpectedTags } from '@/lib/metadata/write-delivery-copy'
import type { Photo } from '@/lib/photos/move-photo'
import { findPhoto } from '@/lib/photos/queries'
import { sendFile } from '@/lib/photos/testing'
import { getObject } from '@/lib/storage'
import { aPhotographer } from '@/lib/testing'
import { closeImageChildren, imageChildren, processPhoto } from './process-photo'

type Seller = Awaited<ReturnType<typeof aPhotographer>>
export type Row = Photo

let folder = ''

/** The processes that draw are there for the tests of this file, and a folder that goes with them. */
export function withImageProcesses() {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pouire-test-'))
    await imageChildren().warm()
  })
  afterAll(async () => {
    await Promise.all([closeImageChildren(), closeExiftool()])
    await rm(folder, { recursive: true })
  })
}

/** The bytes as a file of their own, under a name nobody else has. */
export async function aFileOf(bytes: Buffer) {
  const path = join(folder, randomBytes(8).toString('hex'))
  await writeFile(path, bytes)
  return path
}

/** The whole way: declared, sent to signed addresses, completed, taken in. */
export async function send(bytes: Buffer, { seller, ...named }: { seller?: Seller; fileName?: string; mimeType?: string } = {}) {
  const { actor } = seller ?? (await aPhotographer())
  const { photoId, urls } = await sendFile(actor, bytes, named)
  await processPhoto(photoId)
  return { photo: await findPhoto(photoId), actor, urls }
}

/** Every public picture of a photo, the largest first. */
export const publicObjects = async (photo: Row) =>
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

export const deliveryOf = (photo: Row) => getObject({ bucket: 'originals', key: photo.deliveryKey ?? '' })

const tagsOf = async (body: Buffer) => readTags(await aFileOf(body), ['-a', '-u'])
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const pixelHash = async (body: Buffer) => sha256(await sharp(body).raw().toBuffer())

const boxes = [
  [1600, 1600],
  [1200, 1200],
  [800, 600],
  [400, 300],
  [200, 150],
] as const

/** What every accepted photo must be, whatever its file was: five public pictures with nothing private in them, a clean delivery copy of the same pixels, and the file itself. */
export async function expectWhole(photo: Row, original: Buffer) {
  await expectPublicPictures(photo)
  const delivery = await deliveryOf(photo)
  expect(sha256(delivery)).toBe(photo.deliverySha256)
  expect(delivery.length).toBe(photo.deliveryBytes)
  expect(await pixelHash(delivery)).toBe(await pixelHash(original))
  const tags = await tagsOf(delivery)
  expect(JSON.stringify(tags)).not.toMatch(/GPS|SerialNumber|OwnerName|MakerNote|Thumbnail/)
  expect(unexpectedTags(Object.fromEntries(Object.entries(tags).filter(([name]) => !name.startsWith('Composite:') && !name.startsWith('MWG:'))))).toEqual([])
  expect(tags).toMatchObject({ 'IFD0:Artist': 'Aïssata Koné', 'IPTC:By-line': 'Aïssata Koné', 'XMP-xmpRights:WebStatement': 'http://localhost:3000/licences' })
  expect(sha256(await getObject({ bucket: 'originals', key: photo.originalKey ?? '' }))).toBe(photo.sha256)
  expect(photo.sha256).toBe(sha256(original))
}

async function expectPublicPictures(photo: Row) {
  const ratio = (photo.widthPx ?? 0) / (photo.heightPx ?? 1)
  for (const [index, { key, body }] of (await publicObjects(photo)).entries()) {
    expect(key).toMatch(new RegExp(`^${sha256(body).slice(0, 32)}-[\\da-f]{8}\\.(webp|jpg)$`))
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
}

/** One colour all over. */
export const flat = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#864' } })

const grainy = sharp({ create: { width: 2500, height: 1700, channels: 3, background: '#864', noise: { type: 'gaussian', mean: 120, sigma: 45 } } })
let grain: Promise<Buffer> | undefined

/** 4.25 MP, made once; a comment with random bytes makes each a file of its own. */
export async function aPicture() {
  grain ??= grainy.jpeg({ quality: 60 }).toBuffer()
  const jpeg = await grain
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, 18]), randomBytes(16), jpeg.subarray(2)])
}
