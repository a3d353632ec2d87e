import { globSync } from 'node:fs'
import sharp from 'sharp'
import { at, database, decide, expect, expectAccessible, one, people, setting, shot, test, upload, words } from './fixtures'

test.use({ trace: 'off' }) // Each page is kept as a picture anyway.

const phone = { name: 'phone', options: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } }
const desktop = { name: 'desktop', options: { viewport: { width: 1440, height: 900 } } }

/** Rows that the demo has, or that are made here once: photos in every state that has a page of its own, and orders at each end of a payment. */
type Needed = Record<
  'photo' | 'handle' | 'category' | 'ready' | 'failed' | 'published' | 'rejected' | 'rejectedOwner' | 'order' | 'confirming' | 'refused' | 'anyOrder',
  string
>
let needed: Needed | undefined

const photoOf = (email: string, status: string) =>
  one(
    'select p.id from photos p join photographers g on g.id = p.photographer_id join users u on u.id = g.user_id where u.email = $1 and p.status::text = $2 order by p.id limit 1',
    [email, status],
  )
const orderOf = (email: string, orderStatus: string, paymentStatuses: string[]) =>
  one(
    `select o.id from orders o join users u on u.id = o.buyer_id join payments p on p.order_id = o.id
     where u.email = $1 and o.status::text = $2 and p.status::text = any($3) and (o.status <> 'pending' or o.expires_at > now() + interval '10 minutes') limit 1`,
    [email, orderStatus, paymentStatuses],
  )

/** Photos this buyer does not own yet lie in their cart, and nothing else. */
async function fillCart(email: string, count: number) {
  await database().query('delete from cart_items where user_id = (select id from users where email = $1)', [email])
  await database().query(
    `insert into cart_items (id, user_id, photo_id, licence) select gen_random_uuid(), u.id, p.id, 'standard' from users u, photos p
     where u.email = $1 and p.status = 'published' and not exists (select 1 from order_items i join orders o on o.id = i.order_id where o.buyer_id = u.id and i.photo_id = p.id)
     order by p.id limit $2`,
    [email, count],
  )
}

type Open = Parameters<Parameters<typeof test>[2]>[0]['open']

