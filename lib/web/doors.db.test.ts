import { sql } from 'drizzle-orm'
import { redirect } from 'next/navigation'
import { encode } from 'next-auth/jwt'
import { beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { db } from '@/db'
import { openSession, revokeSession } from '@/lib/accounts/sessions'
import { AppError, notFound } from '@/lib/errors'
import { log } from '@/lib/log'
import { aPhotographer, aUser } from '@/lib/testing'
import { action } from './action'
import { logAuthError } from './fault'
import { emptyForm } from './form-state'
import { route } from './route'
import { ensureVisitorId, readActor } from './session'

const request = vi.hoisted(() => ({
  headers: new Headers(),
  cookies: new Map<string, string>(),
  set: [] as { name: string; value: string; options: unknown }[],
}))
vi.mock('next/headers', () => ({
  headers: async () => request.headers,
  cookies: async () => ({
    get: (name: string) => (request.cookies.has(name) ? { value: request.cookies.get(name) } : undefined),
    set: (name: string, value: string, options: unknown) => {
      request.cookies.set(name, value)
      request.set.push({ name, value, options })
    },
  }),
}))

const ours = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin', 'x-next-intl-locale': 'fr' }
function formOf(fields: [string, string][]) {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}
const token = (sid: string, secret = process.env.AUTH_SECRET ?? '') => encode({ token: { sid }, secret, salt: 'pouire.session', maxAge: 1_000 })

beforeEach(() => {
  request.headers = new Headers(ours)
  request.cookies.clear()
  request.set.length = 0
})

const schema = z.object({ title: z.string().min(1).max(10), password: z.string().optional(), tags: z.array(z.string()).optional() })

test('the cookie is the person whose session lives, and nobody once it is revoked, forged or garbage', async () => {
  const { user, photographer } = await aPhotographer()
  const sid = await openSession(user.id, { userAgent: null, ip: null })
  request.cookies.set('pouire.session', await token(sid))
  expect(await readActor()).toMatchObject({ kind: 'user', userId: user.id, photographerId: photographer.id, sessionId: sid, locale: 'fr' })
  request.cookies.set('pouire.session', await token(sid, 'another-secret-0123456789abcdef0123456789'))
  expect(await readActor()).toMatchObject({ kind: 'visitor', userId: null })
  for (const garbage of ['x', 'a.b.c.d.e', '{}', '..', 'eyJhbGciOiJub25lIn0..x.y.z']) {
    request.cookies.set('pouire.session', garbage)
    expect(await readActor()).toMatchObject({ kind: 'visitor' })
  }
  await revokeSession(user.id, sid)
  request.cookies.set('pouire.session', await token(sid))
  expect(await readActor()).toMatchObject({ kind: 'visitor', role: 'visitor' })
})

test('a visitor has one cart cookie, kept, unreadable for scripts; a made-up value is no visitor', async () => {
  request.cookies.set('pouire.cart', "' or 1=1")
  expect((await readActor()).visitorId).toBeNull()
  const id = await ensureVisitorId()
  expect(await ensureVisitorId()).toBe(id)
  expect((await readActor()).visitorId).toBe(id)
  expect(request.set).toHaveLength(1)
  expect(request.set[0]).toMatchObject({ name: 'pouire.cart', options: { httpOnly: true, sameSite: 'lax', path: '/', secure: false } })
  expect(id).not.toContain(request.set[0]?.value)
})

test('an action from elsewhere, or from nowhere said, does nothing', async () => {
  const act = vi.fn()
  const send = action(schema, act)
  for (const headers of [{}, { origin: 'null' }, { origin: 'http://evil.test' }, { ...ours, 'sec-fetch-site': 'cross-site' }]) {
    request.headers = new Headers(headers as Record<string, string>)
    expect(await send(emptyForm, formOf([['title', 'Aube']]))).toMatchObject({ ok: false, values: { title: 'Aube' } })
  }
  expect(act).not.toHaveBeenCalled()
})

test('a form arrives as it was meant: React’s own fields dropped, lists as lists, and no field more', async () => {
  const act = vi.fn()
  const send = action(schema, act)
  expect(
    await send(
      emptyForm,
      formOf([
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', 'x'],
        ['title', 'Aube'],
        ['tags[]', 'lagune'],
      ]),
    ),
  ).toMatchObject({ ok: true, message: null })
  expect(act.mock.calls[0]?.[1]).toEqual({ title: 'Aube', tags: ['lagune'] })
  const more = await send(
    emptyForm,
    formOf([
      ['title', 'Aube'],
      ['role', 'admin'],
    ]),
  )
  expect(more).toMatchObject({ ok: false, message: 'Vérifiez les champs signalés.' })
  expect(await send(emptyForm, formOf([['title', 'Au\0be']]))).toMatchObject({ ok: false, message: 'Vérifiez les champs signalés.' }) // No database takes a NUL.
  expect(act).toHaveBeenCalledTimes(1)
})

test('what was typed comes back with what is wrong, the password never', async () => {
  const send = action(schema, async () => undefined)
  const state = await send(
    emptyForm,
    formOf([
      ['title', 'Beaucoup trop long'],
      ['password', 'pirogue bleue'],
    ]),
  )
  expect(state.fields.title).toBe('Trop long\u00a0: 10 caractères au plus.')
  expect(state.values).toEqual({ title: 'Beaucoup trop long' })
})

test('expected failures are said in the page’s language; redirects go on; the rest is logged under its number, without people’s data', async () => {
  const form = formOf([['title', 'Aube']])
  request.headers.set('x-next-intl-locale', 'en')
  const refused = action(schema, async () => {
    throw new AppError('conflict', 'wrongState', {}, { title: 'fieldInvalid' })
  })
  expect(await refused(emptyForm, form)).toMatchObject({
    ok: false,
    message: 'Its state changed in the meantime. Reload the page.',
    fields: { title: 'This value does not work.' },
    values: { title: 'Aube' },
  })
  await expect(action(schema, async () => redirect('/cart'))(emptyForm, form)).rejects.toThrow('NEXT_REDIRECT')

  const logged = vi.spyOn(log(), 'error').mockImplementation(() => undefined)
  request.headers.set('x-request-id', 'req-1')
  const broken = action(schema, async () => void (await db.execute(sql`select ${'secret-of-awa'}::int`)))
  const state = await broken(emptyForm, form)
  expect(state.message).toContain('req-1')
  expect(JSON.stringify(logged.mock.calls)).toContain('req-1')
  expect(JSON.stringify(logged.mock.calls)).toContain('22P02')
  expect(JSON.stringify(logged.mock.calls)).not.toContain('secret-of-awa')
  logged.mockRestore()
})

test('what Auth.js reports is logged under its request, but for what anybody can cause', async () => {
  const logged = vi.spyOn(log(), 'error').mockImplementation(() => undefined)
  request.headers.set('x-request-id', 'req-2')
  const reported = (type: string, err?: Error) => logAuthError(Object.assign(new Error(type, { cause: err && { err, provider: 'credentials' } }), { type }))
  await reported('CredentialsSignin')
  await reported('JWTSessionError', new Error('no matching decryption secret'))
  await reported('CallbackRouteError', new AppError('limited', 'tooMany', { minutes: 3 }))
  expect(logged).not.toHaveBeenCalled()
  await reported('CallbackRouteError', new Error('the database is away'))
  await reported('MissingSecret')
  expect(logged.mock.calls.map(([facts]) => facts)).toMatchObject([
    { requestId: 'req-2', error: 'the database is away' },
    { requestId: 'req-2', error: 'MissingSecret' },
  ])
  logged.mockRestore()
})

test('too many tries are refused before anything is read', async () => {
  const { user } = await aUser()
  request.cookies.set('pouire.session', await token(await openSession(user.id, { userAgent: null, ip: null })))
  const send = action(schema, async () => undefined, { limit: 'apply' })
  const states = []
  for (let count = 0; count < 6; count++) states.push(await send(emptyForm, formOf([['title', 'Aube']])))
  expect(states.map((state) => state.ok)).toEqual([true, true, true, true, true, false])
  expect(states[5]?.message).toContain('Trop d’essais')
})

test('a route answers failures as problems in the caller’s language, with a request id and not to be stored', async () => {
  const call = async (handler: () => Response, language = 'fr') =>
    route(handler)(new Request('http://localhost:3000/api/x', { headers: { 'accept-language': language } }), {})
  const missing = await call(() => {
    throw notFound()
  }, 'en')
  expect([missing.status, missing.headers.get('content-type'), missing.headers.get('cache-control')]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
    'no-store',
  ])
  expect(await missing.json()).toMatchObject({
    title: 'not_found',
    status: 404,
    detail: 'This page or item does not exist, or is not open to you.',
    requestId: missing.headers.get('x-request-id'),
  })
  const limited = await call(() => {
    throw new AppError('limited', 'tooMany', { minutes: 3 })
  })
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '180'])
  const fine = await call(() => new Response('ok', { headers: { 'cache-control': 'public' } }))
  expect([fine.headers.get('cache-control'), await fine.text()]).toEqual(['public', 'ok'])
  const logged = vi.spyOn(log(), 'error').mockImplementation(() => undefined)
  const broken = await call(() => {
    throw new Error('password=hunter2')
  })
  expect(broken.status).toBe(500)
  expect(await broken.text()).not.toContain('hunter2')
  logged.mockRestore()
})
