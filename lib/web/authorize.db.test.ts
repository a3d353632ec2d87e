import { beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/db'
import { registerUser } from '@/lib/accounts/register-user'
import { findSession } from '@/lib/accounts/sessions'
import { newestToken } from '@/lib/accounts/testing'
import { verifyEmail } from '@/lib/accounts/verify-email'
import { aVisitor } from '@/lib/testing'
import { authorize } from './authorize'
import { rememberDevice } from './known-device'

const jar = vi.hoisted(() => ({ cookies: new Map<string, string>(), options: {} as unknown }))
vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) => (jar.cookies.has(name) ? { value: jar.cookies.get(name) } : undefined),
    set: (name: string, value: string, options: unknown) => {
      jar.cookies.set(name, value)
      jar.options = options
    },
  }),
}))
const cookie = 'pouire.device'
const password = 'pirogue bleue au couchant'
const guess = 'pas le bon, vraiment'
const signIn = (email: string, tried: string) => authorize({ email, password: tried }, new Request('http://localhost:3000/'))

beforeEach(() => jar.cookies.clear())

async function anOwner() {
  const email = `awa.${crypto.randomUUID()}@example.test`
  await registerUser(aVisitor(), { name: 'Awa', email, password })
  const user = await db.query.users.findFirst({ where: (users, { eq }) => eq(users.email, email) })
  if (!user) throw new Error('nobody was registered')
  await verifyEmail({ token: await newestToken(user.id, 'verify_email'), password })
  return email
}

/** Tries from a browser nobody knows, until they are refused. */
async function strangersExhaust(email: string) {
  jar.cookies.clear()
  for (let tries = 0; tries < 5; tries++) expect(await signIn(email, guess)).toBeNull()
  await expect(signIn(email, guess)).rejects.toMatchObject({ code: 'limited' })
}

test('strangers guessing where clients cannot be told apart do not shut the owner out of a device they signed in on', async () => {
  const email = await anOwner()
  await signIn(email, password)
  const known = jar.cookies.get(cookie) ?? ''
  expect(jar.options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', secure: false, maxAge: 400 * 86_400 })
  await strangersExhaust(email)
  await expect(signIn(email, password)).rejects.toMatchObject({ code: 'limited' })
  jar.cookies.set(cookie, known)
  const opened = await signIn(email, password)
  expect(await findSession(opened?.sessionId ?? '')).toMatchObject({ userId: opened?.id })
})

test('a browser where the mail was read is let in while strangers are not', async () => {
  const email = await anOwner()
  await strangersExhaust(email)
  await rememberDevice(email)
  expect(await signIn(email, password)).not.toBeNull()
})

test('a known device has a count of its own, which it can use up', async () => {
  const email = await anOwner()
  await rememberDevice(email)
  for (let tries = 0; tries < 5; tries++) expect(await signIn(email, guess)).toBeNull()
  await expect(signIn(email, password)).rejects.toMatchObject({ code: 'limited' })
})

test('a device made up, altered, or known for another account is a stranger', async () => {
  const email = await anOwner()
  await rememberDevice(email)
  const [, signature = ''] = (jar.cookies.get(cookie) ?? '').split('.')
  await rememberDevice(`another.${email}`)
  const anothers = jar.cookies.get(cookie) ?? ''
  await strangersExhaust(email)
  for (const value of ['', '.', 'x', `made-up.${signature}`, anothers]) {
    jar.cookies.set(cookie, value)
    await expect(signIn(email, password), value).rejects.toMatchObject({ code: 'limited' })
  }
})
