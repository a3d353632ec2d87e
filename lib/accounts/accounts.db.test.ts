import { eq, sql } from 'drizzle-orm'
import { afterEach, expect, test, vi } from 'vitest'
import { db, schema } from '@/db'
import { aUser, aVisitor } from '@/lib/testing'
import { authenticate } from './authenticate'
import { registerInput, signInInput } from './inputs'
import { hashPassword } from './passwords'
import { registerUser } from './register-user'
import { requestReset, resetPassword } from './reset-password'
import { endSession } from './revoke-sessions'
import { findSession, listSessions, openSession, revokeSession } from './sessions'
import { newestToken, noticesOf } from './testing'
import { tokenOf } from './tokens'
import { verifyEmail } from './verify-email'

const { users, sessions, userTokens } = schema
const password = 'pirogue bleue au couchant'
const unique = () => crypto.randomUUID().slice(0, 8)

afterEach(() => vi.useRealTimers())

async function aRegistered(email = `awa.${unique()}@example.test`) {
  await registerUser(aVisitor(), { name: 'Awa', email, password })
  const [user] = await db.select().from(users).where(eq(users.email, email))
  if (!user) throw new Error('nobody was registered')
  return user
}

async function aVerified() {
  const user = await aRegistered()
  await verifyEmail({ token: await newestToken(user.id, 'verify_email'), password })
  return user
}

test('one address registered at once in four spellings is one account and one link', async () => {
  const local = `Koffi.${unique()}`
  const spellings = [`${local}@Example.test`, ` ${local.toUpperCase()}@EXAMPLE.TEST `, `${local.toLowerCase()}@example.test`, `${local}＠example.test`]
  const inputs = spellings.map((email) => registerInput.parse({ name: 'Koffi', email, password }))
  await Promise.all(inputs.map((input) => registerUser(aVisitor(), input)))
  const found = await db
    .select()
    .from(users)
    .where(eq(users.email, `${local}@example.test`))
  expect(found).toHaveLength(1)
  expect((await noticesOf(found[0]?.id ?? '')).map((notice) => notice.template)).toEqual(['verify-email'])
})

test('somebody else registering a confirmed address changes nothing, and its owner is told once an hour', async () => {
  const user = await aVerified()
  await registerUser(aVisitor(), { name: 'Thief', email: user.email, password: 'un tout autre mot long' })
  await registerUser(aVisitor(), { name: 'Thief', email: user.email, password: 'un tout autre mot long' })
  const [after] = await db.select().from(users).where(eq(users.id, user.id))
  expect(after).toMatchObject({ name: 'Awa', passwordHash: user.passwordHash })
  expect((await noticesOf(user.id)).filter((notice) => notice.template === 'already-registered')).toHaveLength(1)
})

test('a stranger who registers an unconfirmed address again gets no account: its link wants their password, and a reset puts the owner’s in its place', async () => {
  const user = await aRegistered()
  await db.update(userTokens).set({ createdAt: sql`now() - interval '2 minutes'` }).where(eq(userTokens.userId, user.id))
  const theirs = 'un tout autre mot long'
  await registerUser(aVisitor(), { name: 'Thief', email: user.email, password: theirs })
  const token = await newestToken(user.id, 'verify_email')
  await expect(verifyEmail({ token, password })).rejects.toMatchObject({ code: 'invalid', fields: { password: 'auth.notThatPassword' } })
  expect((await db.select().from(users).where(eq(users.id, user.id)))[0]?.emailVerifiedAt).toBeNull()
  await requestReset({ email: user.email })
  expect(await resetPassword({ token: await newestToken(user.id, 'reset_password'), password })).toEqual({ email: user.email })
  expect(await authenticate({ email: user.email, password })).toEqual({ userId: user.id })
  expect(await authenticate({ email: user.email, password: theirs })).toBeNull()
})

