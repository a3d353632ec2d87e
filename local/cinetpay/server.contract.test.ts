import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sign } from './notify'
import { aMerchant, aPostgres, aSimulator, aSimulatorProcess, callJson, merchantKeys } from './testing'

let postgres: Awaited<ReturnType<typeof aPostgres>>
let merchant: Awaited<ReturnType<typeof aMerchant>>
let simulator: Awaited<ReturnType<typeof aSimulator>>
let count = 0

beforeAll(async () => {
  ;[postgres, merchant] = await Promise.all([aPostgres(), aMerchant()])
  simulator = await aSimulator(await postgres.database())
}, 120_000)
afterAll(async () => {
  await simulator?.close()
  await merchant?.close()
  await postgres?.stop()
})

const credentials = { apikey: merchantKeys.apiKey, site_id: merchantKeys.siteId }
const aRequest = () => {
  const transaction_id = `PX-${Date.now()}-${++count}`
  return {
    ...credentials,
    transaction_id,
    amount: 12_500,
    currency: 'XOF',
    description: 'Photo Abidjan été à Grand-Bassam',
    notify_url: `${merchant.url}/notify/${transaction_id}`,
    return_url: `${merchant.url}/return`,
    channels: 'ALL',
    lang: 'fr',
    metadata: 'order:42',
  }
}
const initialise = (body: unknown, headers = {}) => callJson(`${simulator.url}/v2/payment`, body, headers)
const check = (transaction_id: string) => callJson(`${simulator.url}/v2/payment/check`, { ...credentials, transaction_id })
const dial = (...dials: Record<string, unknown>[]) => callJson(`${simulator.url}/_dials`, dials)
const decide = (transaction_id: string, outcome: string, more = {}) => callJson(`${simulator.url}/_decide`, { transaction_id, outcome, ...more })
const books = async () => (await fetch(`${simulator.url}/_books`)).json()
const bookOf = async (id: string) => (await books()).transactions.find((row: { transaction_id: string }) => row.transaction_id === id)
async function aPayment(changes = {}) {
  const asked = { ...aRequest(), ...changes }
  const made = await initialise(asked)
  return { ...asked, path: `/notify/${asked.transaction_id}`, page: made.body.data.payment_url as string, token: made.body.data.payment_token as string }
}
const fields = (body: string) => Object.fromEntries(new URLSearchParams(body))

describe('x-token', () => {
  const a = {
    cpm_site_id: '999001',
    cpm_trans_id: 'PX-20261122-000042',
    cpm_trans_date: '2026-11-22 10:15:30',
    cpm_amount: '12500',
    cpm_currency: 'XOF',
    signature: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
    payment_method: 'OM',
    cel_phone_num: '0700000001',
    cpm_phone_prefixe: '225',
    cpm_language: 'fr',
    cpm_version: 'V4',
    cpm_payment_config: 'SINGLE',
    cpm_page_action: 'PAYMENT',
    cpm_custom: 'order:42',
    cpm_designation: 'Licence photo 42',
    cpm_error_message: 'SUCCES',
  }
  const b = {
    ...a,
    cpm_trans_id: 'PX-20261122-000043',
    cpm_amount: '5000',
    payment_method: 'VISAM',
    cel_phone_num: '',
    cpm_phone_prefixe: '',
    cpm_custom: '',
    cpm_designation: 'Photo Abidjan été à Grand-Bassam',
    cpm_error_message: 'TRANSACTION_CANCEL',
  }
  const { cpm_error_message: _, ...shortened } = a
  test.each([
    ['A', a, '6d8d75e9f86305230209aed22c2b61e288edaf2d06b4866c7cbd2ed2e19aa501'],
    ['B', b, '3c12054fd0ec269c1e95488a2bc6039bac2dc1eaa202b731431f16180a8d3d7c'],
    ['A with another amount', { ...a, cpm_amount: '100' }, '797c6da4ba56c78d592e8fa6a9ec061bb7a8e33598a095268aedd4d0d84caa36'],
    ['A without its last field', shortened, '5f564062a34774ea54a9d1a7e05b405d59382311c566a8ca4a2cc1a3b657b964'],
  ])('vector %s', (_name, vector, token) => {
    expect(sign(vector, merchantKeys.secretKey)).toBe(token)
  })
})

