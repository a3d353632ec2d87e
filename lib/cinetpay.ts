import { createHmac, timingSafeEqual } from 'node:crypto'
import { asText, callCinetpay, readTime, readXof } from '@/lib/cinetpay-call'
import { env } from '@/lib/env'

/** The most one order may cost. CHECKOUT-V2 publishes no limit: this is the one of CinetPay's newer clients, unconfirmed for this account. */
export const maxXof = 2_500_000

export type CheckoutRequest = {
  /** Capitals, digits and hyphens, at most 30, never used before. */
  transactionId: string
  amountXof: number
  description: string
  locale: 'fr' | 'en'
  /** Comes back in check and in the notice. */
  metadata: string
  notifyUrl: string
  returnUrl: string
  /** With phone, address, city and country the page also offers the bank card. */
  customer: { name: string; surname: string; email: string; phone?: string; address?: string; city?: string; country?: string }
}

export type Initiated =
  | { ok: true; paymentUrl: string; paymentToken: string }
  | { ok: false; reason: 'refused' | 'duplicate' | 'unavailable'; code: string; detail: string }

/** CinetPay's labels for what a buyer paid with, by its own codes; a code that is not here is shown as it is. */
export const methodLabels: Record<string, { fr: string; en: string }> = {
  ...named('Orange Money', ['OM', 'OMSN', 'OMML', 'OMBF']),
  ...named('MTN MoMo', ['MOMO']),
  ...named('Moov Money', ['FLOOZ', 'FLOOZTG', 'MOOVML', 'MOOVBF']),
  ...named('Wave', ['WAVECI', 'WAVESN']),
  ...named('Free Money', ['FREESN']),
  ...named('Expresso', ['EXPRESSOSN']),
  ...named('T-Money', ['TmoneyTG']),
  VISAM: { fr: 'Carte bancaire', en: 'Bank card' },
}

function named(label: string, codes: string[]) {
  return Object.fromEntries(codes.map((code) => [code, { fr: label, en: label }]))
}

function ask(path: string, body: Record<string, unknown>) {
  const { CINETPAY_BASE_URL, CINETPAY_API_KEY, CINETPAY_SITE_ID } = env()
  return callCinetpay(new URL(path, CINETPAY_BASE_URL).href, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apikey: CINETPAY_API_KEY, site_id: CINETPAY_SITE_ID, ...body }),
  })
}

/** The text without what CinetPay refuses in a description: # / $ _ &. */
export function plainDescription(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/[#/$_&]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim() || 'Pouire'
  )
}

function customerFields({ name, surname, email, phone, address, city, country }: CheckoutRequest['customer']) {
  const basic = { customer_name: name, customer_surname: surname, customer_email: email, ...(phone && { customer_phone_number: phone }) }
  // Half of the card data is refused with 624, so it is all of it or none. Most addresses here have no postal code.
  if (!(phone && address && city && country)) return basic
  return { ...basic, customer_address: address, customer_city: city, customer_country: country, customer_state: country, customer_zip_code: '00000' }
}

/** The payment exists at CinetPay and has a page, or not: `duplicate` when the id was used before, `unavailable` when it may or may not exist (check tells). */
export async function initiate(request: CheckoutRequest): Promise<Initiated> {
  const reply = await ask('/v2/payment', {
    transaction_id: request.transactionId,
    amount: request.amountXof,
    currency: 'XOF',
    description: plainDescription(request.description),
    notify_url: request.notifyUrl,
    return_url: request.returnUrl,
    channels: 'ALL',
    lang: request.locale,
    metadata: request.metadata,
    ...customerFields(request.customer),
  })
  if ('fault' in reply) return { ok: false, reason: 'unavailable', code: '', detail: reply.fault }
  return readInitiated(reply.body)
}