test('a wrong password spends no link: the right one then confirms', async () => {
  const user = await aRegistered()
  const token = await newestToken(user.id, 'verify_email')
  await expect(verifyEmail({ token, password: `${password}!` })).rejects.toMatchObject({ code: 'invalid' })
  expect(await verifyEmail({ token, password })).toEqual({ email: user.email })
})

test('a link followed while the address is registered again is confirmed or closed, and neither fails', async () => {
  const user = await aRegistered()
  const token = await newestToken(user.id, 'verify_email')
  await db.update(userTokens).set({ createdAt: sql`now() - interval '2 minutes'` }).where(eq(userTokens.userId, user.id))
  const [confirmed, registered] = await Promise.allSettled([
    verifyEmail({ token, password }),
    registerUser(aVisitor(), { name: 'Awa', email: user.email, password: 'un tout autre mot long' }),
  ])
  expect(registered.status).toBe('fulfilled')
  if (confirmed.status === 'rejected') expect(confirmed.reason).toMatchObject({ key: 'auth.linkSpent' })
})

test('no role, status or confirmation can be sent along', () => {
  const sent = { name: 'Awa', email: 'a@example.test', password, role: 'admin', emailVerifiedAt: '2026-01-01' }
  expect(registerInput.strict().safeParse(sent).success).toBe(false)
  expect(registerInput.parse(sent)).not.toHaveProperty('role')
})

test('a link is good once, even for two at the same moment, and its token is stored nowhere', async () => {
  const user = await aRegistered()
  const token = await newestToken(user.id, 'verify_email')
  const stored = JSON.stringify([await db.select().from(userTokens).where(eq(userTokens.userId, user.id)), await noticesOf(user.id)])
  expect(stored).not.toContain(token)
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => verifyEmail({ token, password })))
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  await expect(verifyEmail({ token, password })).rejects.toMatchObject({ code: 'invalid', key: 'auth.linkSpent' })
})

test('a link is dead after 30 minutes, for another purpose, and when a newer one went out', async () => {
  const user = await aVerified()
  await requestReset({ email: user.email })
  const first = await newestToken(user.id, 'reset_password')
  await expect(verifyEmail({ token: first, password })).rejects.toMatchObject({ key: 'auth.linkSpent' })
  await db.update(userTokens).set({ createdAt: sql`now() - interval '2 minutes'` }).where(eq(userTokens.userId, user.id))
  await requestReset({ email: user.email })
  await expect(resetPassword({ token: first, password: 'un tout autre mot long' })).rejects.toMatchObject({ key: 'auth.linkSpent' })
  const second = await newestToken(user.id, 'reset_password')
  await db.update(userTokens).set({ expiresAt: sql`now() - interval '1 second'` }).where(eq(userTokens.userId, user.id))
  await expect(resetPassword({ token: second, password: 'un tout autre mot long' })).rejects.toMatchObject({ key: 'auth.linkSpent' })
})

test('a made-up token opens nothing', async () => {
  await expect(verifyEmail({ token: tokenOf(crypto.randomUUID()), password })).rejects.toMatchObject({ key: 'auth.linkSpent' })
})

test('wrong password, unknown address and suspended account are one and the same answer', async () => {
  const user = await aVerified()
  expect(await authenticate({ email: user.email, password })).toEqual({ userId: user.id })
  expect(await authenticate({ email: user.email, password: `${password}!` })).toBeNull()
  expect(await authenticate({ email: `nobody.${unique()}@example.test`, password })).toBeNull()
  await db.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, user.id))
  expect(await authenticate({ email: user.email, password })).toBeNull()
})

test('an unconfirmed account does not open, and says so only to who knows the password', async () => {
  const user = await aRegistered()
  await expect(authenticate({ email: user.email, password })).rejects.toMatchObject({ code: 'forbidden', key: 'auth.verifyFirst' })
  expect(await authenticate({ email: user.email, password: 'pas le bon, vraiment' })).toBeNull()
})