describe('initialise', () => {
  test('creates a transaction and answers as documented', async () => {
    const { status, body } = await initialise(aRequest())
    expect(status).toBe(200)
    expect(body).toMatchObject({ code: '201', message: 'CREATED', description: 'Transaction created with success' })
    expect(body.api_response_id).toMatch(/^\d{10}\.\d{4}$/)
    expect(body.data.payment_url).toBe(`${simulator.url}/payment/${body.data.payment_token}`)
  })

  test.each(['apikey', 'site_id', 'transaction_id', 'amount', 'currency', 'description', 'notify_url', 'return_url', 'channels'])(
    'without %s: 608 that names it',
    async (name) => {
      const { [name]: _, ...rest } = aRequest() as Record<string, unknown>
      const { status, body } = await initialise(rest)
      expect(status).toBe(400)
      expect(body).toMatchObject({ code: '608', message: 'MINIMUM_REQUIRED_FIELDS' })
      expect(body.description).toContain(name)
      expect(body.data).toBeUndefined()
    },
  )

  const card = { customer_name: 'Awa', customer_surname: 'Koné', customer_email: 'awa@example.com', customer_phone_number: '+2250700000001' }
  test.each([
    ['an unknown apikey', { apikey: 'other' }, '609', /apikey/],
    ['another site_id', { site_id: '1' }, '613', /site_id/],
    ['an amount of text', { amount: '12500' }, '608', /amount/],
    ['a fraction', { amount: 100.5 }, '608', /amount/],
    ['an amount that is no multiple of 5', { amount: 12_502 }, '608', /multiple of 5/],
    ['an amount of 95', { amount: 95 }, '641', /100/],
    ['an amount above the highest', { amount: 2_500_005 }, '642', /2500000/],
    ['another currency', { currency: 'EUR' }, '608', /currency/],
    ['a description with #', { description: 'Photo #42' }, '608', /description/],
    ['a transaction_id with _', { transaction_id: 'A_1' }, '608', /transaction_id/],
    ['a notify_url that is none', { notify_url: 'shop' }, '608', /notify_url/],
    ['a return_url of another kind', { return_url: 'javascript:alert(1)' }, '608', /return_url/],
    ['unknown channels', { channels: 'CASH' }, '608', /channels/],
    ['another language', { lang: 'de' }, '608', /lang/],
    ['metadata that is an object', { metadata: { order: 42 } }, '608', /metadata/],
    ['four entries of invoice_data', { invoice_data: { a: 1, b: 2, c: 3, d: 4 } }, '608', /invoice_data/],
    ['a locked phone number that is missing', { lock_phone_number: true }, '624', /customer_phone_number/],
    ['the card channel without an address', { ...card, channels: 'CREDIT_CARD' }, '624', /customer_address/],
    ['half the card data', { ...card, customer_country: 'CI' }, '624', /customer_address/],
  ])('%s is refused', async (_what, change, code, description) => {
    const { status, body } = await initialise({ ...aRequest(), ...change })
    expect([status, body.code]).toEqual([400, code])
    expect(body.description).toMatch(description)
  })

  test('a body that is not JSON: 608; a content type that is not JSON: 403; no User-Agent: 1010', async () => {
    expect((await initialise('{"apikey"')).body.code).toBe('608')
    const form = await initialise('a=b', { 'content-type': 'application/x-www-form-urlencoded' })
    expect([form.status, form.body.code]).toEqual([403, '403'])
    const bare = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const call = request(`${simulator.url}/v2/payment`, { method: 'POST', headers: { 'content-type': 'application/json' } }, async (response) => {
        let body = ''
        for await (const chunk of response) body += chunk
        resolve({ status: response.statusCode, body })
      })
      call.on('error', reject).end(JSON.stringify(aRequest()))
    })
    expect([bare.status, JSON.parse(bare.body).code]).toEqual([403, '1010'])
  })

  test('a transaction_id is taken once, also when ten ask at once', async () => {
    const asked = aRequest()
    const answers = await Promise.all(Array.from({ length: 10 }, () => initialise(asked)))
    expect(answers.filter(({ body }) => body.code === '201')).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === '608' && /already been used/.test(body.description))).toHaveLength(9)
    await dial({ dial: 'duplicate-code', transaction_id: asked.transaction_id, code: '612', message: 'TRANSACTION_EXISTS' })
    expect((await initialise(asked)).body).toMatchObject({ code: '612', message: 'TRANSACTION_EXISTS' })
  })
})

