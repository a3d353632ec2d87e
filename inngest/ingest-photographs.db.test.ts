import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { listTags } from '@/lib/photos/queries'
import { headObject } from '@/lib/storage'
import { expectWhole, send, withImageProcesses } from './ingest-testing'

const PHOTOS = fileURLToPath(new URL('../../shared/photos/', import.meta.url))
withImageProcesses()

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

describe.skipIf(!existsSync(PHOTOS))('real photographs of ../shared/photos', () => {
  test.each(Object.entries(accepted))('%s is ready, with its facts, and nothing private in public', async (name, facts) => {
    const original = await readFile(join(PHOTOS, name))
    const { photo } = await send(original, { fileName: name })
    expect(photo).toMatchObject({ status: 'ready', failureKey: null, mimeType: 'image/jpeg', sizeBytes: original.length, ...facts })
    expect([photo.phash, photo.dhash]).toEqual([expect.any(BigInt), expect.any(BigInt)])
    expect(photo.colours?.length).toBeGreaterThan(1)
    expect(photo.brightness).toBeGreaterThan(20)
    expect(photo.brightness).toBeLessThan(80)
    expect(photo.sharpness).toBeGreaterThan(30)
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