/** An order whose payment has begun at the provider. */
async function startedOrder(open: Open, email: string) {
  await fillCart(email, 1)
  const page = await open(email)
  await page.goto('/checkout')
  await page.getByRole('button', { name: new RegExp(`^${words('fr')('checkout.pay', { amount: '' }).trim()}`) }).click()
  await page.waitForURL(/\/payment\//)
  return one("select o.id from orders o join users u on u.id = o.buyer_id where u.email = $1 and o.status = 'pending' order by o.created_at desc limit 1", [
    email,
  ])
}

async function refusedOrder(open: Open, email: string) {
  const orderId = await startedOrder(open, email)
  await decide(await one('select transaction_id from payments where order_id = $1', [orderId]), 'refused')
  await expect.poll(() => one('select status::text from payments where order_id = $1', [orderId])).toBe('refused')
  return orderId
}

async function sentPhoto(open: Open, whole: boolean) {
  const noise = sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#8a4b2f', noise: { type: 'gaussian', mean: 120, sigma: 40 } } })
  const picture = await noise.jpeg({ quality: 70 }).toBuffer()
  const buffer = whole ? picture : picture.subarray(0, picture.length / 3)
  return (await upload(await open(people.author), { name: whole ? 'étoffe.jpg' : 'coupé.jpg', mimeType: 'image/jpeg', buffer })).id
}

async function everything(open: Open): Promise<Needed> {
  if (needed) return needed
  const rejectedOwner = await one(
    "select u.email from photos p join photographers g on g.id = p.photographer_id join users u on u.id = g.user_id where p.status = 'rejected' order by u.email limit 1",
  )
  needed = {
    photo: await one("select slug from photos where status = 'published' order by sales_count desc, id limit 1"),
    handle: await one('select g.handle from photographers g join users u on u.id = g.user_id where u.email = $1', [people.author]),
    category: await one(
      "select c.slug from categories c join photos p on p.category_id = c.id where p.status = 'published' group by c.slug order by count(*) desc, c.slug limit 1",
    ),
    ready: (await photoOf(people.author, 'ready')) || (await sentPhoto(open, true)),
    failed: (await photoOf(people.author, 'failed')) || (await sentPhoto(open, false)),
    published: await photoOf(people.author, 'published'),
    rejected: await photoOf(rejectedOwner, 'rejected'),
    rejectedOwner,
    order: await orderOf(people.buyer, 'completed', ['settled']),
    confirming: (await orderOf(people.stranger, 'pending', ['initiated', 'waiting'])) || (await startedOrder(open, people.stranger)),
    refused: (await orderOf(people.otherBuyer, 'pending', ['refused'])) || (await refusedOrder(open, people.otherBuyer)),
    anyOrder: await one("select id from orders where status = 'completed' order by created_at desc limit 1"),
  }
  for (const [what, value] of Object.entries(needed)) expect(value, what).not.toBe('')
  return needed
}

type Row = { name: string; who: string | null; path: (seen: Needed) => string; whoIs?: (seen: Needed) => string; status?: number; before?: () => Promise<void> }
const rows: Row[] = []
const page = (who: string | null, name: string, path: string | ((seen: Needed) => string), more: Pick<Row, 'status' | 'before' | 'whoIs'> = {}) =>
  rows.push({ name, who, path: typeof path === 'string' ? () => path : path, ...more })

page(null, 'home', '/')
page(null, 'search', '/search')
page(null, 'search-words', '/search?q=marche')
page(null, 'search-nothing', '/search?q=xylophone+quantique')
page(null, 'search-filters', ({ category }) => `/search?category=${category}&sort=price&orientation=landscape`)
page(null, 'photo', ({ photo }) => `/photos/${photo}`)
page(null, 'photographers', '/photographers')
page(null, 'photographer', ({ handle }) => `/photographers/${handle}`)
page(null, 'cart-empty', '/cart')
page(null, 'licences', '/licences')
page(null, 'terms', '/terms')
page(null, 'privacy', '/privacy')
page(null, 'sign-in', '/sign-in?next=%2Fcheckout')
page(null, 'register', '/register')
page(null, 'reset', '/reset')
page(null, 'reset-new', '/reset/new?token=spent')
page(null, 'verify', '/verify?token=spent')
page(null, 'check-mail', '/check-mail?of=register')
page(null, 'sell', '/sell')
page(null, 'missing', '/there/is/nothing', { status: 404 })
page(null, 'missing-photo', '/photos/there-is-none', { status: 404 })
page(people.buyer, 'cart', '/cart', { before: () => fillCart(people.buyer, 3) })
page(people.buyer, 'checkout', '/checkout', { before: () => fillCart(people.buyer, 2) })
page(people.buyer, 'return-paid', ({ order }) => `/checkout/return?order=${order}`)
page(people.stranger, 'return-confirming', ({ confirming }) => `/checkout/return?order=${confirming}`)
page(people.otherBuyer, 'return-refused', ({ refused }) => `/checkout/return?order=${refused}`)
page(people.buyer, 'account', '/account')
page(people.buyer, 'account-orders', '/account/orders')
page(people.buyer, 'account-order', ({ order }) => `/account/orders/${order}`)
page(people.stranger, 'account-order-pending', ({ confirming }) => `/account/orders/${confirming}`)
page(people.buyer, 'account-downloads', '/account/downloads')
page(people.buyer, 'sell-signed-in', '/sell')
page(people.author, 'studio', '/studio')
page(people.author, 'studio-photo-ready', ({ ready }) => `/studio/photos/${ready}`)
page(people.author, 'studio-photo-failed', ({ failed }) => `/studio/photos/${failed}`)
page(people.author, 'studio-photo-published', ({ published }) => `/studio/photos/${published}`)
page(people.author, 'studio-photo-rejected', ({ rejected }) => `/studio/photos/${rejected}`, { whoIs: ({ rejectedOwner }) => rejectedOwner })
page(people.author, 'studio-releases', '/studio/releases')
page(people.author, 'studio-sales', '/studio/sales')
page(people.author, 'studio-payouts', '/studio/payouts')
page(people.author, 'studio-profile', '/studio/profile')
page(people.admin, 'admin', '/admin')
page(people.admin, 'admin-moderation', '/admin/moderation')
page(people.admin, 'admin-reasons', '/admin/reasons')
page(people.admin, 'admin-reasons-edit', '/admin/reasons?edit=exposure')
page(people.admin, 'admin-photographers', '/admin/photographers')
page(people.admin, 'admin-orders', '/admin/orders')
page(people.admin, 'admin-order', ({ anyOrder }) => `/admin/orders/${anyOrder}`)
page(people.admin, 'admin-payouts', '/admin/payouts')
page(people.admin, 'admin-books', '/admin/books')

test('no page of the product is left out below', async ({ open }) => {
  const seen = await everything(open)
  const visited = rows.map(({ path }) => new URL(path(seen), 'http://x').pathname)
  const files = globSync('app/*locale*/**/page.tsx').map((file) => file.replace(/^app\/\[locale\]|\/page\.tsx$/g, '').replace(/\/\([^)]+\)/g, ''))
  expect(files.length).toBeGreaterThan(25)
  const shape = (route: string) => new RegExp(`^${route.replace(/\/\[\.{3}\w+\]/, '/.+').replace(/\[\w+\]/g, '[^/]+') || '/'}$`)
  expect(files.filter((route) => !visited.some((path) => shape(route).test(path)))).toEqual([])
})

