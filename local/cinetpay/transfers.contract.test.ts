import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aMerchant, aPostgres, aSimulator, callJson, merchantKeys } from './testing'

let postgres: Awaited<ReturnType<typeof aPostgres>>
let merchant: Awaited<ReturnType<typeof aMerchant>>
let simulator: Awaited<ReturnType<typeof aSimulator>>

beforeAll(async () => {
  ;[postgres, merchant] = await Promise.all([aPostgres(), aMerchant()])
  simulator = await aSimulator(await postgres.database(), { payoutBalanceXof: 100_000 })
}, 120_000)
afterAll(async () => {
  await simulator?.close()
  await merchant?.close()
  await postgres?.stop()
})

const post = async (path: string, form: Record<string, string>) =>
  (await fetch(`${simulator.url}/v1${path}`, { method: 'POST', body: new URLSearchParams(form) })).json()
const get = async (path: string) => (await fetch(`${simulator.url}/v1${path}`)).json()
const login = async () => (await post('/auth/login', { apikey: merchantKeys.apiKey, password: merchantKeys.transferPassword })).data.token as string
const awa = { prefix: '225', phone: '0700000001', name: 'Koné', surname: 'Awa', email: 'awa@example.com' }
const order = (id: string, change = {}) => ({
  prefix: '225',
  phone: '0700000001',
  amount: 5_000,
  notify_url: `${merchant.url}/${id}`,
  client_transaction_id: id,
  ...change,
})
const send = async (...orders: Record<string, unknown>[]) =>
  post(`/transfer/money/send/contact?token=${await login()}&lang=fr`, { data: JSON.stringify(orders) })
const check = async (id: string) => get(`/transfer/check/money?token=${await login()}&lang=fr&client_transaction_id=${id}`)

test('login gives a token for 5 minutes; a wrong password, no token and an old one are refused', async () => {
  expect(await post('/auth/login', { apikey: merchantKeys.apiKey, password: 'x' })).toMatchObject({ code: '701', message: 'INVALID_CREDENTIALS' })
  expect(await get('/transfer/check/balance?lang=fr')).toMatchObject({ code: '702' })
  const token = await login()
  expect(await get(`/transfer/check/balance?token=${token}&lang=fr`)).toMatchObject({ code: 0, message: 'OPERATION_SUCCES' })
  const now = Date.now()
  vi.spyOn(Date, 'now').mockReturnValue(now + 301_000)
  expect(await get(`/transfer/check/balance?token=${token}&lang=fr`)).toMatchObject({ code: '703' })
  vi.restoreAllMocks()
})

test('a recipient is a contact first (726 the second time), then NEW, REC, VAL, a GET ping and a POST', async () => {
  expect(await send(order('P-1'))).toMatchObject({ code: '724' })
  const added = async () => post(`/transfer/contact?token=${await login()}&lang=fr`, { data: JSON.stringify([awa]) })
  expect(await added()).toMatchObject({ code: 0, data: [[{ code: 0, status: 'success' }]] })
  expect(await added()).toMatchObject({ code: 0, data: [[{ code: 726 }]] })
  expect(await send(order('P-1'))).toMatchObject({ code: 0, data: [[{ treatment_status: 'NEW', client_transaction_id: 'P-1' }]] })
  await merchant.until(() => merchant.posts('/P-1').length === 1)
  expect(merchant.received.filter(({ path }) => path === '/P-1').map(({ method }) => method)).toEqual(['GET', 'POST'])
  expect(Object.fromEntries(new URLSearchParams(merchant.posts('/P-1')[0]?.body))).toMatchObject({
    client_transaction_id: 'P-1',
    amount: '5000',
    treatment_status: 'VAL',
    receiver: '2250700000001',
  })
  expect(merchant.posts('/P-1')[0]?.headers['x-token']).toBeUndefined()
  expect(await check('P-1')).toMatchObject({ code: 0, data: [{ treatment_status: 'VAL', sending_status: 'CONFIRM', amount: '5000' }] })
})

test.each([
  ['an id used before', { client_transaction_id: 'P-1' }, '805'],
  ['no notify_url', { notify_url: undefined }, '725'],
  ['too little', { amount: 100 }, '719'],
  ['more than the balance', { amount: 99_000 }, '602'],
  ['a stranger', { phone: '0799999999' }, '724'],
])('%s is refused and moves nothing', async (_what, change, code) => {
  const before = await get(`/transfer/check/balance?token=${await login()}&lang=fr`)
  expect((await send(order(`R-${code}`, change))).code).toBe(code)
  expect(await get(`/transfer/check/balance?token=${await login()}&lang=fr`)).toEqual(before)
})

test('data that is not JSON is 718, an unknown transfer 723', async () => {
  expect(await post(`/transfer/money/send/contact?token=${await login()}`, { data: '[' })).toMatchObject({ code: '718' })
  expect(await check('NOBODY')).toMatchObject({ code: '723' })
})

test('twelve sends at once do not spend the same balance', async () => {
  const token = await login()
  const ids = Array.from({ length: 12 }, (_, index) => `D-${index}`)
  await Promise.all(ids.map(() => get(`/transfer/check/balance?token=${token}&lang=fr`))) // Opens the connections, so that the sends meet.
  const answers = await Promise.all(
    ids.map((id) => post(`/transfer/money/send/contact?token=${token}&lang=fr`, { data: JSON.stringify([order(id, { amount: 60_000 })]) })),
  )
  expect(answers.map(({ code }) => code).filter((code) => code === 0)).toHaveLength(1)
  expect(answers.map(({ code }) => code).filter((code) => code === '602')).toHaveLength(11)
})

test('dials: rejected gives the money back, never and confirmation wait for a decision, a lost answer was sent', async () => {
  await callJson(`${simulator.url}/_dials`, [
    { dial: 'transfer-rejected', transaction_id: 'J-1' },
    { dial: 'transfer-never', transaction_id: 'N-1' },
    { dial: 'transfer-confirmation', transaction_id: 'C-1' },
    { dial: 'status-500', on: 'send', created: true, transaction_id: 'L-1', times: 1 },
  ])
  await send(order('J-1'), order('N-1'), order('C-1'))
  await merchant.until(() => merchant.posts('/J-1').length === 1)
  expect((await check('J-1')).data[0]).toMatchObject({ treatment_status: 'REJ' })
  expect((await check('N-1')).data[0]).toMatchObject({ treatment_status: 'REC' })
  expect((await check('C-1')).data[0]).toMatchObject({ treatment_status: 'NEW' })
  expect((await callJson(`${simulator.url}/_decide`, { client_transaction_id: 'N-1', outcome: 'VAL' })).status).toBe(200)
  await merchant.until(() => merchant.posts('/N-1').length === 1)
  expect((await check('N-1')).data[0]).toMatchObject({ treatment_status: 'VAL' })
  await expect(send(order('L-1'))).rejects.toThrow()
  expect((await check('L-1')).code).toBe(0)
  expect((await callJson(`${simulator.url}/_backdate`, { client_transaction_id: 'N-1', validated_at: '2026-10-01T08:00:00Z' })).body).toEqual({ absent: [] })
  expect((await check('N-1')).data[0]).toMatchObject({ validated_at: '2026-10-01 08:00:00' })
})
