import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type CheckoutRequest, check, initiate, readNotice } from '@/lib/cinetpay'
import { checkTransfer, sendTransfer } from '@/lib/cinetpay-transfers'
import { aMerchant, aPostgres, aSimulator, callJson, merchantKeys, type Received } from './testing'

const configured = vi.hoisted(() => ({}) as Record<string, string>)
vi.mock('@/lib/env', () => ({ env: () => configured }))

let postgres: Awaited<ReturnType<typeof aPostgres>>
let merchant: Awaited<ReturnType<typeof aMerchant>>
let simulator: Awaited<ReturnType<typeof aSimulator>>
let count = 0

function configure() {
  Object.assign(configured, {
    CINETPAY_API_KEY: merchantKeys.apiKey,
    CINETPAY_SITE_ID: merchantKeys.siteId,
    CINETPAY_SECRET_KEY: merchantKeys.secretKey,
    CINETPAY_BASE_URL: simulator.url,
    CINETPAY_TRANSFER_BASE_URL: simulator.url,
    CINETPAY_TRANSFER_PASSWORD: merchantKeys.transferPassword,
  })
}
beforeAll(async () => {
  ;[postgres, merchant] = await Promise.all([aPostgres(), aMerchant()])
  simulator = await aSimulator(await postgres.database(), { payoutBalanceXof: 50_000 })
  configure()
}, 120_000)
afterEach(() => {
  vi.restoreAllMocks()
  configure()
})
afterAll(async () => {
  await simulator?.close()
  await merchant?.close()
  await postgres?.stop()
})

function aRequest(change: Partial<CheckoutRequest> = {}): CheckoutRequest {
  const transactionId = `PX-${Date.now()}-${++count}`
  const customer = { name: 'Koné', surname: 'Awa', email: 'awa@example.com' }
  const urls = { notifyUrl: `${merchant.url}/${transactionId}`, returnUrl: `${merchant.url}/return` }
  return { transactionId, amountXof: 12_500, description: 'Photo #42 / été', locale: 'fr', metadata: 'order:42', ...urls, customer, ...change }
}
const dial = async (...dials: Record<string, unknown>[]) => expect((await callJson(`${simulator.url}/_dials`, dials)).status).toBe(200)
const decide = (transaction_id: string, outcome: string, more = {}) => callJson(`${simulator.url}/_decide`, { transaction_id, outcome, ...more })
async function aPayment() {
  const request = aRequest()
  expect(await initiate(request)).toMatchObject({ ok: true })
  return request.transactionId
}
/** The adapter's ten seconds pass in half of one, from the n-th call on; gives what it asked for. */
function hurry(fromCall = 1) {
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  let calls = 0
  return vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(++calls >= fromCall ? 500 : ms))
}
const asRequest = ({ headers, body }: Received) => new Request(`${merchant.url}/hook`, { method: 'POST', body, headers: headers as Record<string, string> })
async function noticesOf(id: string, enough: number) {
  await merchant.until(() => merchant.posts(`/${id}`).length >= enough)
  return Promise.all(merchant.posts(`/${id}`).map((one) => readNotice(asRequest(one))))
}

