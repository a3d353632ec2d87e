import { createHmac, randomUUID } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import { database, expect, one, origin, people, setting, signIn, test, words } from './fixtures'

const t = words('fr')

test.describe('the payment notice', () => {
  const covered = [
    ...['cpm_site_id', 'cpm_trans_id', 'cpm_trans_date', 'cpm_amount', 'cpm_currency', 'signature', 'payment_method', 'cel_phone_num'],
    ...['cpm_phone_prefixe', 'cpm_language', 'cpm_version', 'cpm_payment_config', 'cpm_page_action', 'cpm_custom', 'cpm_designation', 'cpm_error_message'],
  ]
  const noticeOf = (transactionId: string): Record<string, string> => ({
    cpm_site_id: setting('CINETPAY_SITE_ID'),
    cpm_trans_id: transactionId,
    cpm_trans_date: '2026-11-22 10:15:30',
    cpm_amount: '12500',
    cpm_currency: 'XOF',
    signature: 'a1b2c3',
    payment_method: 'OM',
    cel_phone_num: '0700000001',
    cpm_phone_prefixe: '225',
    cpm_language: 'fr',
    cpm_version: 'V4',
    cpm_payment_config: 'SINGLE',
    cpm_page_action: 'PAYMENT',
    cpm_designation: 'Marché été',
    cpm_error_message: 'SUCCES',
  })
  const tokenOf = (fields: Record<string, string>, secret = setting('CINETPAY_SECRET_KEY')) =>
    createHmac('sha256', secret)
      .update(covered.map((name) => fields[name] ?? '').join(''))
      .digest('hex')
  const send = async (request: APIRequestContext, form: Record<string, string>, token?: string) =>
    (await request.post('/api/webhooks/cinetpay', { form, headers: token === undefined ? {} : { 'x-token': token } })).status()
  const kept = async (transactionId: string) => Number(await one('select count(*) from webhook_notices where transaction_id = $1', [transactionId]))

  test('without the right token is refused and not kept; the ping is answered', async ({ request }) => {
    const notice = noticeOf(`UNKNOWN-${randomUUID().slice(0, 8).toUpperCase()}`)
    expect((await request.get('/api/webhooks/cinetpay')).status()).toBe(200)
    expect(await send(request, notice)).toBe(401)
    expect(await send(request, notice, '')).toBe(401)
    expect(await send(request, notice, 'a'.repeat(64))).toBe(401)
    expect(await send(request, notice, tokenOf(notice, 'another secret of some length'))).toBe(401)
    expect(await send(request, { ...notice, cpm_amount: '100' }, tokenOf(notice))).toBe(401)
    expect(await kept(notice.cpm_trans_id ?? '')).toBe(0)
  })

  test('about an unknown payment is answered 200 and kept, and changes nothing else', async ({ request }) => {
    const notice = noticeOf(`UNKNOWN-${randomUUID().slice(0, 8).toUpperCase()}`)
    const standing = () => one("select (select count(*) from payments) || ' ' || (select count(*) from orders) || ' ' || (select count(*) from transfers)")
    const before = await standing()
    expect(await send(request, notice, tokenOf(notice))).toBe(200)
    expect(await send(request, notice, tokenOf(notice))).toBe(200)
    expect(await kept(notice.cpm_trans_id ?? '')).toBe(2)
    expect(await one('select payment_id::text from webhook_notices where transaction_id = $1', [notice.cpm_trans_id])).toBeFalsy()
    expect(await standing()).toBe(before)
  })

  test('that is no form, or far too long, is refused', async ({ request }) => {
    expect(
      (
        await request.post('/api/webhooks/cinetpay', {
          data: '{"cpm_trans_id":"X"}',
          headers: { 'content-type': 'application/json', 'x-token': 'a'.repeat(64) },
        })
      ).status(),
    ).toBe(400)
    expect(await send(request, { cpm_trans_id: 'X'.repeat(70_000) }, 'a'.repeat(64))).toBe(413)
  })
})

