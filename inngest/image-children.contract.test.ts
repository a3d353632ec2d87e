import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
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
  await expect(impatient.draw(job('good.jpg'))).rejects.toThrow(/did not start in time/)
  await impatient.close()
})

test('a file that cannot be read is our fault, not the photographer’s', async () => {
  await expect(children.draw(job('nowhere.jpg'))).rejects.toThrow(/ENOENT/)
})