describe('initiate', () => {
  test('gives a page to pay on; the description is cleaned, the metadata kept', async () => {
    const request = aRequest()
    const made = await initiate(request)
    expect(made).toMatchObject({ ok: true, paymentToken: expect.stringMatching(/^[0-9a-f]{96}$/) })
    if (made.ok) expect(await (await fetch(made.paymentUrl)).text()).toContain('Photo 42 été')
    expect(await check(request.transactionId)).toMatchObject({
      verdict: 'waiting',
      code: '662',
      amountXof: 12_500,
      currency: 'XOF',
      metadata: 'order:42',
      paidAt: null,
    })
  })

  test('offers the card when phone, address, city and country are known; half an address does no harm', async () => {
    const customer = { name: 'Koné', surname: 'Awa', email: 'awa@example.com', phone: '+2250700000001', address: 'Rue 12', city: 'Abidjan', country: 'CI' }
    const whole = await initiate(aRequest({ customer }))
    const half = await initiate(aRequest({ customer: { ...customer, city: undefined } }))
    if (!whole.ok || !half.ok) throw new Error('not initiated')
    expect(await (await fetch(whole.paymentUrl)).text()).toContain('Carte bancaire')
    expect(await (await fetch(half.paymentUrl)).text()).not.toContain('Carte bancaire')
  })

  test('the same id again is a duplicate, whatever the code', async () => {
    const request = aRequest()
    await initiate(request)
    expect(await initiate(request)).toMatchObject({ ok: false, reason: 'duplicate', code: '608' })
    await dial({ dial: 'duplicate-code', transaction_id: request.transactionId, code: '699' })
    expect(await initiate(request)).toMatchObject({ ok: false, reason: 'duplicate', code: '699' })
  })

  test('refusals carry code and words; wrong keys too', async () => {
    expect(await initiate(aRequest({ amountXof: 12_501 }))).toMatchObject({
      ok: false,
      reason: 'refused',
      code: '608',
      detail: expect.stringMatching(/multiple of 5/),
    })
    expect(await initiate(aRequest({ amountXof: 95 }))).toMatchObject({ reason: 'refused', code: '641' })
    expect(await initiate(aRequest({ amountXof: 2_500_025 }))).toMatchObject({ reason: 'refused', code: '642' })
    configured.CINETPAY_API_KEY = 'other'
    expect(await initiate(aRequest())).toMatchObject({ reason: 'refused', code: '609' })
    configure()
    configured.CINETPAY_SITE_ID = '1'
    expect(await initiate(aRequest())).toMatchObject({ reason: 'refused', code: '613' })
  })

  test.each(['status-500', 'status-429', 'not-json'])('dial %s: unavailable, then it works', async (name) => {
    const request = aRequest()
    await dial({ dial: name, on: 'initialise', transaction_id: request.transactionId, times: 1 })
    expect(await initiate(request)).toMatchObject({ ok: false, reason: 'unavailable' })
    expect(await initiate(request)).toMatchObject({ ok: true })
  })

  test('created but never answered: unavailable after 10 s; then duplicate, and check knows it', async () => {
    const request = aRequest()
    await dial({ dial: 'time-out', on: 'initialise', created: true, transaction_id: request.transactionId, times: 1 })
    const limit = hurry()
    expect(await initiate(request)).toMatchObject({ ok: false, reason: 'unavailable', detail: expect.stringMatching(/^TimeoutError/) })
    expect(limit).toHaveBeenCalledWith(10_000)
    vi.restoreAllMocks()
    await expect.poll(() => check(request.transactionId)).toMatchObject({ verdict: 'waiting', code: '662' })
    expect(await initiate(request)).toMatchObject({ ok: false, reason: 'duplicate' })
  })
})

