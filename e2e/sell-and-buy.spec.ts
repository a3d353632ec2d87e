import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Browser, Page } from '@playwright/test'
import exifr from 'exifr'
import sharp from 'sharp'
import { logins } from '../local/seed/people'
import { database, expect, expectAccessible, mailTo, shot, signIn, test, words } from './fixtures'

const camera = existsSync('../shared/photos/canon-eos-450d.jpg') ? '../shared/photos/canon-eos-450d.jpg' : 'local/seed/photos/abidjan-nuit.jpg'
const [admin, , buyer] = logins.map(({ email }) => email)
const photographer = { name: 'Mariétou Sow', email: `marietou.${Date.now()}@pouire.test`, password: 'la lumière du fleuve au matin' }
const t = words('fr')
const desktop = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const drafted = new RegExp(`${t('upload.ready')}|${t('studio.status.ready')}`) // On its upload's tile, and soon after on its own.

test.describe.configure({ mode: 'serial' })

/** One page per person for the whole story, as people have: each keeps their session. */
const pages = new Map<string, Page>()
async function pageOf(browser: Browser, who: string, viewport = desktop) {
  const known = pages.get(who)
  if (known) return known
  const page = await (await browser.newContext({ viewport, acceptDownloads: true, locale: 'fr-FR' })).newPage()
  pages.set(who, page)
  return page
}
test.afterAll(async () => {
  for (const page of pages.values()) await page.context().close()
})

let photoAddress = ''
let downloadAddress = ''
const title = 'Écoliers à Grand-Bassam, façade délavée'