for (const { name: size, options } of [phone, desktop]) {
  for (const row of rows) {
    test(`${row.name}, ${size}`, async ({ open }) => {
      const seen = await everything(open)
      await row.before?.()
      const page = await open(row.whoIs?.(seen) ?? row.who, { ...options, colorScheme: 'light' })
      for (const locale of ['fr', 'en'] as const) {
        const where = `${row.name} (${size}, ${locale})`
        const answer = await page.goto(at(locale, row.path(seen)))
        expect.soft(answer?.status(), `status of ${where}`).toBe(row.status ?? 200)
        expect.soft(new URL(page.url()).pathname, `${where} is shown, not another page`).toBe(new URL(at(locale, row.path(seen)), page.url()).pathname)
        await expect.soft(page.locator('h1'), `one main heading in ${where}`).toHaveCount(1)
        await expect.soft(page.locator('html')).toHaveAttribute('lang', locale)
        await expect.soft(page, `${where} has a title`).toHaveTitle(/\S/)
        expect.soft(await wordsMissing(page), `words in ${where}`).toEqual([])
        expect.soft(await sticksOut(page), `nothing sticks out of ${where}`).toEqual([])
        await expectAccessible(page, where)
        await shot(page, `${row.name}-${size}-${locale}`)
        if (locale === 'en') continue // Colours do not depend on the language.
        await page.emulateMedia({ colorScheme: 'dark' })
        await expectAccessible(page, `${where}, dark`)
        await shot(page, `${row.name}-${size}-${locale}-dark`)
        await page.emulateMedia({ colorScheme: 'light' })
      }
    })
  }
}

test('every script carries the nonce of its document, a new one each time', async ({ request }) => {
  const nonces = new Set<string>()
  for (const path of ['/', '/search?q=marche', '/sign-in', '/en', '/nothing/here']) {
    const answer = await request.get(path)
    const policy = answer.headers()['content-security-policy'] ?? ''
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(Buffer.from(nonce, 'base64').length, path).toBeGreaterThanOrEqual(16)
    nonces.add(nonce)
    const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? []
    const data = scripts.filter((tag) => tag.includes('type="application/ld+json"')) // Data, not a script.
    expect(scripts.length - data.length, `scripts of ${path}`).toBeGreaterThan(3)
    expect(
      scripts.filter((tag) => !data.includes(tag) && !tag.includes(`nonce="${nonce}"`)),
      path,
    ).toEqual([])
  }
  expect(nonces.size).toBe(5)
})