test('an action sent from another site, or from nowhere, does nothing', async ({ open }) => {
  const page = await open(people.stranger, { javaScriptEnabled: false })
  await page.goto('/account')
  const form = page.locator('form:has(input[name=name])')
  const fields = Object.fromEntries(
    await form
      .locator('input, select, textarea')
      .evaluateAll((inputs) => inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value])),
  )
  const name = fields.name ?? ''
  expect(name).not.toBe('')
  const stored = () => one('select name from users where email = $1', [people.stranger])
  const send = (newName: string, headers: Record<string, string>) => page.request.post('/account', { multipart: { ...fields, name: newName }, headers })

  const foreign: Record<string, string>[] = [{ origin: 'https://evil.example' }, { origin: 'null' }, {}, { origin: origin(), 'sec-fetch-site': 'cross-site' }]
  for (const headers of foreign) {
    await send('Somebody Else', headers)
    expect.soft(await stored(), JSON.stringify(headers)).toBe(name)
  }
  expect((await send('Esi B.', { origin: origin() })).status()).toBe(200) // The same request from our own page works: the others failed for their origin.
  expect(await stored()).toBe('Esi B.')
  await send(name, { origin: origin() })
  expect(await stored()).toBe(name)
  for (const [extra, value] of [
    ['role', 'admin'],
    ['userId', randomUUID()],
    ['email', 'other@pouire.test'],
  ] as const) {
    await page.request.post('/account', { multipart: { ...fields, name: 'Somebody Else', [extra]: value }, headers: { origin: origin() } })
    expect.soft(await stored(), `with ${extra}`).toBe(name)
  }
  expect(await one('select role::text from users where email = $1', [people.stranger])).toBe('member')
})

test.describe('registering', () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`says what is wrong beside each field and keeps what was typed, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ open }) => {
      const page = await open(null, { javaScriptEnabled })
      const email = `never.${randomUUID().slice(0, 8)}@pouire.test`
      const send = async (values: Record<string, string>) => {
        await page.goto('/register')
        const form = page.locator('form:has(input[name=password])')
        await form.evaluate((element) => {
          ;(element as HTMLFormElement).noValidate = true
        }) // The browser's own checks are not ours to rely on.
        for (const [name, value] of Object.entries(values)) await form.locator(`input[name=${name}]`).fill(value)
        await form.getByRole('button', { name: t('auth.register.submit') }).click()
        await expect(page.getByRole('alert').filter({ hasText: t('errors.badInput') })).toBeVisible()
      }
      const beside = async (name: string) => {
        const input = page.locator(`form input[name=${name}]`)
        await expect.soft(input, `${name} is marked`).toHaveAttribute('aria-invalid', 'true')
        const ids = ((await input.getAttribute('aria-describedby')) ?? '').split(' ').filter((id) => id.endsWith('-error'))
        return ids.length ? page.locator(`#${ids[0]}`).innerText() : ''
      }
      await send({ name: '', email: '', password: '' })
      for (const name of ['name', 'email', 'password']) expect.soft(await beside(name), name).not.toBe('')

      await send({ name: 'Awa Traoré', email, password: 'trop court' })
      expect.soft(await beside('password')).toBe(t('auth.passwordShort'))
      await expect.soft(page.locator('form input[name=name]')).toHaveValue('Awa Traoré')
      await expect.soft(page.locator('form input[name=email]')).toHaveValue(email)
      await expect.soft(page.locator('form input[name=password]')).toHaveValue('') // A password never travels back into a page.

      await send({ name: 'Awa Traoré', email, password: 'motdepasse2026' })
      expect.soft(await beside('password')).toBe(t('auth.passwordCommon'))

      await send({ name: '<b>Awa</b>', email: 'awa chez exemple', password: 'la pirogue rentre avant midi' })
      expect.soft(await beside('email')).toBe(t('auth.emailShape'))
      await expect.soft(page.locator('form input[name=name]')).toHaveValue('<b>Awa</b>')
      await expect.soft(page.locator('form input[name=email]')).toHaveValue('awa chez exemple')
      expect(await one('select count(*)::text from users where email = $1', [email])).toBe('0')
    })
  }
})

test('a session ends with its row, its person’s suspension, or their leaving', async ({ page }) => {
  const email = people.passing
  const endings: [string, string][] = [
    ['update users set suspended_at = now() where email = $1', 'update users set suspended_at = null where email = $1'],
    ['update users set deleted_at = now() where email = $1', 'update users set deleted_at = null where email = $1'],
    [
      'update sessions set revoked_at = now() where user_id = (select id from users where email = $1) and revoked_at is null',
      'select 1 where $1::text is not null',
    ],
  ]
  await signIn(page, email)
  for (const [end, mend] of endings) {
    await expect(async () => {
      await page.goto('/account')
      await expect(page).toHaveURL(/\/account$/, { timeout: 1_000 })
    }).toPass()
    try {
      await database().query(end, [email])
      await expect(async () => {
        await page.goto('/account')
        await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount$/, { timeout: 1_000 })
      }, end).toPass({ timeout: 15_000 })
    } finally {
      await database().query(mend, [email])
    }
  }
})