/** What an answer to initialise means; the code decides, not the HTTP status. */
export function readInitiated(body: Record<string, unknown>): Initiated {
  const code = asText(body.code)
  const data = asObject(body.data)
  const [paymentUrl, paymentToken] = [asText(data?.payment_url), asText(data?.payment_token)]
  if (code === '201' && /^https?:\/\//.test(paymentUrl) && paymentToken) return { ok: true, paymentUrl, paymentToken }
  const detail = `${asText(body.message)}: ${asText(body.description)}`
  // No code of its own is documented for an id used twice, so the words decide.
  if (/transaction_?id\b.*(already|exist|used|duplicate|déjà|existe|utilis)/i.test(detail)) return { ok: false, reason: 'duplicate', code, detail }
  const transient = ['', '201', '403', '429', '603', '1010'].includes(code)
  return { ok: false, reason: transient ? 'unavailable' : 'refused', code, detail }
}

export type ProviderTruth = {
  verdict: 'accepted' | 'refused' | 'waiting' | 'unknown' | 'unavailable'
  code: string
  amountXof: number | null
  currency: string | null
  method: string | null
  operatorId: string | null
  /** ISO, UTC. */
  paidAt: string | null
  metadata: string | null
  raw: unknown
}

/** What CinetPay says of the payment now; `unavailable` when it could not be asked within 10 s. Never throws for the provider's faults. */
export async function check(transactionId: string): Promise<ProviderTruth> {
  const reply = await ask('/v2/payment/check', { transaction_id: transactionId })
  if (!('fault' in reply)) return readTruth(reply.body)
  return { verdict: 'unavailable', code: '', amountXof: null, currency: null, method: null, operatorId: null, paidAt: null, metadata: null, raw: reply.fault }
}

/** What an answer to check means. */
export function readTruth(body: Record<string, unknown>): ProviderTruth {
  const data = asObject(body.data)
  return {
    verdict: verdictOf(body, data),
    code: asText(body.code),
    amountXof: readXof(data?.amount),
    currency: asText(data?.currency) || null,
    method: asText(data?.payment_method) || null,
    operatorId: asText(data?.operator_id) || null,
    paidAt: readTime(data?.payment_date),
    metadata: asText(data?.metadata) || null,
    raw: body,
  }
}

const failed = new Set(['600', '602', '604', '606', '627'])
/** Codes that other sources call final, or that may be the service's own trouble: only together with REFUSED. */
const failedIfRefused = new Set(['603', '625', '635', '636', '641', '642', '804', '807', '808', '809', '810', '811', '812'])
/** Of us, not of the payment: 609 says AUTH_NOT_FOUND, which must not be taken for an unknown payment. */
const ourFault = new Set(['403', '429', '603', '609', '613', '624', '625', '1010'])
const waiting = new Set(['623', '662', '663', '664'])

function verdictOf(body: Record<string, unknown>, data: Record<string, unknown> | null): ProviderTruth['verdict'] {
  const code = asText(body.code)
  const status = asText(data?.status).toUpperCase()
  const refused = ['REFUSED', 'CANCELED', 'CANCELLED'].includes(status)
  if (!data) {
    if (ourFault.has(code)) return 'unavailable'
    if (/not.?found|does not exist|n.existe pas|introuvable/i.test(`${asText(body.message)} ${asText(body.description)}`)) return 'unknown'
    return failed.has(code) ? 'refused' : waiting.has(code) ? 'waiting' : 'unavailable'
  }
  if (code === '00' && status === 'ACCEPTED') return 'accepted'
  if (failed.has(code) && (refused || status === '')) return 'refused'
  if (failedIfRefused.has(code) && refused) return 'refused'
  return 'waiting' // Whatever is not listed as final, contradictions included: it is asked about again.
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
}

/** The fields that the x-token covers, in the order in which they are joined. */
const noticeFields = [
  ...['cpm_site_id', 'cpm_trans_id', 'cpm_trans_date', 'cpm_amount', 'cpm_currency', 'signature', 'payment_method', 'cel_phone_num'],
  ...['cpm_phone_prefixe', 'cpm_language', 'cpm_version', 'cpm_payment_config', 'cpm_page_action', 'cpm_custom', 'cpm_designation', 'cpm_error_message'],
]

/** The x-token these fields must come with, lower-case hex. */
export function noticeToken(fields: Record<string, string>, secretKey: string): string {
  return createHmac('sha256', secretKey)
    .update(noticeFields.map((name) => fields[name] ?? '').join(''))
    .digest('hex')
}

/** A notification from CinetPay: who speaks is proven, what it says is only a hint. */
export type Notice = { transactionId: string; siteId: string; fields: Record<string, string> }

export type NoticeRead = { kind: 'notice'; notice: Notice } | { kind: 'bad-token' } | { kind: 'too-large' } | { kind: 'malformed' }

const bodyLimitBytes = 64 * 1024

/** The notice, if its form carries the right x-token. Without a secret, or a token, nothing is believed. */
export async function readNotice(request: Request): Promise<NoticeRead> {
  const body = await readAtMost(request, bodyLimitBytes)
  if (body === 'too-large' || body === 'broken') return { kind: body === 'broken' ? 'malformed' : body }
  const given = request.headers.get('x-token')
  const secretKey = env().CINETPAY_SECRET_KEY
  if (!given || !secretKey) return { kind: 'bad-token' }
  const form = await readForm(body, request.headers.get('content-type') ?? '')
  if (!form) return { kind: 'malformed' }
  const expected = Buffer.from(noticeToken(form, secretKey))
  const actual = Buffer.from(given)
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return { kind: 'bad-token' }
  if (!form.cpm_trans_id || !form.cpm_site_id) return { kind: 'malformed' }
  return { kind: 'notice', notice: { transactionId: form.cpm_trans_id, siteId: form.cpm_site_id, fields: form } }
}

async function readAtMost(request: Request, limitBytes: number): Promise<Uint8Array<ArrayBuffer> | 'too-large' | 'broken'> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) return 'too-large'
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  try {
    for await (const chunk of request.body ?? []) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > limitBytes) return 'too-large'
      chunks.push(chunk)
    }
  } catch {
    return 'broken' // The sender hung up in the middle: there is no notice, and nobody to answer.
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** The sixteen fields (a missing one is left out); null for another content type, a field given twice, a file, or a NUL that no database takes. */
async function readForm(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<Record<string, string> | null> {
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(contentType)) return null
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData().catch((error: unknown) => {
    if (error instanceof TypeError) return null // Not the form it says it is.
    throw error
  })
  if (!form) return null
  const fields: Record<string, string> = {}
  for (const name of noticeFields) {
    const [value, second] = form.getAll(name)
    if (second !== undefined || (value !== undefined && typeof value !== 'string') || value?.includes('\0')) return null
    if (value !== undefined) fields[name] = value
  }
  return fields
}
