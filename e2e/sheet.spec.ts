import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { address, database, expect, expectAccessible, people, shot, test, upload, words } from './fixtures'

/*
The contact sheet: choosing, changing many at once and taking it back, refusals in words, metadata out and in as CSV, and all of it by keyboard alone.
*/

const t = words('fr')
const run = Date.now()
const names = ['a', 'b', 'c'].map((letter) => `planche-${letter}-${run}.jpg`)
const desktop = { width: 1440, height: 900 }

test.describe.configure({ mode: 'serial' })

/** Noise of 5 Mpx: no two files alike, to the eye or by hash. */
async function aFile(index: number) {
  const noise = { type: 'gaussian' as const, mean: 60 + index * 60, sigma: 30 }
  return sharp({ create: { width: 2_560, height: 2_000, channels: 3, background: '#000', noise } })
    .jpeg({ quality: 60 })
    .toBuffer()
}

/** The sheet with this run's photos and no others, in the order they were sent. */
async function openSheet(page: Page) {
  await page.goto(`/studio?q=${run}&sort=oldest`)
  await expect(box(page, 0)).toBeAttached()
}
const box = (page: Page, index: number) => page.getByRole('checkbox', { name: t('sheet.choose', { title: names[index] ?? '' }) })
const chosen = (page: Page) => page.locator('.contact-sheet .pick:checked')
const bar = (page: Page) => page.getByRole('form', { name: t('sheet.bulk.label') })
const field = (page: Page, name: string) => bar(page).getByLabel(t(`sheet.bulk.${name}`), { exact: true })
const pricesOf = async () =>
  (await database().query<{ price_xof: number | null }>('select price_xof from photos where file_name = any($1) order by file_name', [names])).rows.map(
    ({ price_xof }) => price_xof,
  )

test('photos are chosen with shift, changed in place, and put back after a reload', async ({ open }) => {
  const page = await open(people.otherAuthor, { viewport: desktop })
  for (const [index, name] of names.entries()) expect((await upload(page, { name, mimeType: 'image/jpeg', buffer: await aFile(index) })).status).toBe('ready')
  await openSheet(page)
  await box(page, 0).click()
  await box(page, 2).click({ modifiers: ['Shift'] })
  await expect(chosen(page)).toHaveCount(3)
  await box(page, 1).click()
  await expect(chosen(page)).toHaveCount(2)
  await field(page, 'price').fill('9000')
  await expect(bar(page).getByText(/7\s200\sF\sCFA/)).toBeVisible() // What the photographer earns follows the typing.
  await field(page, 'addTags').fill('planche, essai')
  await shot(page, 'sheet-bulk')
  await expectAccessible(page)
  await bar(page)
    .getByRole('button', { name: t('sheet.bulk.apply'), exact: true })
    .click()
  await expect(bar(page).getByText(t('sheet.bulk.changed', { count: 2 }))).toBeVisible()
  await expect(chosen(page)).toHaveCount(0)
  expect(await pricesOf()).toEqual([9_000, null, 9_000])

  await page.reload()
  await page.getByRole('button', { name: t('sheet.undo.action') }).click()
  await expect(page.getByText(t('sheet.undo.done', { count: 2 }))).toBeVisible()
  expect(await pricesOf()).toEqual([null, null, null])
})

test('what is refused says why, stays chosen, and keeps what was typed', async ({ open }) => {
  const page = await open(people.otherAuthor, { viewport: desktop })
  await openSheet(page)
  await box(page, 0).click()
  await field(page, 'price').fill('9010')
  await bar(page)
    .getByRole('button', { name: t('sheet.bulk.applySubmit') })
    .click()
  await expect(bar(page).getByText(t('ingest.price'))).toBeVisible()
  await expect(field(page, 'price')).toHaveValue('9010')
  await field(page, 'price').fill('9000')
  await bar(page)
    .getByRole('button', { name: t('sheet.bulk.applySubmit') })
    .click()
  await expect(bar(page).getByText(t('sheet.bulk.submitted', { count: 0 }))).toBeVisible()
  await expect(bar(page).getByText(t('sheet.missingOf.categoryId'))).toBeVisible()
  await expect(field(page, 'price')).toHaveValue('9000')
  await expect(box(page, 0)).toBeChecked()
  expect(await pricesOf()).toEqual([9_000, null, null])
})