describe('check', () => {
  test('662 until decided, then 00 with the amount as text; by id or by token', async () => {
    const payment = await aPayment()
    expect((await check(payment.transaction_id)).body).toMatchObject({
      code: '662',
      data: { status: 'PENDING', amount: '12500', payment_method: '', operator_id: null, metadata: 'order:42' },
    })
    await decide(payment.transaction_id, 'accepted', { method: 'WAVECI' })
    const { body } = await check(payment.transaction_id)
    expect(body).toMatchObject({ code: '00', message: 'SUCCES', data: { status: 'ACCEPTED', amount: '12500', currency: 'XOF', payment_method: 'WAVECI' } })
    expect(body.data.payment_date).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    expect(body.data.fund_availability_date).toMatch(/ 00:00:00$/)
    const byToken = await callJson(`${simulator.url}/v2/payment/check`, { ...credentials, payment_token: payment.token })
    expect(byToken.body.data).toEqual(body.data)
  })

  test.each([
    ['refused', {}, '627', 'TRANSACTION_CANCEL', 'REFUSED'],
    ['insufficient', {}, '602', 'INSUFFICIENT_BALANCE', 'REFUSED'],
    ['refused', { code: '804' }, '804', 'OPERATOR_UNAVAILABLE', 'REFUSED'],
    ['waiting', {}, '623', 'WAITING_CUSTOMER_TO_VALIDATE', 'PENDING'],
  ])('%s %o answers %s', async (outcome, more, code, message, status) => {
    const { transaction_id } = await aPayment()
    await decide(transaction_id, outcome, more)
    expect((await check(transaction_id)).body).toMatchObject({ code, message, data: { status, operator_id: null } })
  })

  test('an unknown id, a wrong key and a missing id are refused', async () => {
    expect((await check('NOBODY')).status).toBe(404)
    expect((await callJson(`${simulator.url}/v2/payment/check`, { ...credentials, apikey: 'x', transaction_id: 'A' })).body.code).toBe('609')
    expect((await callJson(`${simulator.url}/v2/payment/check`, credentials)).body.code).toBe('608')
  })

  test('a decision stands: the second is refused, unless forced', async () => {
    const { transaction_id } = await aPayment()
    await decide(transaction_id, 'accepted')
    expect((await decide(transaction_id, 'refused')).status).toBe(409)
    expect((await check(transaction_id)).body.code).toBe('00')
    await decide(transaction_id, 'refused', { force: true })
    expect((await check(transaction_id)).body.code).toBe('627')
    expect((await decide('NOBODY', 'refused')).status).toBe(404)
  })
})

