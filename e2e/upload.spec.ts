import { randomBytes, randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import type { Page, TestInfo } from '@playwright/test'
import sharp from 'sharp'
import { database, expect, expectAccessible, people, shot, test, words } from './fixtures'

const t = words('fr')
const drafted = new RegExp(`${t('upload.ready')}|${t('studio.status.ready')}`) // On its upload's tile, and soon after on its own.
const partWords = (sentence: string) => new RegExp(sentence.replace(/\{\w+\}/g, '[\\d.,]+'))
const raw = (key: string) => t(key, { sent: '{s}', size: '{s}' })

test.use({ mayFail: [/originals\/uploads|\/api\/studio\//] }) // These tests cut the line.

/** A PNG of noise on the disk: 13 MB, three parts, and never the same twice. Chosen again, it has the same date. */
async function aBigFile(info: TestInfo) {
  const [width, height] = [2_400, 1_850]
  const path = info.outputPath(`grande-${randomUUID().slice(0, 8)}.png`)
  const picture = sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
  await writeFile(path, await picture.png({ compressionLevel: 0 }).toBuffer())
  return { path, name: path.split('/').at(-1) ?? '' }
}

const aSmallFile = (width = 2_400, height = 1_750) =>
  sharp(randomBytes(width * height), { raw: { width, height, channels: 1 } })
    .blur(3)
    .jpeg({ quality: 40 })
    .toBuffer()

/** What goes over the line to the store: parts that `letsThrough` arrive, the others wait until the line is opened, or are lost at once. */
async function holdLine(page: Page, letsThrough: (part: number) => boolean, others: 'wait' | 'lost' = 'wait') {
  const arrived: number[] = []
  const held: (() => void)[] = []
  let isOpen = false
  page.on('response', (response) => {
    const part = Number(new URL(response.url()).searchParams.get('partNumber'))
    if (part && response.request().method() === 'PUT' && response.ok()) arrived.push(part)
  })
  await page.route(/originals\/uploads/, async (route) => {
    const part = Number(new URL(route.request().url()).searchParams.get('partNumber'))
    if (isOpen || route.request().method() !== 'PUT' || letsThrough(part)) return route.continue()
    if (others === 'lost') return route.abort()
    await new Promise<void>((go) => held.push(go))
    await route.continue()
  })
  const open = () => {
    isOpen = true
    for (const go of held.splice(0)) go()
  }
  return { arrived, held, open }
}

const tile = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })
const button = (page: Page, key: string, name: string) => page.getByRole('button', { name: t(`upload.${key}`, { name }) })

test('several files dropped at once show how far they are, each and all, and become drafts', async ({ open }) => {
  const page = await open(people.otherAuthor)
  await page.goto('/studio')
  const line = await holdLine(page, () => false)
  const tag = randomUUID().slice(0, 6)
  const files = await Promise.all([1, 2, 3, 4].map(async (number) => ({ name: `depot-${number}-${tag}.jpg`, base64: (await aSmallFile()).toString('base64') })))
  const dropped = await page.evaluateHandle((given) => {
    const data = new DataTransfer()
    for (const { name, base64 } of given)
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type: 'image/jpeg' }))
    return data
  }, files)
  await page.locator('.contact-sheet').dispatchEvent('drop', { dataTransfer: dropped })
  for (const { name } of files.slice(0, 3)) await expect(page.getByRole('progressbar', { name: t('upload.progressOf', { name }) })).toBeVisible()
  await expect(page.getByText(t('upload.overallNone', { total: 4 }))).toBeVisible()
  await expect(tile(page, files[3]?.name ?? '')).toContainText(partWords(raw('upload.waiting')))
  await expect.poll(() => line.held.length).toBe(3) // Never more than three requests on the line.
  await expectAccessible(page)
  await shot(page, 'upload-on-its-way')
  line.open()
  for (const { name } of files) await expect(tile(page, name)).toContainText(drafted, { timeout: 120_000 })
})

test('cut off in the middle, it goes on by itself when the line is back, and no part that arrived is sent again', async ({ open }, info) => {
  const page = await open(people.otherAuthor)
  await page.goto('/studio')
  const file = await aBigFile(info)
  const line = await holdLine(page, (part) => part === 1)
  await page.locator('#photos').setInputFiles(file.path)
  await expect.poll(() => line.arrived).toEqual([1])
  await page.context().setOffline(true)
  line.open()
  await expect(tile(page, file.name)).toContainText(t('upload.offline'))
  await page.context().setOffline(false)
  await expect(tile(page, file.name)).toContainText(drafted, { timeout: 120_000 })
  expect(line.arrived.toSorted()).toEqual([1, 2, 3])
})