describe('check', () => {
  test.each([
    ['accepted', {}, 'accepted', '00'],
    ['refused', {}, 'refused', '627'],
    ['insufficient', {}, 'refused', '602'],
    ['refused', { code: '606' }, 'refused', '606'],
    ['refused', { code: '804' }, 'refused', '804'],
    ['waiting', {}, 'waiting', '623'],
    ['waiting', { code: '664' }, 'waiting', '664'],
  ])('%s %o: %s', async (outcome, more, verdict, code) => {
    const id = await aPayment()
    await decide(id, outcome, { method: 'MOMO', ...more })
    expect(await check(id)).toMatchObject({ verdict, code, method: 'MOMO', amountXof: 12_500 })
  })

  test('an accepted payment has its operator and its time', async () => {
    const id = await aPayment()
    await decide(id, 'accepted')
    await callJson(`${simulator.url}/_backdate`, { transaction_id: id, paid_at: '2026-09-01T10:00:00Z' })
    expect(await check(id)).toMatchObject({ operatorId: expect.stringMatching(/^MP/), paidAt: '2026-09-01T10:00:00.000Z' })
  })

  test('an id nobody knows is unknown; wrong keys and a closed port are unavailable', async () => {
    expect(await check('NOBODY')).toMatchObject({ verdict: 'unknown', amountXof: null })
    configured.CINETPAY_API_KEY = 'other'
    expect(await check('NOBODY')).toMatchObject({ verdict: 'unavailable', code: '609' })
    configured.CINETPAY_BASE_URL = 'http://127.0.0.1:9'
    expect(await check('NOBODY')).toMatchObject({ verdict: 'unavailable' })
  })

  test.each(['status-500', 'status-429', 'not-json', 'time-out'])('dial %s: unavailable, never a verdict', async (name) => {
    const id = await aPayment()
    await decide(id, 'accepted')
    await dial({ dial: name, on: 'check', transaction_id: id, times: 1 })
    hurry()
    expect(await check(id)).toMatchObject({ verdict: 'unavailable', amountXof: null })
    vi.restoreAllMocks()
    expect(await check(id)).toMatchObject({ verdict: 'accepted' })
  })

  test('dials wrong-amount, wrong-currency, accepted-later and a changed mind are reported as they are', async () => {
    const late = await aPayment()
    await dial({ dial: 'accepted-later', ms: 86_400_000, early: true, transaction_id: late, times: 1 })
    await decide(late, 'accepted')
    expect(await noticesOf(late, 1)).toMatchObject([{ kind: 'notice' }])
    expect(await check(late)).toMatchObject({ verdict: 'waiting' })
    const id = await aPayment()
    await dial({ dial: 'accepted-later', ms: 50, transaction_id: id, times: 1 })
    await decide(id, 'accepted')
    await expect.poll(async () => (await check(id)).verdict).toBe('accepted')
    await dial(
      { dial: 'wrong-amount', amount: '300.0', transaction_id: id, times: 1 },
      { dial: 'wrong-currency', currency: 'XAF', transaction_id: id, times: 1 },
    )
    expect(await check(id)).toMatchObject({ verdict: 'accepted', amountXof: 300, currency: 'XAF' })
    await decide(id, 'refused', { force: true })
    expect(await check(id)).toMatchObject({ verdict: 'refused', amountXof: 12_500, currency: 'XOF' })
  })
})

describe('readNotice', () => {
  test('what the simulator signs is read; waiting first, then the end', async () => {
    const id = await aPayment()
    await dial({ dial: 'waiting-first', transaction_id: id })
    await decide(id, 'accepted', { phone: '0700000001' })
    const notices = await noticesOf(id, 2)
    expect(notices).toMatchObject([
      { kind: 'notice', notice: { transactionId: id, siteId: '999001', fields: { cpm_error_message: 'WAITING_FOR_CUSTOMER' } } },
      { kind: 'notice', notice: { transactionId: id, fields: { cpm_error_message: 'SUCCES', cpm_custom: 'order:42', cpm_designation: 'Photo 42 été' } } },
    ])
  })

  test.each([
    [{ dial: 'forged-token' }, 'bad-token'],
    [{ dial: 'missing-token' }, 'bad-token'],
    [{ dial: 'tamper', field: 'cpm_amount', value: '100' }, 'bad-token'],
    [{ dial: 'tamper', field: 'cpm_amount', value: '100', signed: true }, 'notice'],
    [{ dial: 'tamper', field: 'cpm_trans_id', value: '', signed: true }, 'malformed'],
  ])('dial %o: %s', async (set, kind) => {
    const id = await aPayment()
    await dial({ ...set, transaction_id: id })
    await decide(id, 'accepted')
    expect(await noticesOf(id, 1)).toMatchObject([{ kind }])
  })

  test('dial duplicate: each copy is a good notice', async () => {
    const id = await aPayment()
    await dial({ dial: 'duplicate', count: 3, transaction_id: id })
    await decide(id, 'refused')
    expect((await noticesOf(id, 3)).map(({ kind }) => kind)).toEqual(['notice', 'notice', 'notice'])
  })
})

