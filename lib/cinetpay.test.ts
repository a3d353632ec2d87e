import { expect, test, vi } from 'vitest'
import { maxXof, methodLabels, noticeToken, plainDescription, readInitiated, readNotice, readTruth } from './cinetpay'
import { readTime, readXof } from './cinetpay-call'

const secretKey = 'POUIRE-TEST-SECRET-0123456789abcdef'
const configured = vi.hoisted(() => ({ CINETPAY_SECRET_KEY: 'POUIRE-TEST-SECRET-0123456789abcdef' }))
vi.mock('@/lib/env', () => ({ env: () => configured }))

const vectorA: Record<string, string> = {
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
const vectorB = {
  ...vectorA,
  cpm_trans_id: 'PX-20261122-000043',
  cpm_amount: '5000',
  payment_method: 'VISAM',
  cel_phone_num: '',
  cpm_phone_prefixe: '',
  cpm_custom: '',
  cpm_designation: 'Photo Abidjan été à Grand-Bassam',
  cpm_error_message: 'TRANSACTION_CANCEL',
}
const tokenA = '6d8d75e9f86305230209aed22c2b61e288edaf2d06b4866c7cbd2ed2e19aa501'
const tokenB = '3c12054fd0ec269c1e95488a2bc6039bac2dc1eaa202b731431f16180a8d3d7c'
const { cpm_error_message: _, ...withoutLast } = vectorA

test.each([
  ['A', vectorA, tokenA],
  ['B', vectorB, tokenB],
  ['A with another amount', { ...vectorA, cpm_amount: '100' }, '797c6da4ba56c78d592e8fa6a9ec061bb7a8e33598a095268aedd4d0d84caa36'],
  ['A without its last field', withoutLast, '5f564062a34774ea54a9d1a7e05b405d59382311c566a8ca4a2cc1a3b657b964'],
])('the token of vector %s', (_name, fields, token) => {
  expect(noticeToken(fields, secretKey)).toBe(token)
})

const formType = 'application/x-www-form-urlencoded'
const post = (body: BodyInit, headers: Record<string, string>) => readNotice(new Request('https://shop.example/hook', { method: 'POST', body, headers }))
const posted = (fields: Record<string, string>, token: string | null) =>
  post(new URLSearchParams(fields).toString(), { 'content-type': `${formType}; charset=UTF-8`, ...(token === null ? {} : { 'x-token': token }) })

test('a notice under its token is read, accents included, in any posted order', async () => {
  expect(await posted(vectorA, tokenA)).toEqual({ kind: 'notice', notice: { transactionId: 'PX-20261122-000042', siteId: '999001', fields: vectorA } })
  expect(await posted(vectorB, tokenB)).toMatchObject({ kind: 'notice', notice: { fields: { cpm_designation: 'Photo Abidjan été à Grand-Bassam' } } })
  expect(await posted(Object.fromEntries(Object.entries(vectorA).reverse()), tokenA)).toMatchObject({ kind: 'notice' })
  expect(await posted({ ...vectorA, extra: 'x' }, tokenA)).toEqual({ kind: 'notice', notice: expect.objectContaining({ fields: vectorA }) })
})

test('the same notice as multipart, as a form tool would send it', async () => {
  const form = new FormData()
  for (const [name, value] of Object.entries(vectorA)) form.append(name, value)
  expect(await post(form, { 'x-token': tokenA })).toMatchObject({ kind: 'notice', notice: { fields: vectorA } })
  form.set('cpm_custom', new File(['order:42'], 'a.txt'))
  expect(await post(form, { 'x-token': tokenA })).toEqual({ kind: 'malformed' })
})

test.each(Object.keys(vectorA))('%s changed under the same token is refused', async (name) => {
  expect(await posted({ ...vectorA, [name]: `${vectorA[name]}0` }, tokenA)).toEqual({ kind: 'bad-token' })
  expect(await posted({ ...vectorA, [name]: '' }, tokenA)).toEqual({ kind: 'bad-token' })
})

test.each([
  ['none', null],
  ['an empty one', ''],
  ['that of another notice', tokenB],
  ['capitals', tokenA.toUpperCase()],
  ['a shortened one', tokenA.slice(0, -1)],
  ['a longer one', `${tokenA}0`],
  ['one of other letters', 'é'.repeat(64)],
  ['one by another secret', noticeToken(vectorA, 'another secret of some length')],
])('a token that is wrong is refused: %s', async (_what, token) => {
  expect(await posted(vectorA, token === null ? null : encodeURI(token))).toEqual({ kind: 'bad-token' })
})

test('without a secret nothing is believed, not even a token made with the empty secret', async () => {
  configured.CINETPAY_SECRET_KEY = ''
  expect(await posted(vectorA, noticeToken(vectorA, ''))).toEqual({ kind: 'bad-token' })
  configured.CINETPAY_SECRET_KEY = secretKey
})

test('characters shifted between neighbours pass the token: so the values are only hints', async () => {
  const shifted = { ...vectorA, cpm_trans_date: '2026-11-22 10:15:301', cpm_amount: '2500' }
  expect(await posted(shifted, tokenA)).toMatchObject({ kind: 'notice', notice: { fields: { cpm_amount: '2500' } } })
})

test('more than 64 kB is too large, said in the header or not', async () => {
  const big = `cpm_trans_id=${'A'.repeat(64 * 1024)}`
  expect(await post(big, { 'content-type': formType, 'x-token': tokenA, 'content-length': '70000' })).toEqual({ kind: 'too-large' })
  expect(await post(big, { 'content-type': formType, 'x-token': tokenA })).toEqual({ kind: 'too-large' })
  expect(await post(big, { 'content-type': formType, 'x-token': tokenA, 'content-length': '5' })).toEqual({ kind: 'too-large' })
})

test('another content type, a field given twice, a NUL and a body cut short are malformed', async () => {
  const form = new URLSearchParams(vectorA).toString()
  expect(await post(JSON.stringify(vectorA), { 'content-type': 'application/json', 'x-token': tokenA })).toEqual({ kind: 'malformed' })
  expect(await post(`${form}&cpm_amount=12500`, { 'content-type': formType, 'x-token': tokenA })).toEqual({ kind: 'malformed' })
  expect(await post('--x\r\nnonsense', { 'content-type': 'multipart/form-data; boundary=x', 'x-token': tokenA })).toEqual({ kind: 'malformed' })
  const nul = { ...vectorA, cpm_custom: 'a\0b' }
  expect(await posted(nul, noticeToken(nul, secretKey))).toEqual({ kind: 'malformed' })
  const nameless = { ...vectorA, cpm_trans_id: '' }
  expect(await posted(nameless, noticeToken(nameless, secretKey))).toEqual({ kind: 'malformed' })
  const cut = new ReadableStream({ pull: (controller) => controller.error(new Error('aborted')) })
  const request = new Request('https://shop.example/hook', {
    method: 'POST',
    body: cut,
    duplex: 'half',
    headers: { 'content-type': formType, 'x-token': tokenA },
  } as RequestInit)
  expect(await readNotice(request)).toEqual({ kind: 'malformed' })
})

test.each([
  ['100', 100],
  ['300.0', 300],
  ['300.00', 300],
  [12_500, 12_500],
  [' 500 ', 500],
  ['300.5', null],
  ['3 000', null],
  ['3,000', null],
  ['-5', null],
  ['1e3', null],
  ['', null],
  [null, null],
  [true, null],
])('amount %j is %j', (given, expected) => {
  expect(readXof(given)).toBe(expected)
})

test.each([
  ['2026-11-22 10:15:30', '2026-11-22T10:15:30.000Z'],
  [' ', null],
  ['0000-00-00 00:00:00', null],
  ['2026-13-01 10:00:00', null],
  [null, null],
])('time %j is %j', (given, expected) => {
  expect(readTime(given)).toBe(expected)
})

const data = {
  amount: '12500',
  currency: 'XOF',
  status: 'ACCEPTED',
  payment_method: 'OM',
  metadata: 'order:42',
  operator_id: 'MP1',
  payment_date: '2026-11-22 10:15:30',
}
const verdict = (code: unknown, status?: string) => readTruth({ code, message: 'X', data: { ...data, status } }).verdict

test('accepted needs the code 00 and the status ACCEPTED, both', () => {
  expect(readTruth({ code: '00', message: 'SUCCES', data })).toEqual({
    verdict: 'accepted',
    code: '00',
    amountXof: 12_500,
    currency: 'XOF',
    method: 'OM',
    operatorId: 'MP1',
    paidAt: '2026-11-22T10:15:30.000Z',
    metadata: 'order:42',
    raw: { code: '00', message: 'SUCCES', data },
  })
  for (const code of [0, '0', '', '201', '662', '600', '627', undefined]) expect(verdict(code, 'ACCEPTED')).toBe('waiting')
  for (const status of ['PENDING', 'REFUSED', 'WAITING_FOR_CUSTOMER', undefined]) expect(verdict('00', status)).toBe('waiting')
  expect(readTruth({ code: '00', message: 'SUCCES' }).verdict).toBe('unavailable')
})

test.each(['600', '602', '604', '606', '627'])('%s is refused, with the status REFUSED or without one', (code) => {
  expect([verdict(code, 'REFUSED'), verdict(code, 'CANCELED'), verdict(code), verdict(Number(code), 'REFUSED')]).toEqual([
    'refused',
    'refused',
    'refused',
    'refused',
  ])
  expect(verdict(code, 'PENDING')).toBe('waiting')
})

test.each(['603', '625', '635', '636', '641', '642', '804', '807', '808', '809', '810', '811', '812'])('%s is refused only with the status REFUSED', (code) => {
  expect([verdict(code, 'REFUSED'), verdict(code), verdict(code, 'PENDING')]).toEqual(['refused', 'waiting', 'waiting'])
})

test.each(['623', '662', '663', '664'])('%s is waiting', (code) => {
  expect([verdict(code, 'PENDING'), verdict(code, 'WAITING_FOR_CUSTOMER'), verdict(code, 'REFUSED'), readTruth({ code }).verdict]).toEqual(
    Array(4).fill('waiting'),
  )
})

test.each(['601', '605', '607', '610', '626', '660', '661', '800', '999'])('%s is not listed as final, so it waits', (code) => {
  expect(verdict(code, 'REFUSED')).toBe('waiting')
})

test.each(['403', '429', '603', '609', '613', '624', '625', '1010'])('%s without data: we could not ask', (code) => {
  expect(readTruth({ code, message: 'AUTH_NOT_FOUND', description: 'the apikey is wrong' }).verdict).toBe('unavailable')
})

test.each(['608', '999', '', '201'])('%s without data and without words we know: we could not ask', (code) => {
  expect(readTruth({ code, message: 'MINIMUM_REQUIRED_FIELDS', description: 'transaction_id is required' }).verdict).toBe('unavailable')
})

test('a provider that does not know the transaction says so, in words', () => {
  expect(readTruth({ code: '723', message: 'NOT_FOUND', description: '' }).verdict).toBe('unknown')
  expect(readTruth({ code: '608', message: 'X', description: "La transaction n'existe pas" }).verdict).toBe('unknown')
  expect(readTruth({ code: '609', message: 'AUTH_NOT_FOUND', description: 'x' }).verdict).toBe('unavailable')
})

test('the answer of 2021, without status and amount, is never paid', () => {
  const old = readTruth({
    code: '00',
    message: 'SUCCES',
    data: { operator_id: 'MP1', payment_method: 'OM', payment_date: '2021-09-30 17:43:00', phone_number: '07' },
  })
  expect(old).toMatchObject({ verdict: 'waiting', amountXof: null, currency: null, paidAt: '2021-09-30T17:43:00.000Z' })
})

const created = { code: '201', message: 'CREATED', data: { payment_token: 't', payment_url: 'https://checkout.cinetpay.com/payment/t' } }

test('initiated: 201 as text or number, with an address and a token', () => {
  const ok = { ok: true, paymentUrl: 'https://checkout.cinetpay.com/payment/t', paymentToken: 't' }
  expect([readInitiated(created), readInitiated({ ...created, code: 201 })]).toEqual([ok, ok])
  expect(readInitiated({ ...created, data: { payment_token: 't', payment_url: 'javascript:alert(1)' } })).toMatchObject({ ok: false, reason: 'unavailable' })
  expect(readInitiated({ ...created, data: null })).toMatchObject({ ok: false, reason: 'unavailable' })
})

test.each([
  ['608', 'amount is required', 'refused'],
  ['609', 'AUTH', 'refused'],
  ['613', '', 'refused'],
  ['624', '', 'refused'],
  ['625', '', 'refused'],
  ['641', '', 'refused'],
  ['642', '', 'refused'],
  ['608', 'transaction_id is required', 'refused'],
  ['608', 'transaction_id has already been used', 'duplicate'],
  ['612', 'the transactionId exists', 'duplicate'],
  ['403', '', 'unavailable'],
  ['429', '', 'unavailable'],
  ['1010', '', 'unavailable'],
  ['603', '', 'unavailable'],
])('initialise answered %s "%s" is %s', (code, description, reason) => {
  expect(readInitiated({ code, message: 'X', description })).toMatchObject({ ok: false, reason, code })
})

test('a description keeps its accents and loses what CinetPay refuses', () => {
  expect(plainDescription('Photo #42 / été & $ à_Bassam')).toBe('Photo 42 été à Bassam')
  expect(plainDescription('##')).toBe('Pouire')
})

test('labels and the cap', () => {
  expect(methodLabels.OM).toEqual({ fr: 'Orange Money', en: 'Orange Money' })
  expect(methodLabels.VISAM?.fr).toBe('Carte bancaire')
  expect(maxXof % 25).toBe(0)
})