describe('notifications', () => {
  test('a GET ping, then the signed form with the sixteen fields in order', async () => {
    const payment = await aPayment()
    await decide(payment.transaction_id, 'accepted', { phone: '0700000001' })
    await merchant.until(() => merchant.posts(payment.path).length === 1)
    const heard = merchant.received.filter(({ path }) => path === payment.path)
    expect(heard.map(({ method }) => method)).toEqual(['GET', 'POST'])
    const body = heard[1]?.body ?? ''
    expect([...new URLSearchParams(body).keys()].join()).toBe(
      'cpm_site_id,cpm_trans_id,cpm_trans_date,cpm_amount,cpm_currency,signature,payment_method,cel_phone_num,cpm_phone_prefixe,cpm_language,cpm_version,cpm_payment_config,cpm_page_action,cpm_custom,cpm_designation,cpm_error_message',
    )
    const joined = [...new URLSearchParams(body).values()].join('')
    expect(heard[1]?.headers['x-token']).toBe(createHmac('sha256', merchantKeys.secretKey).update(joined).digest('hex'))
    expect(heard[1]?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(fields(body)).toMatchObject({
      cpm_amount: '12500',
      cel_phone_num: '0700000001',
      cpm_custom: 'order:42',
      cpm_error_message: 'SUCCES',
      cpm_designation: 'Photo Abidjan été à Grand-Bassam',
    })
  })

  const reasons = (path: string) => merchant.posts(path).map(({ body }) => fields(body).cpm_error_message)

  test.each([
    ['waiting-first', ['WAITING_FOR_CUSTOMER', 'SUCCES']],
    ['reorder', ['SUCCES', 'WAITING_FOR_CUSTOMER']],
  ])('dial %s', async (name, expected) => {
    const payment = await aPayment()
    await dial({ dial: name, transaction_id: payment.transaction_id })
    await decide(payment.transaction_id, 'accepted')
    await merchant.until(() => merchant.posts(payment.path).length === 2)
    expect(reasons(payment.path)).toEqual(expected)
  })

  test('dial duplicate sends the same form n times', async () => {
    const payment = await aPayment()
    await dial({ dial: 'duplicate', count: 5, transaction_id: payment.transaction_id })
    await decide(payment.transaction_id, 'accepted')
    await merchant.until(() => merchant.posts(payment.path).length === 5)
    expect(new Set(merchant.posts(payment.path).map(({ body }) => body)).size).toBe(1)
  })

  test('dials forged-token, missing-token and tamper: the token does not fit; signed tamper: it does', async () => {
    const tokenFits = async (set: Record<string, unknown>) => {
      const payment = await aPayment()
      await dial({ ...set, transaction_id: payment.transaction_id })
      await decide(payment.transaction_id, 'accepted')
      await merchant.until(() => merchant.posts(payment.path).length === 1)
      const [post] = merchant.posts(payment.path)
      const given = post?.headers['x-token']
      return { given, fits: given === sign(fields(post?.body ?? ''), merchantKeys.secretKey), amount: fields(post?.body ?? '').cpm_amount }
    }
    expect(await tokenFits({ dial: 'forged-token' })).toMatchObject({ fits: false, amount: '12500' })
    expect(await tokenFits({ dial: 'missing-token' })).toMatchObject({ given: undefined })
    expect(await tokenFits({ dial: 'tamper', field: 'cpm_amount', value: '100' })).toMatchObject({ fits: false, amount: '100' })
    expect(await tokenFits({ dial: 'tamper', field: 'cpm_amount', value: '100', signed: true })).toMatchObject({ fits: true, amount: '100' })
  })

  test('dial lost: written down, never sent, while the payment stands', async () => {
    const lost = await aPayment()
    await dial({ dial: 'lost', transaction_id: lost.transaction_id })
    await decide(lost.transaction_id, 'accepted')
    const next = await aPayment()
    await decide(next.transaction_id, 'accepted')
    await merchant.until(() => merchant.posts(next.path).length === 1)
    expect(merchant.posts(lost.path)).toEqual([])
    expect((await bookOf(lost.transaction_id)).notifications).toMatchObject([{ state: 'lost', attempts: 0 }])
    expect((await check(lost.transaction_id)).body.code).toBe('00')
  })

  test('one that is not answered 200 goes out again, and is given up in the end', async () => {
    const payment = await aPayment()
    merchant.state.status = 503
    await decide(payment.transaction_id, 'accepted')
    await merchant.until(() => merchant.posts(payment.path).length === 4)
    merchant.state.status = 200
    await expect.poll(async () => (await bookOf(payment.transaction_id)).notifications).toMatchObject([{ state: 'given_up', attempts: 4, last_status: 503 }])
  })

  test('a notification in flight at kill -9 goes out again at the next start', async () => {
    const database = await postgres.database()
    const doomed = await aSimulatorProcess(database)
    const asked = aRequest()
    await callJson(`${doomed.url}/v2/payment`, asked)
    merchant.state.status = 0
    await callJson(`${doomed.url}/_decide`, { transaction_id: asked.transaction_id, outcome: 'accepted' })
    await merchant.until(() => merchant.posts(`/notify/${asked.transaction_id}`).length === 1)
    doomed.child.kill('SIGKILL')
    await once(doomed.child, 'exit')
    merchant.state.status = 200
    const next = await aSimulator(database)
    await merchant.until(() => merchant.posts(`/notify/${asked.transaction_id}`).length === 2)
    const [first, second] = merchant.posts(`/notify/${asked.transaction_id}`)
    expect(second?.body).toBe(first?.body)
    await expect.poll(async () => (await (await fetch(`${next.url}/_books`)).json()).transactions[0].notifications).toMatchObject([{ state: 'delivered' }])
    await next.close()
  })

  test('one that close() interrupts is no failed attempt: it goes out again at the next start', async () => {
    const database = await postgres.database()
    const first = await aSimulator(database, { retryDelaysMs: [] })
    const asked = aRequest()
    await callJson(`${first.url}/v2/payment`, asked)
    merchant.state.status = 0
    await callJson(`${first.url}/_decide`, { transaction_id: asked.transaction_id, outcome: 'accepted' })
    await merchant.until(() => merchant.posts(`/notify/${asked.transaction_id}`).length === 1)
    await first.close()
    merchant.state.status = 200
    const next = await aSimulator(database)
    await merchant.until(() => merchant.posts(`/notify/${asked.transaction_id}`).length === 2)
    await next.close()
  })
})

describe('dials of a call', () => {
  test('status-500, status-429, not-json, each for `times` calls', async () => {
    const { transaction_id } = await aPayment()
    await dial(
      { dial: 'status-500', on: 'check', transaction_id, times: 1 },
      { dial: 'status-429', on: 'check', transaction_id, times: 1 },
      { dial: 'not-json', on: 'check', transaction_id, times: 1 },
    )
    const call = () =>
      fetch(`${simulator.url}/v2/payment/check`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...credentials, transaction_id }),
      })
    expect((await call()).status).toBe(500)
    expect((await call()).status).toBe(429)
    const page = await call()
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect((await (await call()).json()).code).toBe('662')
  })

  test('time-out with created: no answer, and yet the transaction exists', async () => {
    const asked = aRequest()
    await dial({ dial: 'time-out', on: 'initialise', transaction_id: asked.transaction_id, times: 1, created: true })
    const impatient = fetch(`${simulator.url}/v2/payment`, {
      method: 'POST',
      signal: AbortSignal.timeout(500),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    })
    await expect(impatient).rejects.toMatchObject({ name: 'TimeoutError' })
    await expect.poll(async () => (await check(asked.transaction_id)).body.code).toBe('662')
    expect((await initialise(asked)).body.description).toMatch(/already been used/)
  })

  test('delay, wrong-amount, wrong-currency, accepted-later', async () => {
    const { transaction_id } = await aPayment()
    await dial(
      { dial: 'delay', on: 'check', ms: 120, transaction_id, times: 1 },
      { dial: 'wrong-amount', amount: 100, transaction_id, times: 1 },
      { dial: 'wrong-currency', currency: 'XAF', transaction_id, times: 1 },
    )
    const start = performance.now()
    expect((await check(transaction_id)).body.data).toMatchObject({ amount: '100', currency: 'XAF' })
    expect(performance.now() - start).toBeGreaterThan(115)
    const late = await aPayment()
    await dial({ dial: 'accepted-later', ms: 86_400_000, transaction_id: late.transaction_id, times: 1 })
    await decide(late.transaction_id, 'accepted')
    expect((await check(late.transaction_id)).body).toMatchObject({ code: '662', data: { status: 'PENDING' } })
    await dial({ dial: 'accepted-later', ms: 50, transaction_id, times: 1 })
    await decide(transaction_id, 'accepted')
    await merchant.until(() => merchant.posts(`/notify/${transaction_id}`).length === 1)
    expect((await check(transaction_id)).body.code).toBe('00')
  })

  test('an unknown dial or setting is refused; DELETE forgets all', async () => {
    expect((await dial({ dial: 'nonsense' })).status).toBe(400)
    expect((await dial({ dial: 'delay' })).status).toBe(400)
    await dial({ dial: 'lost', transaction_id: 'X' })
    await fetch(`${simulator.url}/_dials`, { method: 'DELETE' })
    expect(await (await fetch(`${simulator.url}/_dials`)).json()).toEqual([])
  })
})

