import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { logins } from '../local/seed/people'
import { database, dial, expect, mailsTo, shot, signIn, test, words } from './fixtures'

const buyer = logins[2]?.email ?? ''

/** Puts a photo this buyer does not own into the cart and goes as far as the provider's page. The transaction's id. */
async function toThePayPage(page: Page, locale: 'fr' | 'en'): Promise<string> {
  const t = words(locale)
  const sql = await database()
  const { rows } = await sql.query<{ slug: string }>(
    `select slug from photos p where status = 'published' and not exists (select 1 from order_items i join orders o on o.id = i.order_id join users u on u.id = o.buyer_id
     where i.photo_id = p.id and u.email = $1) order by random() limit 1`,
    [buyer],
  )
  await page.goto(`${locale === 'en' ? '/en' : ''}/photos/${rows[0]?.slug}`)
  await page.getByRole('button', { name: t('photo.buy') }).click()
  await page.waitForURL(/\/checkout/)
  await page.getByRole('button', { name: new RegExp(`^${t('checkout.pay', { amount: '' }).trim()}`) }).click()
  await page.waitForURL(/\/payment\//)
  const latest = await sql.query<{ transaction_id: string }>(
    'select p.transaction_id from payments p join orders o on o.id = p.order_id join users u on u.id = o.buyer_id where u.email = $1 order by p.created_at desc limit 1',
    [buyer],
  )
  return latest.rows[0]?.transaction_id ?? ''
}

const paymentOf = async (transactionId: string) =>
  (
    await (
      await database()
    ).query('select p.status, o.status as order_status, o.id as order_id from payments p join orders o on o.id = p.order_id where p.transaction_id = $1', [
      transactionId,
    ])
  ).rows[0]
const emptyCart = async () => void (await (await database()).query('delete from cart_items where user_id = (select id from users where email = $1)', [buyer]))

async function booksHold() {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'lib/desk/check-books-cli.ts'])
  expect(stdout.trim().split('\n').at(-1)).toBe('13 invariants, 0 broken')
}

test.beforeEach(emptyCart)
test.use({ viewport: { width: 390, height: 844 } })

test('a refused payment leads back to the cart with the reason, nothing is booked, and trying again works', async ({ page }) => {
  const t = words('fr')
  await signIn(page, buyer)
  const refused = await toThePayPage(page, 'fr')
  await page.getByRole('radio', { name: 'Orange Money' }).check()
  await page.getByRole('button', { name: 'Solde insuffisant' }).click()
  await expect(page.getByText(t('checkout.reasons.balance'))).toBeVisible({ timeout: 60_000 })
  await shot(page, 'journey-refused')
  expect(await paymentOf(refused)).toMatchObject({ status: 'refused', order_status: 'pending' })
  await page.getByRole('link', { name: t('checkout.return.toCart') }).click()
  await page
    .getByRole('button', { name: t('cart.checkout') })
    .or(page.getByRole('link', { name: t('cart.checkout') }))
    .click()
  await page.getByRole('button', { name: /^Payer/ }).click()
  await page.getByRole('radio', { name: 'Wave' }).check()
  await page.getByRole('button', { name: 'Payer' }).click()
  await expect(page.getByRole('heading', { level: 1, name: t('checkout.return.paid', { count: 1 }) })).toBeVisible({ timeout: 60_000 })
  await booksHold()
})

test('with a webhook that never comes and a buyer who closes the page, the poller settles', async ({ page }) => {
  await signIn(page, buyer)
  const transactionId = await toThePayPage(page, 'fr')
  await dial({ transaction_id: transactionId, dial: 'lost' })
  await page.route('**/api/payments/return**', (route) => route.abort()) // The buyer never gets back.
  await page.getByRole('radio', { name: 'Orange Money' }).check()
  await page.getByRole('button', { name: 'Payer' }).click()
  await expect.poll(async () => (await paymentOf(transactionId)).order_status, { timeout: 200_000 }).toBe('completed')
  const { rows } = await (await database()).query('select count(*)::int as n from webhook_notices where transaction_id = $1', [transactionId])
  expect(rows[0]?.n).toBe(0)
  await booksHold()
})

test('with every webhook sent three times, one sale is booked and one receipt sent', async ({ page }) => {
  const t = words('en')
  await signIn(page, buyer)
  const transactionId = await toThePayPage(page, 'en')
  await dial({ transaction_id: transactionId, dial: 'duplicate', count: 3 })
  await page.getByRole('radio', { name: 'Orange Money' }).check()
  await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: t('checkout.return.paid', { count: 1 }) })).toBeVisible({ timeout: 60_000 })
  const sql = await database()
  await expect
    .poll(async () => (await sql.query('select count(*)::int as n from webhook_notices where transaction_id = $1', [transactionId])).rows[0]?.n)
    .toBeGreaterThanOrEqual(3)
  const { order_id: orderId } = await paymentOf(transactionId)
  await expect.poll(async () => (await paymentOf(transactionId)).order_status).toBe('completed')
  const booked = await sql.query(
    'select reason, count(*)::int as n from transfers where source_id in (select id from order_items where order_id = $1) group by reason order by reason',
    [orderId],
  )
  expect(booked.rows).toEqual([
    { reason: 'sale', n: 1 },
    { reason: 'commission', n: 1 },
  ])
  const receipts = await sql.query('select effect_key from notices where effect_key like $1', [`receipt:${orderId}`])
  expect(receipts.rows).toHaveLength(1)
  const invoice = (await sql.query<{ name: string }>("select year || '-' || lpad(number::text, 6, '0') as name from invoices where order_id = $1", [orderId]))
    .rows[0]
  const carrying = (await mailsTo(buyer)).filter(({ attachments }) => attachments.some(({ filename }) => filename.includes(invoice?.name ?? 'no invoice')))
  expect(carrying).toHaveLength(1)
  await booksHold()
})
