import 'next/dist/server/node-environment-baseline.js' // What Next sets up before any route is loaded.
import { createHash, createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external.js'
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external.js'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { db, schema } from '@/db'
import {
  anInitiatedPayment,
  aPaymentAcceptedAtProvider,
  aPendingOrder,
  aWorldOfItsOwn,
  bookedFor,
  decide,
  expectBooksToHold,
  pathOf,
  simulator,
} from '@/lib/desk/testing'
import { unknownClient } from '@/lib/web/client-address'
import { GET, POST } from './route'

beforeAll(aWorldOfItsOwn)
afterEach(expectBooksToHold)

type Sent = { fields: Record<string, string>; token: string }

/** The provider's own last notification about the transaction, as it stands in its books. */
async function noticeOf(transactionId: string): Promise<Sent> {
  const { transactions } = (await simulator('/_books')) as { transactions: { transaction_id: string; notifications: Sent[] }[] }
  const sent = transactions.find((row) => row.transaction_id === transactionId)?.notifications.at(-1)
  if (!sent) throw new Error('the provider has not notified')
  return sent
}

/** The answer, once what was left for after it is done too. Next gives a route this context; here the test does. */
async function knock(fields: Record<string, string> | string, token: string | null, type = 'application/x-www-form-urlencoded') {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString()
  const request = new Request('http://localhost:3000/api/webhooks/cinetpay', {
    method: 'POST',
    body,
    headers: { 'content-type': type, ...(token !== null && { 'x-token': token }) },
  })
  const later: (() => unknown)[] = []
  const store = { afterContext: { after: (task: () => unknown) => later.push(task) } }
  const answer = await workAsyncStorage.run(store as never, () => workUnitAsyncStorage.run({} as never, () => POST(request, undefined)))
  await Promise.all(later.map((task) => task()))
  return answer.status
}

const noticesOf = (transactionId: string) => db.$count(schema.webhookNotices, eq(schema.webhookNotices.transactionId, transactionId))

test('the ping is answered 200', () => {
  expect(GET().status).toBe(200)
})

test('a notification settles, and every notification sent three times at once settles once', async () => {
  const { items, order, payment } = await aPaymentAcceptedAtProvider({ pricesXof: [10_000] })
  const { fields, token } = await noticeOf(payment.transactionId)
  expect(await Promise.all([1, 2, 3].map(() => knock(fields, token)))).toEqual([200, 200, 200])
  expect(await knock(fields, token)).toBe(200)
  expect(await noticesOf(payment.transactionId)).toBe(4)
  expect(await bookedFor(items[0]?.id ?? '')).toEqual([
    ['commission', 2_000],
    ['sale', 8_000],
  ])
  expect(await pathOf(order.id)).toEqual(['pending', 'paid'])
})

test('a wrong token, none, or one for other fields is 401, and nothing is kept', async () => {
  const { order, payment } = await aPaymentAcceptedAtProvider()
  const { fields, token } = await noticeOf(payment.transactionId)
  const forged = createHmac('sha256', 'another secret').update(Object.values(fields).join('')).digest('hex')
  for (const wrong of [forged, '', 'x', `${token}0`, null]) expect(await knock(fields, wrong), String(wrong)).toBe(401)
  for (const name of Object.keys(fields)) expect(await knock({ ...fields, [name]: `${fields[name]}9` }, token), name).toBe(401)
  expect(await noticesOf(payment.transactionId)).toBe(0)
  expect(await pathOf(order.id)).toEqual(['pending'])
  expect(await knock(fields, token)).toBe(200)
})

test('characters that slide between fields under the same token change nothing: the truth is asked', async () => {
  const made = await aPendingOrder({ pricesXof: [12_500] })
  const payment = await anInitiatedPayment(made)
  await decide(payment.transactionId, 'waiting')
  const { fields, token } = await noticeOf(payment.transactionId)
  const slid = { ...fields, cpm_amount: fields.cpm_amount?.slice(0, -2) ?? '', cpm_currency: `${fields.cpm_amount?.slice(-2)}${fields.cpm_currency}` }
  expect(await knock(slid, token)).toBe(200)
  expect(await pathOf(payment.id)).toEqual(['created', 'initiated', 'waiting'])
  expect(await pathOf(made.order.id)).toEqual(['pending'])
})

test('an unknown transaction under a good token is 200 and kept, and nothing else', async () => {
  const { payment } = await aPaymentAcceptedAtProvider()
  const { fields } = await noticeOf(payment.transactionId)
  const unknown = { ...fields, cpm_trans_id: `P-${'X'.repeat(400)}` }
  const token = createHmac('sha256', process.env.CINETPAY_SECRET_KEY ?? '')
    .update(Object.values(unknown).join(''))
    .digest('hex')
  expect(await knock(unknown, token)).toBe(200)
  expect(await noticesOf(unknown.cpm_trans_id.slice(0, 200))).toBe(1)
  expect(await pathOf(payment.id)).toEqual(['created', 'initiated'])
})

test('far too many from one address are 429, and nothing is kept', async () => {
  const { payment } = await aPaymentAcceptedAtProvider()
  const { fields, token } = await noticeOf(payment.transactionId)
  const key = `webhook-shared:${createHash('sha256').update(unknownClient).digest('base64url')}`
  const spent = { points: 1_000_000, expire: BigInt(Date.now() + 60_000) }
  await db
    .insert(schema.rateLimits)
    .values({ key, ...spent })
    .onConflictDoUpdate({ target: schema.rateLimits.key, set: spent })
  expect(await knock(fields, token)).toBe(429)
  expect(await noticesOf(payment.transactionId)).toBe(0)
  await db.delete(schema.rateLimits).where(eq(schema.rateLimits.key, key))
  expect(await knock(fields, token)).toBe(200)
})

test('huge and malformed bodies are refused, not believed', async () => {
  expect(await knock(`cpm_trans_id=${'x'.repeat(70_000)}`, 'token')).toBe(413)
  expect(await knock('{"cpm_trans_id":"P-1"}', 'token', 'application/json')).toBe(400)
  expect(await knock('', 'token')).toBe(401)
})