test('a photographer registers, confirms, applies, and an admin approves', async ({ browser }) => {
  const page = await pageOf(browser, 'photographer')
  await page.goto('/register')
  await page.getByLabel(t('auth.fields.name')).fill(photographer.name)
  await page.getByLabel(t('auth.fields.email')).fill(photographer.email)
  await page.getByRole('textbox', { name: t('auth.fields.password') }).fill(photographer.password)
  await page.getByRole('button', { name: t('auth.register.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: t('auth.checkMail.title') })).toBeVisible()

  const mail = await mailTo(photographer.email)
  const link = /https?:\/\/\S+token=[\w-]+\S*/.exec(mail.text)?.[0] ?? ''
  await page.goto(link)
  await page.getByRole('textbox', { name: t('auth.fields.password') }).fill(photographer.password)
  await page.getByRole('button', { name: t('auth.verify.submit') }).click()
  await expect(page.getByText(t('auth.signIn.verified'))).toBeVisible()
  await signIn(page, photographer)

  await page.goto('/sell')
  await page.getByLabel(t('account.sell.displayName')).fill(photographer.name)
  await page.getByLabel(t('account.sell.city')).fill('Saint-Louis')
  await page.getByLabel(t('account.sell.country')).selectOption('SN')
  await page.getByLabel(t('account.sell.motivation')).fill('Le fleuve, ses écoles, ses pêcheurs, depuis dix ans.')
  await page.getByRole('button', { name: t('account.sell.submit') }).click()
  await expect(page.getByText(t('account.sell.waitingTitle'))).toBeVisible()

  const desk = await pageOf(browser, 'admin')
  await signIn(desk, admin ?? '')
  await desk.goto('/admin/photographers')
  const application = desk.getByRole('listitem').filter({ hasText: photographer.email })
  await application.getByRole('button', { name: t('admin.photographers.approve') }).click()
  await expect(desk.getByText(t('admin.photographers.approved', { name: photographer.name }))).toBeVisible()
  await mailTo(photographer.email, 'Bienvenue')
})

test('a camera JPEG goes from the browser to S3 and through ingest, and is filled in', async ({ browser }) => {
  const page = await pageOf(browser, 'photographer')
  await page.goto('/studio')
  await page.locator('#photos').setInputFiles({ name: 'IMG_0450.jpg', mimeType: 'image/jpeg', buffer: await freshFile() })
  await expect(page.getByRole('listitem').filter({ hasText: drafted })).toBeVisible({ timeout: 60_000 })
  await shot(page, 'journey-studio-uploaded')
  await page.goto('/studio')
  await page.locator('a[href^="/studio/photos/"]').first().click()
  if (camera.includes('canon')) await expect(page.getByText('Canon').first()).toBeVisible()
  await fillIn(page)
  await page.getByRole('button', { name: t('studio.edit.saveAndSubmit') }).click()
  await expect(page.getByText(t('studio.edit.submitted'))).toBeVisible()
  await expectAccessible(page)
})

/** The camera's file with a comment of its own after the start marker: the same pixels, but never the file of an earlier run, which would be refused as a duplicate. */
async function freshFile() {
  const file = await readFile(camera)
  const comment = Buffer.from(`run ${Date.now()}`)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(comment.length + 2)
  return Buffer.concat([file.subarray(0, 2), Buffer.from([0xff, 0xfe]), length, comment, file.subarray(2)])
}

async function fillIn(page: Page) {
  await page.getByLabel(t('studio.edit.titleFr')).fill(title)
  await page.getByText(t('studio.edit.english')).click()
  await page.getByLabel(t('studio.edit.titleEn')).fill('Schoolchildren in Grand-Bassam, faded façade')
  await page.getByLabel(t('studio.edit.tags')).fill('école, façade, Grand-Bassam, rue, après-midi, mur')
  await page.getByLabel(t('studio.edit.subject')).selectOption({ label: 'Vie quotidienne' })
  await page.getByLabel(t('studio.edit.city')).fill('Grand-Bassam')
  await page.getByLabel(t('studio.edit.country')).selectOption('CI')
  await page.getByLabel(t('studio.edit.price')).fill('12500')
  await expect(page.getByText(/10\s000\sF\sCFA/).first()).toBeVisible() // What the photographer earns follows the typing.
}

test('it is refused with reasons and mail, put right, sent again, and approved with the keyboard', async ({ browser }) => {
  const desk = await pageOf(browser, 'admin')
  const page = await pageOf(browser, 'photographer')
  await openCase(desk)
  await desk.keyboard.press('1')
  await desk.keyboard.press('6')
  await shot(desk, 'journey-moderation')
  await desk.keyboard.press('r')
  await expect(desk.getByText(t('desk.rejected', { title, count: 2 })).first()).toBeVisible()
  const refusal = await mailTo(photographer.email, 'À revoir')
  expect(refusal.text).toContain('Netteté')
  expect(refusal.text).toContain('Mots-clés')

  await page.goto('/studio')
  await page.locator('a[href^="/studio/photos/"]').first().click()
  await expect(page.getByText(t('studio.edit.rejectedTitle'))).toBeVisible()
  await expect(page.getByText('Netteté').first()).toBeVisible()
  await page.getByLabel(t('studio.edit.tags')).fill('école, façade, Grand-Bassam, rue, après-midi')
  await page.getByRole('button', { name: t('studio.edit.resubmit') }).click()
  await expect(page.getByText(t('studio.edit.submitted'))).toBeVisible()

  await openCase(desk)
  await desk.keyboard.press('a')
  await expect(desk.getByText(t('desk.published', { title })).first()).toBeVisible()
  const approval = await mailTo(photographer.email, 'En ligne')
  photoAddress = new URL(/https?:\/\/\S+\/photos\/[\w-]+/.exec(approval.text)?.[0] ?? '').pathname
})

async function openCase(desk: Page) {
  const sql = await database()
  const { rows } = await sql.query<{ id: string }>("select id from photos where title_fr = $1 and status = 'submitted'", [title])
  await desk.goto(`/admin/moderation?photo=${rows[0]?.id}`)
  await expect(desk.getByRole('heading', { name: title })).toBeVisible()
}

test('a buyer finds it without its accents, carries it through sign-in, pays with Orange Money and is told', async ({ browser }) => {
  const page = await pageOf(browser, 'buyer', phone)
  await page.goto('/search?q=ecolier+facade+delavee')
  await page.locator(`a[href="${photoAddress}"]`).first().click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await page.getByRole('radio', { name: new RegExp(t('photo.standard')) }).check()
  await page.getByRole('button', { name: t('photo.add') }).click()
  await expect(page.getByText(t('photo.inCart'))).toBeVisible()
  await page.goto('/cart')
  await expect(page.getByRole('link', { name: title }).first()).toBeVisible()
  await page
    .getByRole('button', { name: t('cart.checkout') })
    .or(page.getByRole('link', { name: t('cart.checkout') }))
    .click()
  await expect(page).toHaveURL(/sign-in/)
  await signIn(page, buyer ?? '', { here: true })
  await page.goto('/cart')
  await expect(page.getByRole('link', { name: title }).first()).toBeVisible()

  await page.goto('/checkout')
  await shot(page, 'journey-checkout')
  await page.getByRole('button', { name: /^Payer/ }).click()
  await page.getByRole('radio', { name: 'Orange Money' }).check()
  await page.getByRole('button', { name: 'Payer' }).click()
  await expect(page.getByRole('heading', { level: 1, name: t('checkout.return.paid', { count: 1 }) })).toBeVisible({ timeout: 60_000 })
  await shot(page, 'journey-paid')
  await expectAccessible(page)

  const receipt = await mailTo(buyer ?? '', 'à vous', title)
  expect(receipt.attachments).toHaveLength(1)
  expect(receipt.attachments[0]?.filename).toMatch(/\.pdf$/)
  const sale = await mailTo(photographer.email, 'vendue')
  expect(sale.text).toMatch(/10\s000/)
})

test('the original comes down with the same pixels and no place; strangers find nothing; the sixth file is refused and a new access offered', async ({
  browser,
  baseURL,
}) => {
  const page = await pageOf(browser, 'buyer')
  await page.goto('/account/downloads')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: t('account.downloads.downloadName', { title }) }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.jpg$/)
  const file = await readFile(await download.path())
  const pixels = (source: string | Buffer) => sharp(source, { ignoreIcc: true }).raw().toBuffer()
  expect((await pixels(file)).equals(await pixels(camera))).toBe(true)
  expect(await exifr.gps(file)).toBeUndefined()
  expect((await exifr.parse(file, { xmp: true, iptc: true }))?.SerialNumber).toBeUndefined()

  const sql = await database()
  const { rows } = await sql.query<{ id: string; buyer_id: string }>(
    'select d.id, d.buyer_id from downloads d join order_items i on i.id = d.order_item_id where i.title = $1 order by d.created_at desc limit 1',
    [title],
  )
  downloadAddress = `/api/downloads/${rows[0]?.id}`
  for (const address of [downloadAddress, `${downloadAddress}/file`, `${downloadAddress}/invoice`]) {
    expect((await (await pageOf(browser, 'stranger')).request.get(address, { maxRedirects: 0 })).status(), address).toBe(404)
    expect((await (await pageOf(browser, 'photographer')).request.get(address, { maxRedirects: 0 })).status(), address).toBe(404)
  }
  const invoice = await page.request.get(`${downloadAddress}/invoice`)
  expect((await invoice.body()).subarray(0, 5).toString()).toBe('%PDF-')

  // Four more files, each an hour apart as far as the counter knows.
  await sql.query(
    "insert into download_files (id, download_id, buyer_id, counted, created_at) select gen_random_uuid(), $1, $2, 1, now() - interval '1 hour' * n from generate_series(1, 4) n",
    [rows[0]?.id, rows[0]?.buyer_id],
  )
  await sql.query('alter table download_files disable trigger user')
  await sql.query("update download_files set created_at = created_at - interval '31 minutes' where download_id = $1", [rows[0]?.id])
  await sql.query('alter table download_files enable trigger user')
  const sixth = await page.request.get(`${downloadAddress}/file`, { maxRedirects: 0 })
  expect(sixth.status()).toBe(409)
  expect(await sixth.json()).toMatchObject({ renew: { method: 'POST' } })

  await page.goto('/account/downloads')
  await expect(page.getByText(t('account.downloads.spent')).first()).toBeVisible()
  const [again] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('listitem')
      .filter({ hasText: title })
      .getByRole('button', { name: t('account.downloads.renew') })
      .click(),
  ])
  expect((await readFile(await again.path())).equals(file)).toBe(true)
  expect(baseURL).toBeTruthy()
})

test('the photographer sees the sale and what is held, the admin order, payment and books, and the books hold', async ({ browser }) => {
  const page = await pageOf(browser, 'photographer')
  await page.goto('/studio/sales')
  await expect(page.getByText(title).first()).toBeVisible()
  await expect(page.getByText(/10\s000/).first()).toBeVisible()
  await shot(page, 'journey-sales')

  const desk = await pageOf(browser, 'admin')
  await desk.goto('/admin/orders')
  await desk.locator('a[href^="/admin/orders/"]').first().click()
  await expect(desk.getByText(title).first()).toBeVisible()
  await expect(desk.getByText(t('admin.order.payments.settled')).first()).toBeVisible()
  await shot(desk, 'journey-admin-order')
  await desk.goto('/admin/books')
  await expect(desk.getByRole('heading', { level: 1 })).toBeVisible()
  await shot(desk, 'journey-books')

  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'lib/desk/check-books-cli.ts'])
  expect(stdout.trim().split('\n').at(-1)).toBe('13 invariants, 0 broken')
})
