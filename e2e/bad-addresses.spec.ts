import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, one, origin, people, test } from './fixtures'

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