test('headers are closed, and nothing private is kept by a cache', async ({ request, open }) => {
  const everywhere = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin-when-cross-origin', 'cross-origin-opener-policy': 'same-origin' }
  const media = new URL(setting('MEDIA_URL')).origin
  const upload = new URL(setting('S3_PUBLIC_ENDPOINT')).origin
  const payment = new URL(setting('CINETPAY_PAGE_URL')).origin
  for (const path of ['/', '/en/search', '/sign-in', '/nothing/here']) {
    const answer = await request.get(path)
    const headers = answer.headers()
    expect.soft(headers, path).toMatchObject(everywhere)
    expect.soft(headers['permissions-policy'], path).toContain('camera=()')
    expect.soft(headers['strict-transport-security'], path).toMatch(/max-age=\d{8}/)
    expect.soft(headers['x-powered-by'], path).toBeUndefined()
    expect.soft(headers['set-cookie'], `${path} gives a visitor no cookie`).toBeUndefined()
    const policy = Object.fromEntries(
      (headers['content-security-policy'] ?? '').split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]),
    )
    expect.soft(policy, path).toMatchObject({ 'default-src': "'self'", 'object-src': "'none'", 'base-uri': "'none'", 'frame-ancestors': "'none'" })
    expect.soft(policy['script-src'], path).not.toContain('unsafe-inline')
    expect.soft(policy['img-src'], path).toContain(media)
    expect.soft(policy['connect-src'], path).toContain(upload)
    expect.soft(policy['form-action'], path).toContain(payment)
  }
  const page = await open(people.buyer)
  const { order } = await everything(open)
  const home = await (await page.request.get('/')).text()
  const script = /src="(\/_next\/static\/[^"]+\.js)/.exec(home)?.[1] ?? ''
  expect.soft((await request.get(script)).headers(), 'a script file').toMatchObject(everywhere)
  for (const path of [
    '/account',
    '/account/orders',
    `/account/orders/${order}`,
    '/account/downloads',
    '/cart',
    '/sign-in',
    '/api/downloads/x',
    '/api/webhooks/cinetpay',
    '/api/ready',
  ]) {
    const answer = await page.request.get(path, { maxRedirects: 0 })
    expect.soft(answer.headers()['cache-control'], path).toContain('no-store')
    expect.soft(answer.headers()['x-content-type-options'], path).toBe('nosniff')
  }
})

test('without JavaScript one browses, searches, fills the cart and sees it', async ({ open }) => {
  const t = words('fr')
  const page = await open(null, { javaScriptEnabled: false })
  await page.goto('/')
  await expect(page.locator('main img').first()).toBeVisible()
  const title = await one("select title_fr from photos where status = 'published' order by sales_count desc, id limit 1")
  await page.getByRole('searchbox').first().fill(title)
  await page.getByRole('searchbox').first().press('Enter')
  await expect(page).toHaveURL(/\/search\?q=/)
  await page.locator('main').getByRole('link', { name: title }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await page.getByRole('button', { name: t('photo.add'), exact: true }).click()
  await page.goto('/cart')
  await expect(page.locator('main')).toContainText(title)
  await shot(page, 'cart-without-javascript')
})

type Page = Awaited<ReturnType<Open>>

/** Keys shown in the place of words, and holes left in them. */
const wordsMissing = async (page: Page) =>
  (await page.locator('body').innerText()).match(
    /\b(?:account|admin|auth|cart|checkout|common|errors|ingest|legal|desk|photo|profile|sheet|shop|studio|upload)\.(?!jpe?g|png|pdf)[a-z]\w+(?:\.\w+)*\b(?!@)|\{\w+\}|\bundefined\b|\bNaN\b|\[object/g,
  ) ?? []

/** What makes the page scroll sideways. */
const sticksOut = (page: Page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 0.5)
    return [
      `${document.documentElement.scrollWidth} px in ${width}`,
      ...wide.slice(0, 5).map((element) => `${element.tagName.toLowerCase()}.${String(element.className).slice(0, 80)}`),
    ]
  })
