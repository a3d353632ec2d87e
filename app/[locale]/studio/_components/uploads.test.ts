import { afterEach, expect, test, vi } from 'vitest'
import type { Upload } from './upload'
import { createUploads } from './uploads'

afterEach(() => vi.unstubAllGlobals())

/** What a browser would have as a PNG of 12 megapixels: its first bytes are all that is looked at here. */
function aPicture(name: string) {
  const bytes = new Uint8Array(60).fill(name.charCodeAt(0), 30)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  new DataView(bytes.buffer).setUint32(16, 4_000)
  new DataView(bytes.buffer).setUint32(20, 3_000)
  return new File([bytes], name, { lastModified: 1 })
}

/** The list in a page whose server never answers; `asked` are the names of the files it was told of. */
function aDesk() {
  const asked: string[] = []
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('no decoder here')))
  vi.stubGlobal('fetch', (_: string, { body = '{}' }: { body?: string }) => {
    asked.push(JSON.parse(body).fileName)
    return new Promise(() => {})
  })
  const uploads = createUploads('fr')
  const stages = () => uploads.list().map(({ stage }) => stage)
  const until = (isSo: (stages: Upload['stage'][]) => boolean) =>
    new Promise<void>((done) => {
      const look = () => isSo(stages()) && done()
      uploads.subscribe(look)
      look()
    })
  return { uploads, asked, stages, until }
}

const checked = (stages: Upload['stage'][]) => !stages.includes('checking')

test('all paused, those still being looked at are not sent when that is done; all resumed, they are', async () => {
  const { uploads, asked, stages, until } = aDesk()
  uploads.add(['a.png', 'b.png', 'c.png', 'd.png'].map(aPicture))
  uploads.pauseAll()
  await until(checked)
  expect(stages()).toEqual(['paused', 'paused', 'paused', 'paused'])
  expect(asked).toEqual([])
  uploads.resumeAll()
  expect(stages()).toEqual(['sending', 'sending', 'sending', 'waiting'])
  expect(asked).toEqual(['a.png', 'b.png', 'c.png'])
})

test('resumed before they were looked at, they are sent as if nothing had been', async () => {
  const { uploads, asked, until } = aDesk()
  uploads.add(['a.png', 'b.png'].map(aPicture))
  uploads.pauseAll()
  uploads.resumeAll()
  await until(checked)
  expect(asked).toEqual(['a.png', 'b.png'])
})