test('an account whose hash opens nothing stays shut', async () => {
  const { user } = await aUser()
  expect(await authenticate({ email: user.email, password: 'none' })).toBeNull()
})

test('a reset for an unknown address writes nothing and fails at nothing', async () => {
  const email = `nobody.${unique()}@example.test`
  await requestReset({ email })
  expect(await db.select().from(schema.notices).where(eq(schema.notices.toAddress, email))).toHaveLength(0)
})

test('a new password ends every session, opens with the new one only, and is told by mail', async () => {
  const user = await aVerified()
  const here = await openSession(user.id, { userAgent: null, ip: null })
  expect(await findSession(here)).not.toBeNull()
  await requestReset({ email: user.email })
  await resetPassword({ token: await newestToken(user.id, 'reset_password'), password: 'un tout autre mot long' })
  expect(await findSession(here)).toBeNull()
  expect(await authenticate({ email: user.email, password })).toBeNull()
  expect(await authenticate({ email: user.email, password: 'un tout autre mot long' })).toEqual({ userId: user.id })
  expect((await noticesOf(user.id)).map((notice) => notice.template)).toContain('password-changed')
})

test('a revoked session is dead at once here, and within five seconds where it was revoked elsewhere', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { user } = await aUser()
  const [one, other] = [await openSession(user.id, { userAgent: null, ip: null }), await openSession(user.id, { userAgent: null, ip: null })]
  expect(await findSession(one)).toMatchObject({ userId: user.id })
  expect(await findSession(other)).toMatchObject({ userId: user.id })
  await revokeSession(user.id, one)
  expect(await findSession(one)).toBeNull()
  await db.update(sessions).set({ revokedAt: new Date() }).where(eq(sessions.id, other)) // Another process did this.
  vi.setSystemTime(Date.now() + 5_001)
  expect(await findSession(other)).toBeNull()
})

test('suspension shuts living sessions', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { user } = await aUser()
  const session = await openSession(user.id, { userAgent: null, ip: null })
  expect(await findSession(session)).not.toBeNull()
  await db.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, user.id))
  vi.setSystemTime(Date.now() + 5_001)
  expect(await findSession(session)).toBeNull()
})

test('a session used after an hour lives 14 more days; unused for 14 days it is dead', async () => {
  const { user } = await aUser()
  const [used, unused] = [await openSession(user.id, { userAgent: null, ip: null }), await openSession(user.id, { userAgent: null, ip: null })]
  await db.update(sessions).set({ seenAt: sql`now() - interval '3 days'`, expiresAt: sql`now() + interval '11 days'` }).where(eq(sessions.id, used))
  await db.update(sessions).set({ seenAt: sql`now() - interval '14 days'`, expiresAt: sql`now() - interval '1 second'` }).where(eq(sessions.id, unused))
  expect(await findSession(used)).not.toBeNull()
  expect(await findSession(unused)).toBeNull()
  const [renewed] = await db.select().from(sessions).where(eq(sessions.id, used))
  expect((renewed?.expiresAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(13.9 * 86_400_000)
})

test('nobody ends or sees the session of another', async () => {
  const [{ user, actor }, stranger] = [await aUser(), await aUser()]
  const session = await openSession(user.id, { userAgent: null, ip: null })
  await endSession(stranger.actor, { sessionId: session })
  expect(await findSession(session)).not.toBeNull()
  expect(await listSessions(stranger.actor)).toHaveLength(0)
  expect((await listSessions(actor)).map(({ id }) => id)).toEqual([session])
  await expect(endSession(aVisitor(), { sessionId: session })).rejects.toMatchObject({ code: 'forbidden' })
})

test('the hash is argon2id and never the same twice', async () => {
  const [one, two] = await Promise.all([hashPassword(password), hashPassword(password)])
  expect(one).toMatch(/^\$argon2id\$/)
  expect(one).not.toBe(two)
  expect(signInInput.parse({ email: ' A@B.test', password: 'x' }).email).toBe('a@b.test')
})
