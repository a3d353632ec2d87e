import { readFileSync } from 'node:fs'
import { database, dial, expect, people, shot, test, words } from './fixtures'

/** Other people's faults are expected: the reader is told in words, and neither cart nor upload is lost. */

const t = words('fr')

test('with the database away a page says so with a request id, readiness says no, and the cart is there when it is back', async ({ browser, baseURL }) => {
  const sql = database()
  const role = new URL(process.env.DATABASE_URL ?? '').username
  const { rows } = await sql.query<{ slug: string }>("select slug from photos where status = 'published' limit 1")
  const page = await (await browser.newContext({ baseURL, locale: 'fr-FR' })).newPage() // Not a watched one: its faults are the point.
  await page.goto(`/photos/${rows[0]?.slug}`)
  await page.getByRole('button', { name: t('photo.add'), exact: true }).click()
  await expect(page.getByText(t('photo.inCart'))).toBeVisible()
  const form = await page.context().newPage()
  await form.goto('/register')
  await form.getByLabel(t('auth.fields.name')).fill('Koffi Adjavon')
  await form.getByLabel(t('auth.fields.email')).fill(`panne.${Date.now()}@pouire.test`)
  await form.getByRole('textbox', { name: t('auth.fields.password') }).fill('un long après-midi de pluie')
  try {
    await sql.query(`alter role "${role}" nologin`)
    await sql.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [role])
    expect((await page.goto('/cart'))?.status()).toBe(500)
    await expect(page.getByRole('heading', { level: 1, name: t('common.failure.title') })).toBeVisible()
    await expect(page.locator('main code')).toHaveText(/[0-9a-f]{8}-[0-9a-f]{4}-/)
    await shot(page, 'outage-database')
    const [id = ''] = (await page.locator('main code').innerText()).split(' / ')
    const log = () => readFileSync('.data/e2e/logs/app.log', 'utf8')
    await expect.poll(() => log().includes(`"requestId":"${id}"`), 'the page that failed is logged under the id its reader sees').toBe(true)
    expect(log(), 'what people asked with is not logged').not.toMatch(/params: /)
    expect((await page.request.get('/api/ready')).status()).toBe(503)
    await form.getByRole('button', { name: t('auth.register.submit') }).click()
    await expect(form.getByText(t('errors.databaseDown'))).toBeVisible()
    await expect(form.getByLabel(t('auth.fields.name'))).toHaveValue('Koffi Adjavon')
    expect((await page.request.get('/api/health')).status()).toBe(200)
  } finally {
    await sql.query(`alter role "${role}" login`)
  }
  await expect.poll(async () => (await page.request.get('/api/ready')).status()).toBe(200)
  await page.goto('/cart')
  await expect(page.locator(`a[href="/photos/${rows[0]?.slug}"]`).first()).toBeVisible()
})

test('with the payment provider away, checkout says so, nothing is charged, and the cart survives', async ({ open }) => {
  const page = await open(people.otherBuyer)
  const { rows } = await database().query<{ slug: string }>(
    `select slug from photos p where status = 'published' and not exists (select 1 from order_items i join orders o on o.id = i.order_id join users u on u.id = o.buyer_id
     where i.photo_id = p.id and u.email = $1) limit 1`,
    [people.otherBuyer],
  )
  await page.goto(`/photos/${rows[0]?.slug}`)
  await page.getByRole('button', { name: t('photo.buy'), exact: true }).click()
  await page.waitForURL(/\/checkout/)
  await dial({ dial: 'status-500', on: 'initialise' })
  await page.getByRole('button', { name: /^Payer/ }).click()
  await expect(page.getByText(t('errors.providerDown'))).toBeVisible()
  await shot(page, 'outage-provider')
  await page.goto('/cart')
  await expect(page.locator(`a[href="/photos/${rows[0]?.slug}"]`).first()).toBeVisible()
})

test.describe('with storage away', () => {
  test.use({ mayFail: [/originals\/uploads/] })

  test('an upload stays in the list, and goes through when it is back', async ({ open }) => {
    const page = await open(people.author)
    await page.goto('/studio')
    let away = true
    await page.route(/originals\/uploads/, (route) => (away && route.request().method() === 'PUT' ? route.abort('connectionfailed') : route.continue()))
    const file = { name: `panne-${Date.now()}.jpg`, mimeType: 'image/jpeg', buffer: await aPicture() }
    await page.locator('#photos').setInputFiles(file)
    await expect(page.getByText(/Reprise dans/).first()).toBeVisible()
    await expect(page.getByText(file.name).first()).toBeVisible()
    away = false
    const drafted = new RegExp(`${t('upload.ready')}|${t('studio.status.ready')}`)
    await expect(page.getByRole('listitem').filter({ hasText: file.name })).toContainText(drafted, { timeout: 120_000 })
  })
})

/** Noise of 4.2 megapixels: never the same file twice. */
async function aPicture() {
  const { default: sharp } = await import('sharp')
  return sharp({ create: { width: 2400, height: 1750, channels: 3, background: '#b5651d', noise: { type: 'gaussian', mean: 120, sigma: 40 } } })
    .jpeg({ quality: 60 })
    .toBuffer()
}
