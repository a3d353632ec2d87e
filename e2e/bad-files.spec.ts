import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { expect, one, origin, people, test, upload, words } from './fixtures'

const t = words('fr')

test.describe('a file that is no photo', () => {
  const noise = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#333', noise: { type: 'gaussian', mean: 120, sigma: 40 } } })
      .jpeg({ quality: 60 })
      .toBuffer()
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="2000"><script>alert(1)</script><rect width="3000" height="2000"/></svg>',
  )
  const jpeg = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer })
  const usable = (email: string) =>
    one(
      "select count(*)::text from photos p join photographers g on g.id = p.photographer_id join users u on u.id = g.user_id where u.email = $1 and p.status not in ('draft', 'uploaded', 'processing', 'failed', 'deleted')",
      [email],
    )
  const shapeOf = (sentence: string) => new RegExp(sentence.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[\\d\\s.,]+'))

  for (const [locale, path] of [
    ['fr', '/studio'],
    ['en', '/en/studio'],
  ] as const) {
    test(`is refused in the reader's language (${locale})`, async ({ open }) => {
      const say = words(locale)
      const raw = (key: string) => say(`upload.faults.${key}`, { width: '{w}', height: '{h}', megapixels: '{m}', megabytes: '{m}' })
      const before = await usable(people.otherAuthor)
      const page = await open(people.otherAuthor)
      await page.goto(path)
      const whole = await noise(2_400, 1_800)
      const tag = randomUUID().slice(0, 6)
      await page
        .locator('#photos')
        .setInputFiles([
          jpeg(`texte-${tag}.jpg`, Buffer.from('Ceci est une lettre, pas une photo.\n'.repeat(50))),
          jpeg(`petite-${tag}.jpg`, await noise(2_000, 1_500)),
          jpeg(`dessin-${tag}.jpg`, svg),
          jpeg(`vide-${tag}.jpg`, Buffer.alloc(0)),
          jpeg(`coupee-${tag}.jpg`, whole.subarray(0, Math.floor(whole.length / 2))),
        ])
      const tile = (name: string) => page.getByRole('listitem').filter({ hasText: `${name}-${tag}` })
      await expect.soft(tile('texte')).toContainText(shapeOf(raw('notAPicture')))
      await expect.soft(tile('petite')).toContainText(shapeOf(raw('tooSmall')))
      await expect.soft(tile('dessin')).toContainText(shapeOf(raw('notAPicture')))
      await expect.soft(tile('vide')).toContainText(shapeOf(raw('empty')))
      await expect.soft(tile('coupee')).toContainText(say('ingest.truncated'), { timeout: 90_000 }) // Its header is whole: only the server's full decode sees it.
      expect(await usable(people.otherAuthor)).toBe(before)
    })
  }

  test('is refused by the server too, when the browser looks away', async ({ open }) => {
    const before = await usable(people.otherAuthor)
    const page = await open(people.otherAuthor)
    const cases: [string, Buffer, string][] = [
      ['texte.jpg', Buffer.from('Ceci est une lettre, pas une photo.\n'.repeat(50)), 'notAnImage'],
      ['petite.jpg', await noise(2_000, 1_500), 'tooSmall'],
      ['dessin.jpg', svg, 'wrongType'],
    ]
    for (const [name, buffer, key] of cases) {
      const photo = await upload(page, jpeg(name, buffer))
      expect.soft([photo.status, photo.sentence], name).toEqual(['failed', t(`ingest.${key}`)])
    }
    expect(await usable(people.otherAuthor)).toBe(before)
  })

  test('is not even begun when its size or type cannot be sold, or its sender may not sell', async ({ open }) => {
    const start = async (who: string, data: Record<string, unknown>, headers: Record<string, string> = { origin: origin() }) =>
      (await (await open(who)).request.post('/api/studio/uploads', { data, headers })).status()
    const good = { fileName: 'a.jpg', sizeBytes: 5_000_000, mimeType: 'image/jpeg', fingerprint: 'a'.repeat(64) }
    expect.soft(await start(people.otherAuthor, { ...good, sizeBytes: 60 * 1024 * 1024 })).toBe(400)
    expect.soft(await start(people.otherAuthor, { ...good, sizeBytes: 0 })).toBe(400)
    expect.soft(await start(people.otherAuthor, { ...good, mimeType: 'image/svg+xml' })).toBe(400)
    for (const claim of [{ uploadKey: 'originals/x' }, { status: 'published' }, { widthPx: 6_000 }, { photoId: randomUUID() }, { sha256: 'mine' }])
      expect.soft(await start(people.otherAuthor, { ...good, ...claim }), JSON.stringify(claim)).toBe(400)
    expect.soft(await start(people.otherAuthor, good, { origin: 'https://evil.example' })).toBe(403)
    expect.soft(await start(people.buyer, good)).toBe(403)
  })

  test('of somebody else is signed, completed and cancelled by nobody but its owner, and from no other site', async ({ open }) => {
    const [mine, theirs, nobody] = [await open(people.otherAuthor), await open(people.author), await open(null)]
    const send = async (page: Page, method: 'POST' | 'DELETE', path: string, headers: Record<string, string> = { origin: origin() }) =>
      (await page.request.fetch(`/api/studio/uploads${path}`, { method, headers, ...(path.endsWith('/parts') && { data: { numbers: [1] } }) })).status()
    const data = { fileName: '../<b>.jpg', sizeBytes: 1_000, mimeType: 'image/jpeg', fingerprint: randomUUID().replaceAll('-', '').repeat(2) }
    const { photoId } = await (await mine.request.post('/api/studio/uploads', { data, headers: { origin: origin() } })).json()
    const doors = [['POST', `/${photoId}/parts`] as const, ['POST', `/${photoId}/complete`] as const, ['DELETE', `/${photoId}`] as const]
    for (const [method, path] of doors) {
      expect.soft(await send(theirs, method, path), path).toBe(404)
      expect.soft(await send(theirs, method, path.replace(photoId, randomUUID())), path).toBe(404)
      expect.soft(await send(nobody, method, path), path).toBe(403)
      expect.soft(await send(mine, method, path, { origin: 'https://evil.example' }), path).toBe(403)
      expect.soft(await send(mine, method, path, {}), path).toBe(403)
    }
    expect(await send(mine, 'POST', `/${photoId}/parts`)).toBe(200)
    expect(await send(mine, 'POST', `/${photoId}/complete`)).toBe(409)
    expect(await send(mine, 'DELETE', `/${photoId}`)).toBe(204)
  })
})
