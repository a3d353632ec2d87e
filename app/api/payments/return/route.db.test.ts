import { beforeAll, expect, test } from 'vitest'
import { anInitiatedPayment, aPaymentAcceptedAtProvider, aPendingOrder, aWorldOfItsOwn, dial, pathOf } from '@/lib/desk/testing'
import { aUser } from '@/lib/testing'
import { GET, POST } from './route'

beforeAll(aWorldOfItsOwn)

const address = 'http://localhost:3000/api/payments/return'
const form = (fields: Record<string, string>) => {
  const body = new URLSearchParams(fields).toString()
  return new Request(address, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) } })
}
const comeBack = (transactionId: string) => POST(form({ transaction_id: transactionId, token: 'whatever' }), undefined)

test('a buyer who comes back by the provider’s form is settled and sent to the page of the order, in its language', async () => {
  const { actor } = await aUser({ locale: 'en' })
  const { order, payment } = await aPaymentAcceptedAtProvider({ buyer: actor })
  const answers = await Promise.all([comeBack(payment.transactionId), comeBack(payment.transactionId)])
  for (const answer of answers) {
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`/en/checkout/return?order=${order.id}`)
  }
  expect(await pathOf(order.id)).toEqual(['pending', 'paid'])
})

test('coming back by an address does the same', async () => {
  const { order, payment } = await aPaymentAcceptedAtProvider()
  const answer = await GET(new Request(`${address}?transaction_id=${payment.transactionId}`), undefined)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/checkout/return?order=${order.id}`])
  expect(await pathOf(order.id)).toEqual(['pending', 'paid'])
})

test('with the provider silent the buyer still arrives, and nothing has changed', async () => {
  const made = await aPendingOrder()
  const payment = await anInitiatedPayment(made)
  await dial({ dial: 'status-500', on: 'check', transaction_id: payment.transactionId, times: 1 })
  expect((await comeBack(payment.transactionId)).status).toBe(303)
  expect(await pathOf(made.order.id)).toEqual(['pending'])
})

test('an unknown transaction, none, or what is no form is refused', async () => {
  expect((await comeBack('P-NOBODY')).status).toBe(404)
  expect((await comeBack('P-\0')).status).toBe(404) // No database takes a NUL.
  expect((await POST(form({}), undefined)).status).toBe(404)
  expect((await GET(new Request(address), undefined)).status).toBe(404)
  const big = new Request(address, {
    method: 'POST',
    body: 'x'.repeat(20_000),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '20000' },
  })
  expect((await POST(big, undefined)).status).toBe(400)
  const notForm = new Request(address, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', 'content-length': '2' } })
  expect((await POST(notForm, undefined)).status).toBe(404)
})
