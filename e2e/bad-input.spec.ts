import { createHmac, randomUUID } from 'node:crypto'
import type { APIRequestContext, Page } from '@playwright/test'
import sharp from 'sharp'
import { address, database, expect, people, setting, signIn, test, upload, words } from './fixtures'

const t = words('fr')
const one = async (sql: string, values: unknown[] = []) =>
  Object.values(((await database().query(sql, values)).rows[0] ?? {}) as Record<string, string>)[0] ?? ''
const origin = () => new URL(address()).origin

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

/** What a closed door looks like from outside: the status, and the page or answer without what differs by request. */
async function seen(page: Page, path: string) {
  if (path.startsWith('/api/') || path.endsWith('/invoice')) {
    const answer = await page.request.get(path, { maxRedirects: 0 })
    return { status: answer.status(), body: (await answer.text()).replace(/"requestId":"[^"]*"/, '') }
  }
  const answer = await page.goto(path)
  return { status: answer?.status(), landed: new URL(page.url()).pathname === path.split('?')[0], body: await page.locator('main').innerText() }
}

test.describe('what is not there, or not yours', () => {
  const ids = async () => {
    const [order, download, photo] = await Promise.all([
      one("select o.id from orders o join users u on u.id = o.buyer_id where u.email = $1 and o.status = 'completed' limit 1", [people.buyer]),
      one('select d.id from downloads d join users u on u.id = d.buyer_id where u.email = $1 limit 1', [people.buyer]),
      one(
        "select p.id from photos p join photographers g on g.id = p.photographer_id join users u on u.id = g.user_id where u.email = $1 and p.status = 'published' limit 1",
        [people.author],
      ),
    ])
    for (const id of [order, download, photo]) expect(id).toMatch(/^[0-9a-f-]{36}$/)
    return { order, download, photo }
  }
  const places = {
    order: ['/account/orders/ID', '/account/orders/ID/invoice', '/checkout/return?order=ID'],
    download: ['/api/downloads/ID', '/api/downloads/ID/file', '/api/downloads/ID/invoice'],
    photo: ['/studio/photos/ID', '/api/studio/photos/ID'],
  }

  test('is a plain 404, whatever its id looks like', async ({ open }) => {
    const buyer = await open(people.buyer)
    const unknown = [
      '/photos/there-is-none',
      '/photographers/nobody',
      '/nothing/here',
      '/en/nothing/here',
      '/wp-login.php',
      '/account/orders/not-an-id',
      "/account/orders/'%20or%201=1--",
      '/checkout/return',
      '/checkout/return?order=zz',
    ]
    for (const path of [...unknown, ...[...places.order, ...places.download].map((place) => place.replace('ID', randomUUID()))])
      expect.soft((await buyer.request.get(path, { maxRedirects: 0 })).status(), path).toBe(404)
    const author = await open(people.author)
    for (const path of places.photo)
      for (const id of [randomUUID(), 'x', '%F0%9F%98%80'])
        expect.soft((await author.request.get(path.replace('ID', id), { maxRedirects: 0 })).status(), path).toBe(404)
  })

  test('of somebody else is answered exactly as a missing one, and is there for its owner', async ({ open }) => {
    const { order, download, photo } = await ids()
    const cases: [string, string[], string, string][] = [
      [order, places.order, people.buyer, people.stranger],
      [download, ['/api/downloads/ID'], people.buyer, people.stranger],
      [photo, places.photo, people.author, people.otherAuthor],
    ]
    for (const [id, paths, owner, other] of cases) {
      const [mine, theirs] = [await open(owner), await open(other)]
      for (const path of paths) {
        if (!path.endsWith('/invoice')) expect.soft((await mine.request.get(path.replace('ID', id))).status(), `${path} for its owner`).toBe(200)
        const stranger = await seen(theirs, path.replace('ID', id))
        expect.soft(stranger, path).toEqual(await seen(theirs, path.replace('ID', randomUUID())))
        expect.soft(stranger.status, path).toBe(404)
      }
    }
    const files = await open(people.stranger)
    for (const path of ['/api/downloads/ID/file', '/api/downloads/ID/invoice'])
      expect.soft(await seen(files, path.replace('ID', download)), path).toEqual(await seen(files, path.replace('ID', randomUUID())))
  })

  test('does not exist for staff of a lower rank or for members', async ({ open }) => {
    const { order } = await ids()
    const member = await open(people.buyer)
    const nothing = await seen(member, '/admin/there-is-none')
    expect(nothing.status).toBe(404)
    for (const path of [
      '/admin',
      '/admin/moderation',
      '/admin/reasons',
      '/admin/photographers',
      '/admin/orders',
      `/admin/orders/${order}`,
      '/admin/payouts',
      '/admin/books',
    ])
      expect.soft(await seen(member, path), path).toEqual(nothing)
    const moderator = await open(people.moderator)
    expect.soft((await seen(moderator, '/admin/moderation')).status).toBe(200)
    for (const path of ['/admin/reasons', '/admin/payouts', '/admin/books']) expect.soft((await seen(moderator, path)).status, path).toBe(404)
  })

  test('leads to sign-in, and back, when nobody is signed in', async ({ open }) => {
    const { order, download, photo } = await ids()
    const page = await open(null)
    const pages = [
      '/account',
      '/account/orders',
      `/account/orders/${order}`,
      '/account/downloads',
      '/checkout',
      `/checkout/return?order=${order}`,
      '/studio',
      '/studio/sales',
      '/studio/payouts',
      `/studio/photos/${photo}`,
      '/admin',
      '/admin/moderation',
      '/admin/reasons',
      '/admin/books',
      '/admin/orders?status=paid',
    ]
    for (const path of [...pages, ...pages.map((path) => `/en${path}`)]) {
      const answer = await page.request.get(path, { maxRedirects: 0 })
      const to = new URL(answer.headers().location ?? '/', origin())
      expect
        .soft([answer.status(), to.origin, to.pathname, to.searchParams.get('next')], path)
        .toEqual([307, origin(), path.startsWith('/en/') ? '/en/sign-in' : '/sign-in', path])
    }
    for (const [path, id] of [
      ['/api/downloads/ID', download],
      ['/api/downloads/ID/file', download],
      ['/api/studio/photos/ID', photo],
    ] as const) {
      const answer = await seen(page, path.replace('ID', id))
      expect.soft([403, 404], path).toContain(answer.status)
      expect.soft(answer, path).toEqual(await seen(page, path.replace('ID', randomUUID())))
    }
  })

  test('is not reached by an address from elsewhere after signing in', async ({ page }) => {
    for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)', '/\t/evil.example']) {
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
      await expect(page.locator('input[name=next]')).toHaveCount(0)
    }
  })
})

