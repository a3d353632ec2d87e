import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { db, schema } from '@/db'
import { registerUser } from '@/lib/accounts/register-user'
import { verifyEmail } from '@/lib/accounts/verify-email'
import { env } from '@/lib/env'
import { sendMail } from '@/lib/mail'
import { anInvoice } from '@/lib/papers/testing'
import { aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { startMailbox } from '@/local/mailbox/server'
import type { NoticeData, Template } from './kinds'
import { sendNotice } from './send-notice'
import { writeNotice } from './write-notice'

const { notices, outbox, users } = schema
type Received = { id: string; to: string[]; subject: string; text: string | null; html: string | null; attachments: { filename: string }[] }

const mailbox = (path: string) => new URL(path, env().RESEND_BASE_URL)
const mailsTo = async (address: string) => (await (await fetch(mailbox(`/api/mails?to=${encodeURIComponent(address)}`))).json()) as Received[]
const turn = (down: unknown, times?: number) =>
  fetch(mailbox('/_dials'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ down, times }) })

// A mailbox of its own: these tests break it, and other files send mails meanwhile.
const dataDir = mkdtempSync(join(tmpdir(), 'mailbox-'))
let own: Awaited<ReturnType<typeof startMailbox>>
beforeAll(async () => {
  own = await startMailbox({ port: 0, dataDir, apiKey: process.env.RESEND_API_KEY ?? '' })
  process.env.RESEND_BASE_URL = own.url
})
afterEach(async () => {
  vi.restoreAllMocks()
  await turn(false)
})
afterAll(async () => {
  await own.close()
  rmSync(dataDir, { recursive: true })
})

async function aNotice<T extends Template>(template: T, data: NoticeData[T], values: { to?: string; locale?: 'fr' | 'en' } = {}) {
  const { user } = await aUser()
  const to = values.to ?? user.email
  const id = await db.transaction((tx) =>
    writeNotice(tx, { effectKey: `test:${crypto.randomUUID()}`, userId: user.id, to, locale: values.locale ?? 'fr', template, data }),
  )
  if (!id) throw new Error('no notice was written')
  return { id, to, user }
}

const statusOf = async (id: string) => (await db.select().from(notices).where(eq(notices.id, id)))[0]

test('a mail tried five times at once arrives once, and a sixth try sends nothing', async () => {
  const { id, to } = await aNotice('password-changed', {})
  const results = await Promise.all(Array.from({ length: 5 }, () => sendNotice(id)))
  expect(results.every(({ status }) => status === 'sent')).toBe(true)
  await sendNotice(id)
  expect(await mailsTo(to)).toHaveLength(1)
})

test('the row alone keeps a mail from going twice, even to a provider that forgot its keys', async () => {
  const { id, to } = await aNotice('password-changed', {})
  await sendNotice(id)
  const otherKey = crypto.randomUUID()
  await db.update(notices).set({ id: otherKey }).where(eq(notices.id, id))
  expect(await sendNotice(otherKey)).toEqual({ status: 'sent' })
  expect(await mailsTo(to)).toHaveLength(1)
})

test('two notices of one effect are one, and one event', async () => {
  const { user } = await aUser()
  const notice = { effectKey: `once:${crypto.randomUUID()}`, userId: user.id, to: user.email, locale: 'fr', template: 'password-changed', data: {} } as const
  const ids = await Promise.all([1, 2, 3].map(() => db.transaction((tx) => writeNotice(tx, notice))))
  const [id] = ids.filter((written) => written !== null)
  expect(ids.filter((written) => written !== null)).toHaveLength(1)
  const events = (await db.select().from(outbox).where(eq(outbox.name, 'notice/written'))).filter((event) => event.data.noticeId === id)
  expect(events).toHaveLength(1)
})

test('while mail is down nothing is lost: the notice waits, and goes when it is up', async () => {
  const { id, to } = await aNotice('password-changed', {})
  await turn('500')
  await expect(sendNotice(id)).rejects.toMatchObject({ code: 'unavailable', key: 'mailDown' })
  expect(await statusOf(id)).toMatchObject({ status: 'pending', attempts: 1 })
  await turn(false)
  expect(await sendNotice(id)).toEqual({ status: 'sent' })
  expect(await mailsTo(to)).toHaveLength(1)
})

test('a mail that was taken though its answer was lost is not sent again', async () => {
  const { id, to } = await aNotice('password-changed', {})
  await turn('lost', 1)
  await expect(sendNotice(id)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await sendNotice(id)).toEqual({ status: 'sent' })
  expect(await mailsTo(to)).toHaveLength(1)
})