describe('transfers', () => {
  const aTransfer = (clientTransactionId: string, change = {}) => ({
    ...{ clientTransactionId, amountXof: 5_000, prefix: '225', phone: '0700000001', name: 'Koné', surname: 'Awa', email: 'awa@example.com' },
    ...{ notifyUrl: `${merchant.url}/${clientTransactionId}`, ...change },
  })

  test('sent, pending, confirmed; the same id again is a duplicate; the contact may exist', async () => {
    expect(await checkTransfer('P-1')).toMatchObject({ verdict: 'absent', code: '723' })
    await dial({ dial: 'transfer-confirmation', transaction_id: 'P-1' })
    expect(await sendTransfer(aTransfer('P-1'))).toMatchObject({ outcome: 'sent', providerId: expect.stringMatching(/^EA/) })
    expect(await checkTransfer('P-1')).toMatchObject({ verdict: 'pending', amountXof: 5_000 })
    expect(await sendTransfer(aTransfer('P-1'))).toMatchObject({ outcome: 'duplicate', code: '805' })
    await callJson(`${simulator.url}/_decide`, { client_transaction_id: 'P-1', outcome: 'VAL' })
    expect(await checkTransfer('P-1')).toMatchObject({ verdict: 'confirmed', validatedAt: expect.any(String) })
  })

  test('too much for the balance and a wrong phone are refused; a wrong password is unavailable', async () => {
    expect(await sendTransfer(aTransfer('P-2', { amountXof: 60_000 }))).toMatchObject({ outcome: 'refused', code: '602' })
    expect(await sendTransfer(aTransfer('P-3', { phone: 'x' }))).toMatchObject({ outcome: 'refused', code: '718' })
    configured.CINETPAY_TRANSFER_PASSWORD = 'wrong'
    expect(await sendTransfer(aTransfer('P-4'))).toMatchObject({ outcome: 'unavailable', code: '701' })
    expect(await checkTransfer('P-4')).toMatchObject({ verdict: 'unavailable', code: '701' })
  })

  test('an answer lost after the send is unknown, and check finds it; lost before, nothing was sent', async () => {
    await dial(
      { dial: 'status-500', on: 'send', created: true, transaction_id: 'L-1', times: 1 },
      { dial: 'time-out', on: 'send', created: true, transaction_id: 'L-2', times: 1 },
      { dial: 'transfer-never', transaction_id: 'L-2' },
      { dial: 'transfer-rejected', transaction_id: 'J-1' },
    )
    expect(await sendTransfer(aTransfer('L-1'))).toMatchObject({ outcome: 'unknown' })
    hurry(3) // Sign-in and contact take the time they need.
    expect(await sendTransfer(aTransfer('L-2'))).toMatchObject({ outcome: 'unknown' })
    vi.restoreAllMocks()
    await expect.poll(() => checkTransfer('L-2')).toMatchObject({ verdict: 'pending' })
    await merchant.until(() => merchant.posts('/L-1').length === 1)
    expect(await checkTransfer('L-1')).toMatchObject({ verdict: 'confirmed' })
    await dial({ dial: 'status-500', on: 'contact', times: 1 })
    expect(await sendTransfer(aTransfer('J-1'))).toMatchObject({ outcome: 'unavailable' })
    expect(await checkTransfer('J-1')).toMatchObject({ verdict: 'absent' })
    await sendTransfer(aTransfer('J-1'))
    await merchant.until(() => merchant.posts('/J-1').length === 1)
    expect(await checkTransfer('J-1')).toMatchObject({ verdict: 'rejected' })
  })
})