test('a search takes whatever is typed into it', async ({ open }) => {
  const page = await open(null)
  const typed = [
    'a'.repeat(10_000),
    'ç😀👨‍👩‍👧'.repeat(200),
    '🦁',
    'صورة السوق',
    '\u202Egnp.evil',
    '%_\'"\\',
    "'; drop table photos; --",
    '\0',
    'a\0b',
    '& | ! ( ) <-> :*',
    'marché & !',
    'a <2> b',
    '((((',
    ':*',
    'le la les de du',
    'the of and',
    '"><script>alert(1)</script>',
    '{{7*7}}',
    '../../etc/passwd',
    ' ',
    'ﬁlet ｗａｘ',
    '\u200B',
  ]
  for (const q of typed) {
    const answer = await page.request.get(`/search?q=${encodeURIComponent(q)}`)
    expect.soft(answer.status(), `search for ${q.slice(0, 30)}`).toBe(200)
    expect.soft(await answer.text()).not.toContain('<script>alert(1)')
  }
  for (const query of [
    'q=%00',
    'q=%ff%fe',
    'q=%ED%A0%80',
    'q=a&q=b&q=c',
    'q[]=a',
    'category=../..&category=%00',
    'min=-1&max=abc',
    'min=99999999999999999999',
    'sort=__proto__',
    'sort=price;drop table photos',
    'country=zz&people=none,none',
    'tag=%27&photographer=%00',
    `category=${'a,'.repeat(2_000)}`,
  ]) {
    expect.soft((await page.request.get(`/search?${query}`)).status(), query.slice(0, 40)).toBe(200)
  }
  for (const q of ['"><img src=x onerror=alert(1)>', '%_\'"\\', '🦁 صورة']) {
    await page.goto(`/search?q=${encodeURIComponent(q)}`)
    await expect(page.locator('h1')).toHaveCount(1)
    await expect(page.locator('input[name=q]').first()).toHaveValue(q)
  }
})

test('a cursor that was edited is the first page', async ({ open }) => {
  const shown = async (page: Page, path: string) => {
    expect.soft((await page.goto(path))?.status(), path).toBe(200)
    return page
      .locator('main a[href]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')).filter((href) => /\/(?:photos|orders)\/[\w-]+$/.test(href ?? '')))
  }
  const coded = (text: string) => Buffer.from(text).toString('base64url')
  const edited = [
    'x',
    "' or 1=1 --",
    coded(`9 ${randomUUID()}`).slice(1),
    coded('2026-13-45T99:00:00.000000Z not-an-id'),
    coded(`2026-02-30T10:00:00.000000Z ${randomUUID()}`),
    coded(`0000-01-01T10:00:00.000000Z ${randomUUID()}`),
    coded(`2026-02-30T10:00:00.000000 ${randomUUID()}`),
    coded(`0000-01-01T10:00:00.000000 ${randomUUID()}`),
    coded('{"__proto__":1}'),
    '%00',
    'A'.repeat(3_000),
  ]
  for (const [who, path] of [
    [null, '/search?sort=newest'],
    [people.buyer, '/account/orders'],
    [people.admin, '/admin/orders'],
  ] as const) {
    const page = await open(who)
    const first = await shown(page, path)
    expect(first.length, path).toBeGreaterThan(0)
    for (const cursor of edited)
      expect
        .soft(
          await shown(page, `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor === '%00' ? cursor : encodeURIComponent(cursor)}`),
          `${path} at ${cursor.slice(0, 30)}`,
        )
        .toEqual(first)
  }
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