test('a provider that never answers is given up after 10 s, and neither a connection nor the row is held meanwhile', async () => {
  const { id, to } = await aNotice('password-changed', {})
  const limit = new AbortController()
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal)
  const asked = new Promise<void>((heard) => {
    vi.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
      heard()
      return new Promise((_answer, fail) => init?.signal?.addEventListener('abort', () => fail(init.signal?.reason)))
    })
  })
  const sending = sendNotice(id)
  await asked
  expect(timeout).toHaveBeenCalledWith(10_000)
  await db.transaction((tx) => tx.select().from(notices).where(eq(notices.id, id)).for('update', { noWait: true })) // Throws when it is held.
  limit.abort()
  await expect(sending).rejects.toMatchObject({ code: 'unavailable', key: 'mailDown' })
  vi.restoreAllMocks()
  expect(await sendNotice(id)).toEqual({ status: 'sent' })
  expect(await mailsTo(to)).toHaveLength(1)
})

test('a mail that was taken in another wording is sent, and not failed', async () => {
  const { id, to, user } = await aNotice('password-changed', {})
  await turn('lost', 1)
  await expect(sendNotice(id)).rejects.toMatchObject({ code: 'unavailable' })
  await db.update(users).set({ name: 'Another Name' }).where(eq(users.id, user.id))
  expect(await sendNotice(id)).toEqual({ status: 'sent' })
  expect(await statusOf(id)).toMatchObject({ status: 'sent', providerId: null })
  expect(await mailsTo(to)).toHaveLength(1)
})

test('a mail the provider will never take is marked failed and not tried for ever', async () => {
  const { id } = await aNotice('password-changed', {}, { to: 'nobody@nowhere' })
  expect(await sendNotice(id)).toEqual({ status: 'failed' })
})

test('line ends in an address or a subject are refused before anything is sent', async () => {
  await expect(aNotice('password-changed', {}, { to: 'a@b.test\r\nBcc: c@d.test' })).rejects.toMatchObject({ code: 'invalid' })
  await turn('500') // Had either come this far, the answer would be `unavailable`.
  const mail = { to: 'headers@example.test', subject: 'Bonjour', html: '<p>x</p>', text: 'x', idempotencyKey: crypto.randomUUID() }
  await expect(sendMail({ ...mail, subject: 'Bonjour\r\nBcc: c@d.test' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(sendMail({ ...mail, to: 'headers@example.test\nBcc: c@d.test' })).rejects.toMatchObject({ code: 'invalid' })
})

test('the link in the mail confirms the address, and the mail can be composed again alike', async () => {
  const email = `awa.${crypto.randomUUID()}@example.test`
  await registerUser({ ...aVisitor(), locale: 'en' }, { name: 'Awa', email, password: 'pirogue bleue au couchant', next: '/en/cart' })
  const [notice] = await db.select().from(notices).where(eq(notices.toAddress, email))
  await sendNotice(notice?.id ?? '')
  const [mail] = await mailsTo(email)
  const link = new URL(/http:\/\/localhost:3000\/en\/verify\?\S+/.exec(mail?.text ?? '')?.[0] ?? 'http://none')
  expect(link.searchParams.get('next')).toBe('/en/cart')
  expect(mail?.subject).toBe('Confirm your address')
  await verifyEmail({ token: link.searchParams.get('token') ?? '', password: 'pirogue bleue au couchant' })
  expect((await db.select().from(users).where(eq(users.email, email)))[0]?.emailVerifiedAt).toBeInstanceOf(Date)
})

test('the receipt carries the invoice', async () => {
  const { order, invoice } = await anInvoice()
  const { id, to } = await aNotice('order-receipt', { orderId: order.id })
  expect(await sendNotice(id)).toEqual({ status: 'sent' })
  const [mail] = await mailsTo(to)
  expect(mail?.attachments.map((file) => file.filename)).toEqual([`Facture Pouire ${invoice.year}-${String(invoice.number).padStart(6, '0')}.pdf`])
})

test('a mail about something that is gone is marked failed', async () => {
  const { id } = await aNotice('order-receipt', { orderId: crypto.randomUUID() })
  expect(await sendNotice(id)).toEqual({ status: 'failed' })
})

test('a title with a line end reaches the photographer in one line', async () => {
  const photo = await aPublishedPhoto({ titleFr: 'Aube\r\nBcc: all@example.test' })
  const { id, to } = await aNotice('photo-approved', { photoId: photo.id })
  await sendNotice(id)
  expect((await mailsTo(to))[0]?.subject).toBe('En ligne\u00a0: Aube Bcc: all@example.test')
})