describe('the hosted page', () => {
  const press = async (page: string, deed: string, operator = 'OM') =>
    (await fetch(page, { method: 'POST', body: new URLSearchParams({ deed, operator }) })).text()

  test('French by default, English on wish, with every operator by name and the card only when its data came', async () => {
    const french = await (await fetch((await aPayment()).page)).text()
    for (const word of [
      '<html lang="fr">',
      'Simulateur',
      '12\u202f500\u00a0F\u00a0CFA',
      'Orange Money',
      'MTN MoMo',
      'Moov Money',
      'Wave',
      '>Payer<',
      '>Refuser<',
      '>Solde insuffisant<',
      '>Attendre<',
      '>Fermer<',
    ])
      expect(french).toContain(word)
    expect(french).not.toContain('Carte bancaire')
    const card = {
      customer_name: 'Awa',
      customer_surname: 'Koné',
      customer_email: 'awa@example.com',
      customer_phone_number: '+2250700000001',
      customer_address: 'Rue 12',
      customer_city: 'Abidjan',
      customer_country: 'CI',
      customer_state: 'CI',
      customer_zip_code: '00225',
    }
    const english = await (await fetch((await aPayment({ ...card, lang: 'en' })).page)).text()
    for (const word of ['<html lang="en">', 'simulator', 'Bank card', '>Pay<', '>Close<']) expect(english).toContain(word)
    expect((await fetch(`${simulator.url}/payment/abc`)).status).toBe(404)
  })

  test.each([
    ['pay', 'MOMO', '00', 'ACCEPTED'],
    ['refuse', 'OM', '627', 'REFUSED'],
    ['insufficient', 'FLOOZ', '602', 'REFUSED'],
    ['wait', 'OM', '623', 'PENDING'],
    ['close', 'OM', '662', 'PENDING'],
  ])('%s with %s: check says %s, and the buyer is sent back by POST', async (deed, operator, code, status) => {
    const payment = await aPayment({ return_url: 'https://shop.example/return?a=1&b="2"' })
    const page = await press(payment.page, deed, operator)
    expect(page).toContain('<form id="back" method="post" action="https://shop.example/return?a=1&#38;b=&#34;2&#34;">')
    expect(page).toContain(`name="transaction_id" value="${payment.transaction_id}"`)
    expect(page).toContain(`name="token" value="${payment.token}"`)
    expect((await check(payment.transaction_id)).body).toMatchObject({ code, data: { status, payment_method: deed === 'close' ? '' : operator } })
  })

  test('pressing twice changes nothing; a card cannot be chosen without its data; return-get goes back by GET', async () => {
    const payment = await aPayment()
    expect((await fetch(payment.page, { method: 'POST', body: new URLSearchParams({ deed: 'pay', operator: 'VISAM' }) })).status).toBe(400)
    await dial({ dial: 'return-get', transaction_id: payment.transaction_id, times: 1 })
    expect(await press(payment.page, 'pay')).toContain('method="get"')
    expect(await press(payment.page, 'refuse')).toContain('method="post"')
    expect((await check(payment.transaction_id)).body.code).toBe('00')
    expect((await bookOf(payment.transaction_id)).notifications).toHaveLength(1)
  })
})