test('a tab that was closed: the tile asks for the same file, and only what is missing is sent', async ({ open }, info) => {
  const page = await open(people.otherAuthor)
  await page.goto('/studio')
  const file = await aBigFile(info)
  const first = await holdLine(page, (part) => part === 2, 'lost') // Not held: a closing tab may still let go of what waits.
  await page.locator('#photos').setInputFiles(file.path)
  await expect.poll(() => first.arrived).toEqual([2])
  await page.close()

  const again = await page.context().newPage()
  await again.goto('/studio')
  await expect(tile(again, file.name)).toContainText(partWords(raw('upload.unfinished')))
  await shot(again, 'upload-unfinished')
  const second = await holdLine(again, () => true)
  await again.locator('#photos').setInputFiles(file.path)
  await expect(tile(again, file.name)).toContainText(drafted, { timeout: 120_000 })
  expect(second.arrived.toSorted()).toEqual([1, 3])
})

test('paused, nothing more is sent; resumed, it goes on where it was; one and all', async ({ open }, info) => {
  const page = await open(people.otherAuthor)
  await page.goto('/studio')
  const file = await aBigFile(info)
  const line = await holdLine(page, (part) => part === 1)
  await page.locator('#photos').setInputFiles(file.path)
  await expect.poll(() => line.arrived).toEqual([1])
  await button(page, 'pause', file.name).click()
  await expect(tile(page, file.name)).toContainText(partWords(raw('upload.paused')))
  await shot(page, 'upload-paused')
  line.open()
  await button(page, 'resume', file.name).click()
  await page.getByRole('button', { name: t('upload.pauseAll') }).click()
  await page.getByRole('button', { name: t('upload.resumeAll') }).click()
  await expect(tile(page, file.name)).toContainText(drafted, { timeout: 120_000 })
  expect(line.arrived.filter((part) => part === 1)).toHaveLength(1)
})

test('a file that cannot be sent says why beside it, before its bytes are spent', async ({ open }) => {
  const page = await open(people.otherAuthor)
  await page.goto('/studio')
  const tag = randomUUID().slice(0, 6)
  const jpeg = (name: string, buffer: Buffer) => ({ name: `${name}-${tag}.jpg`, mimeType: 'image/jpeg', buffer })
  const [good, small] = [await aSmallFile(), await aSmallFile(1_800, 1_200)]
  await page.locator('#photos').setInputFiles([jpeg('bonne', good), jpeg('copie', good), jpeg('petite', small), jpeg('lettre', Buffer.from('Bonjour.'))])
  await expect(tile(page, `copie-${tag}`)).toContainText(t('upload.faults.twin', { name: `bonne-${tag}.jpg` }))
  await expect(tile(page, `petite-${tag}`)).toContainText(t('upload.faults.tooSmall', { width: '1\u202f800', height: '1\u202f200', megapixels: '2,2' }))
  await expect(tile(page, `lettre-${tag}`)).toContainText(t('upload.faults.notAPicture'))
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: `bonne-${tag}` })
      .filter({ hasText: drafted }),
  ).toBeVisible({ timeout: 120_000 })
  const line = await holdLine(page, () => true)
  await page.reload()
  await page.locator('#photos').setInputFiles(jpeg('encore', good))
  await expect(tile(page, `encore-${tag}`)).toContainText(t('ingest.duplicate'))
  expect(line.arrived).toEqual([])
  await button(page, 'remove', `encore-${tag}.jpg`).click()
  await expect(tile(page, `encore-${tag}`)).toHaveCount(0)
})

test('cancelled, it is gone from the page and from the server', async ({ open }, info) => {
  const page = await open(people.otherAuthor)
  await page.goto('/studio')
  const [one, two] = [await aBigFile(info), await aBigFile(info)]
  const line = await holdLine(page, (part) => part === 1)
  await page.locator('#photos').setInputFiles([one.path, two.path])
  await expect.poll(() => line.arrived).toEqual([1, 1])
  await button(page, 'cancel', one.name).click()
  await expect(tile(page, one.name)).toHaveCount(0)
  await page.getByRole('button', { name: t('upload.cancelAll') }).click()
  await page.getByRole('button', { name: t('upload.cancelSureOne') }).click()
  await expect(tile(page, two.name)).toHaveCount(0)
  const states = async () =>
    (await database().query<{ status: string }>('select status from photos where file_name = any($1)', [[one.name, two.name]])).rows.map(({ status }) => status)
  await expect.poll(states).toEqual(['deleted', 'deleted'])
  await page.reload()
  await expect(tile(page, one.name)).toHaveCount(0)
})
