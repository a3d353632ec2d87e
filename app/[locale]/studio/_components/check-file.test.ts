import { expect, test } from 'vitest'
import { checkFile } from './check-file'

/** A JPEG's first bytes: APP1 of `appBytes`, then a frame of the given size. `filler` stands before the frame's marker. */
function jpeg(width: number, height: number, { appBytes = 40_000, marker = 0xc0, filler = 0 } = {}) {
  const app = [0xff, 0xe1, (appBytes + 2) >> 8, (appBytes + 2) & 255, ...new Array<number>(appBytes).fill(0xff)]
  const frame = [
    ...new Array<number>(filler).fill(0xff),
    0xff,
    marker,
    0,
    17,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    3,
    1,
    0x22,
    0,
    2,
    0x11,
    1,
    3,
    0x11,
    1,
  ]
  return new Blob([new Uint8Array([0xff, 0xd8, ...app, ...frame, ...new Array<number>(40).fill(0)])])
}

function png(width: number, height: number) {
  const bytes = new Uint8Array(60)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  const view = new DataView(bytes.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return new Blob([bytes])
}

test('a camera file is read past its metadata, whatever kind of frame it has', async () => {
  expect(await checkFile(jpeg(4272, 2848))).toEqual({ ok: true, type: 'image/jpeg', widthPx: 4272, heightPx: 2848 })
  expect(await checkFile(jpeg(2848, 4272, { marker: 0xc2, filler: 3 }))).toMatchObject({ ok: true, widthPx: 2848, heightPx: 4272 })
  expect(await checkFile(png(3000, 2000))).toEqual({ ok: true, type: 'image/png', widthPx: 3000, heightPx: 2000 })
})

test('a Huffman table is not taken for a frame', async () => {
  expect(await checkFile(jpeg(4272, 2848, { marker: 0xc4 }))).toMatchObject({ ok: false, fault: 'notAPicture' })
})

test('too few and too many pixels are named with their size', async () => {
  expect(await checkFile(jpeg(2000, 1500))).toMatchObject({ ok: false, fault: 'tooSmall', values: { megapixels: 3, width: 2000, height: 1500 } })
  expect(await checkFile(png(12_000, 9_000))).toMatchObject({ ok: false, fault: 'tooLarge', values: { megapixels: 108 } })
  expect(await checkFile(jpeg(2000, 2000))).toMatchObject({ ok: true })
})

test('what is no picture is refused whatever it is called', async () => {
  const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="4000"/>'], 'photo.jpg', { type: 'image/jpeg' })
  expect(await checkFile(svg)).toMatchObject({ ok: false, fault: 'notAPicture' })
  expect(await checkFile(new Blob([new Uint8Array([0xff, 0xd8, 0xff])]))).toMatchObject({ ok: false, fault: 'notAPicture' })
  expect(await checkFile(new Blob([]))).toMatchObject({ ok: false, fault: 'empty' })
})

test('a file over 50 MB is refused before it is read', async () => {
  const heavy = { size: 60 * 1024 * 1024 } as Blob
  expect(await checkFile(heavy)).toMatchObject({ ok: false, fault: 'tooHeavy', values: { megabytes: 60 } })
})