test('metadata goes out as CSV and comes back: looked at, then written, then undone', async ({ open }) => {
  const page = await open(people.otherAuthor, { viewport: desktop })
  await openSheet(page)
  await page.locator('summary', { hasText: t('sheet.csv.menu') }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: t('sheet.csv.export') }).click()])
  const table = await new Response((await download.createReadStream()) as unknown as ReadableStream).text()
  const lines = table.split('\r\n')
  expect(lines).toHaveLength(5)
  const changed = lines.map((line) => (line.includes(names[1] ?? '') ? line.replace(`${names[1]};`, `${names[1]};=Titre du tableur`) : line))
  const faulty = changed.map((line) => (line.includes(names[2] ?? '') ? line.replace(';aucune;', ';beaucoup;') : line))

  await page.getByRole('button', { name: t('sheet.csv.import') }).click()
  const dialog = page.getByRole('dialog', { name: t('sheet.csv.title') })
  await dialog.locator('input[type=file]').setInputFiles({ name: 'mots.csv', mimeType: 'text/csv', buffer: Buffer.from(faulty.join('\r\n')) })
  await expect(dialog.getByText(t('sheet.csv.fault.people'))).toBeVisible()
  await expect(dialog.getByText('=Titre du tableur')).toBeVisible()
  await shot(page, 'sheet-csv')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: t('sheet.csv.apply.one', { count: 1 }) }).click()
  await expect(dialog.getByText(t('sheet.csv.done.one', { count: 1 }))).toBeVisible()
  await dialog
    .getByRole('button', { name: t('sheet.csv.close') })
    .last()
    .click()
  await expect(page.getByRole('link', { name: '=Titre du tableur' })).toBeVisible()
  await page.getByRole('button', { name: t('sheet.undo.action') }).click()
  await expect(page.getByText(t('sheet.undo.done', { count: 1 }))).toBeVisible()
  await expect(page.getByRole('link', { name: names[1] })).toBeVisible()
})

test('a file that is no table, and somebody not signed in, are refused in words', async ({ open }) => {
  const page = await open(people.otherAuthor)
  const send = (who: Page, data: string) =>
    who.request.post('/api/studio/metadata?lang=fr', {
      data,
      headers: { origin: new URL(address()).origin, 'content-type': 'text/csv', 'accept-language': 'fr' },
    })
  const refused = await send(page, 'ni;tête;ni queue\n1;2;3\n')
  expect(refused.status()).toBe(400)
  expect(((await refused.json()) as { detail: string }).detail).toBe(t('sheet.csv.fault.noKey'))
  expect((await page.request.post('/api/studio/metadata', { data: 'id\n1' })).status()).toBe(403) // Not from one of our pages.
  const nobody = await open(null)
  expect((await send(nobody, 'id\n1')).status()).toBe(403)
  expect((await nobody.request.get('/api/studio/metadata')).status()).toBe(403)
})

test('the sheet is worked by keyboard alone', async ({ open }) => {
  const page = await open(people.otherAuthor, { viewport: desktop })
  await openSheet(page)
  await box(page, 0).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(chosen(page)).toHaveCount(3)
  await page.keyboard.press('Escape')
  await expect(chosen(page)).toHaveCount(0)
  await page.keyboard.press('Control+a')
  await expect(chosen(page)).toHaveCount(3)
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Space')
  await expect(box(page, 1)).toBeChecked()
  const isInBar = () => page.evaluate(() => document.activeElement?.closest('#bulk') !== null)
  for (let stops = 0; stops < 4 && !(await isInBar()); stops++) await page.keyboard.press('Tab')
  expect(await isInBar()).toBe(true) // One frame is one or two stops; the bar comes next.
  await field(page, 'price').focus()
  await page.keyboard.type('12000')
  await page.keyboard.press('Enter')
  await expect(bar(page).getByText(t('sheet.bulk.changed', { count: 1 }))).toBeVisible()
  expect(await pricesOf()).toEqual([9_000, 12_000, null])
  await box(page, 1).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/studio\/photos\/[\w-]+/)
})

test('on a phone, once one is chosen taps go on choosing', async ({ open }) => {
  const page = await open(people.otherAuthor, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await openSheet(page)
  await box(page, 0).tap()
  await page.getByRole('link', { name: names[1] }).tap()
  await expect(chosen(page)).toHaveCount(2)
  await expect(page).toHaveURL(/\/studio\?/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await shot(page, 'sheet-phone')
  await expectAccessible(page)
})

test('without script the boxes and the bar are a form', async ({ open }) => {
  const page = await open(people.otherAuthor, { viewport: desktop, javaScriptEnabled: false })
  await page.goto(`/studio?q=${run}&sort=oldest`)
  await box(page, 2).check()
  await field(page, 'price').fill('15000')
  await bar(page)
    .getByRole('button', { name: t('sheet.bulk.apply'), exact: true })
    .click()
  await expect(bar(page).getByText(t('sheet.bulk.changed', { count: 1 }))).toBeVisible()
  expect(await pricesOf()).toEqual([9_000, 12_000, 15_000])
})