describe('books', () => {
  test('backdate moves a payment and its notifications; a wrong id is named', async () => {
    const payment = await aPayment()
    await decide(payment.transaction_id, 'accepted')
    await expect.poll(async () => (await bookOf(payment.transaction_id)).notifications).toMatchObject([{ state: 'delivered' }])
    const answer = await callJson(`${simulator.url}/_backdate`, { transaction_id: payment.transaction_id, paid_at: '2026-09-01T10:00:00Z' })
    expect(answer).toEqual({ status: 200, body: { absent: [] } })
    const row = await bookOf(payment.transaction_id)
    expect(row.decided_at).toBe('2026-09-01T10:00:00.000Z')
    expect(row.created_at < row.decided_at && row.created_at > '2026-09-01T09').toBe(true)
    expect(row.notifications[0].sent_at).toMatch(/^2026-09-01T10:0/)
    expect((await check(payment.transaction_id)).body.data.payment_date).toBe('2026-09-01 10:00:00')
    expect((await callJson(`${simulator.url}/_backdate`, { transaction_id: 'NOBODY', paid_at: '2026-09-01T10:00:00Z' })).body).toEqual({ absent: ['NOBODY'] })
  })

  test('the page for humans shows what was written, escaped', async () => {
    const payment = await aPayment()
    const page = await (await fetch(simulator.url)).text()
    expect(page).toContain(payment.transaction_id)
    expect(page).not.toContain('undefined')
  })
})
