import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ImageChildren, openImageChildren } from './image-children'

const credit = { creator: 'Aïssata Koné', rights: '© Aïssata Koné', licenceUrl: 'https://pouire.test/licences' }
const noise = { width: 2400, height: 1800, channels: 3 as const, background: '#345', noise: { type: 'gaussian' as const, mean: 128, sigma: 40 } }
let folder: string
let children: ImageChildren

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pouire-test-'))
  await writeFile(join(folder, 'good.jpg'), await sharp({ create: noise }).jpeg().toBuffer())
  children = openImageChildren({ size: 2 })
})
afterAll(async () => {
  await children.close()
  await rm(folder, { recursive: true })
})

/** Ids of the processes this one started and that live. */
const ownChildren = () =>
  readdirSync('/proc/self/task').flatMap((thread) => readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' ').filter(Boolean))

const job = (name: string) => ({ original: join(folder, name), folder, credit })

test('photos asked for at once are all drawn, and the files are named by their content', async () => {
  await children.warm()
  const drawn = await Promise.all([1, 2, 3, 4].map(() => children.draw(job('good.jpg'))))
  expect(new Set(drawn.map((one) => JSON.stringify(one.keys))).size).toBe(1)
  const files = await readdir(folder)
  for (const key of Object.values(drawn[0]?.keys ?? {})) expect(files).toContain(key)
  expect(drawn[0]).toMatchObject({ widthPx: 2400, heightPx: 1800, orientation: 'landscape', mimeType: 'image/jpeg' })
})

test('a picture that would need more memory than a child may have is refused in words, and the next one is drawn', async () => {
  const flat = sharp({ create: { width: 9900, height: 9900, channels: 4, background: '#12345678' } })
  await writeFile(join(folder, 'bomb.png'), await flat.toColourspace('rgb16').png({ progressive: true, compressionLevel: 9 }).toBuffer())
  const narrow = openImageChildren({ size: 1, memoryBytes: 400_000_000 }) // With what tsx may take on top, enough for Node and a usual photo.
  await expect(narrow.draw(job('good.jpg'))).resolves.toMatchObject({ widthPx: 2400 })
  await expect(narrow.draw(job('bomb.png'))).rejects.toMatchObject({ name: 'Refusal', key: expect.stringMatching(/^(tooHeavy|damaged)$/) })
  await expect(narrow.draw(job('good.jpg'))).resolves.toMatchObject({ widthPx: 2400 })
  await narrow.close()
})

test('a photo that takes too long is refused, and its process is ended', async () => {
  const impatient = openImageChildren({ size: 1, timeoutMs: 1 })
  const others = ownChildren()
  await impatient.warm()
  const [drawing] = ownChildren().filter((pid) => !others.includes(pid))
  await expect(impatient.draw(job('good.jpg'))).rejects.toMatchObject({ name: 'Refusal', key: 'timeout' })
  await expect.poll(ownChildren, { timeout: 30_000 }).not.toContain(drawing)
  await impatient.close()
})

test('a process that does not start in time is our fault', async () => {
  const late = openImageChildren({ size: 1, startMs: 1 })
  await expect(late.draw(job('good.jpg'))).rejects.toThrow(/did not start in time/)
  await late.close()
})

test('two files of one coded picture show the same; read with other colours or another way up, they do not', async () => {
  const good = await readFile(join(folder, 'good.jpg'))
  const { pixels } = await children.draw(job('good.jpg'))
  const shown = async (bytes: Buffer) => {
    await writeFile(join(folder, 'other.jpg'), bytes)
    return children.look(join(folder, 'other.jpg'))
  }
  const withSegment = (marker: number, body: Buffer) =>
    Buffer.concat([good.subarray(0, 2), Buffer.from([0xff, marker, 0, body.length + 2]), body, good.subarray(2)])
  expect(await shown(good)).toBe(pixels)
  expect(await shown(withSegment(0xfe, Buffer.from('a comment')))).toBe(pixels)
  const turned = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x03\0\0\0\0\0\0', 'latin1')
  expect(await shown(withSegment(0xe1, turned))).not.toBe(pixels)
  const inRgb = Buffer.from('Adobe\0\x64\0\0\0\0\0', 'latin1') // Says that the three channels are red, green and blue.
  expect(await shown(withSegment(0xee, inRgb))).not.toBe(pixels)
  await expect(shown(good.subarray(0, good.length >> 1))).rejects.toMatchObject({ name: 'Refusal', key: 'truncated' })
})

test('a file that cannot be read is our fault, not the photographer’s', async () => {
  await expect(children.draw(job('nowhere.jpg'))).rejects.toThrow(/ENOENT/)
})
