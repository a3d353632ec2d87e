import { randomBytes, randomInt } from 'node:crypto'
import type { Pool } from 'pg'
import { type Merchant, providerTime, type Transaction } from './books'
import { checkMessages } from './decide'
import { takeDial } from './dials'

export type Answer = { status: number; body: Record<string, unknown> }

const highestAmountXof = 2_500_000 // CHECKOUT-V2 publishes none: the figure of CinetPay's newer clients.
const channelNames = ['ALL', 'MOBILE_MONEY', 'CREDIT_CARD', 'WALLET']
const cardFields = ['address', 'city', 'country', 'state', 'zip_code'].map((name) => `customer_${name}`)
const customerFields = [...['id', 'name', 'surname', 'email', 'phone_number'].map((name) => `customer_${name}`), ...cardFields]

/** `<unix seconds>.<4 digits>`, as in every answer. */
function answerId(): string {
  return `${Math.floor(Date.now() / 1_000)}.${randomInt(1_000, 10_000)}`
}

function answer(status: number, code: string, message: string, rest: Record<string, unknown> = {}): Answer {
  return { status, body: { code, message, ...rest, api_response_id: answerId() } }
}

export function refuse(code: string, message: string, description: string): Answer {
  return answer(code === '403' || code === '1010' ? 403 : code === '429' ? 429 : 400, code, message, { description })
}
const missing = (description: string) => refuse('608', 'MINIMUM_REQUIRED_FIELDS', description)
const processing = (description: string) => refuse('624', 'An error occurred while processing the request', description)

/** Who calls is the merchant, or the refusal: 609 for the key, 613 for the site. */
function stranger(body: Record<string, unknown>, merchant: Merchant): Answer | null {
  if (typeof body.apikey !== 'string' || !body.apikey) return missing('apikey is required')
  if (body.site_id === undefined || body.site_id === '') return missing('site_id is required')
  if (body.apikey !== merchant.apiKey) return refuse('609', 'AUTH_NOT_FOUND', 'the apikey is not known')
  if (String(body.site_id) !== merchant.siteId) return refuse('613', 'ERROR_SITE_ID_NOTVALID', 'the site_id is not valid')
  return null
}

function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}

/** The first thing wrong with a request for payment, as CinetPay would say it, or null. */
function faultOf(body: Record<string, unknown>): Answer | null {
  for (const name of ['transaction_id', 'currency', 'description', 'notify_url', 'return_url', 'channels']) {
    if (typeof body[name] !== 'string' || !body[name]) return missing(`${name} is required and must be a string`)
  }
  for (const name of ['transaction_id', 'description']) {
    if (/[#/$_&]/.test(body[name] as string)) return missing(`${name} must not contain # / $ _ &`)
  }
  if (!Number.isInteger(body.amount)) return missing('amount is required and must be an integer')
  const amount = body.amount as number
  if (body.currency !== 'XOF') return missing('currency must be the one of the account, XOF')
  if (amount % 5 !== 0) return missing('amount must be a multiple of 5')
  if (amount < 100) return refuse('641', 'ERROR_AMOUNT_TOO_LOW', 'the amount is below 100')
  if (amount > highestAmountXof) return refuse('642', 'ERROR_AMOUNT_TOO_HIGH', `the amount is above ${highestAmountXof}`)
  for (const name of ['notify_url', 'return_url']) if (!isWebAddress(body[name])) return missing(`${name} is not a valid URL`)
  const channels = (body.channels as string).split(',')
  if (channels.some((name) => !channelNames.includes(name))) return missing('channels is not valid')
  if (body.lang !== undefined && body.lang !== 'fr' && body.lang !== 'en') return missing('lang must be fr or en')
  if (body.metadata !== undefined && typeof body.metadata !== 'string') return missing('metadata must be a string')
  for (const name of customerFields) if (body[name] !== undefined && typeof body[name] !== 'string') return missing(`${name} must be a string`)
  if (!invoiceFits(body.invoice_data)) return missing('invoice_data must be an object of at most 3 entries')
  if (body.lock_phone_number !== undefined && typeof body.lock_phone_number !== 'boolean') return missing('lock_phone_number must be a boolean')
  if (body.lock_phone_number && !/^\+?\d{8,15}$/.test(String(body.customer_phone_number ?? '')))
    return processing('lock_phone_number needs a valid customer_phone_number')
  const card = channels.includes('CREDIT_CARD') || cardFields.some((name) => body[name])
  if (card && !(body.customer_address && body.customer_city)) return processing('card data without customer_address and customer_city')
  return null
}

function invoiceFits(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length <= 3)
}

/** POST /v2/payment: the transaction is in the books and has a page to be paid on, or the refusal says why not. */
export async function initialise(pool: Pool, merchant: Merchant, origin: string, body: Record<string, unknown>): Promise<Answer> {
  const fault = stranger(body, merchant) ?? faultOf(body)
  if (fault) return fault
  const customer = Object.fromEntries(customerFields.filter((name) => body[name]).map((name) => [name, body[name] as string]))
  const cardOffered = [...cardFields, 'customer_name', 'customer_surname', 'customer_email', 'customer_phone_number'].every((name) => customer[name])
  const token = randomBytes(48).toString('hex')
  const { rowCount } = await pool.query(
    `insert into transactions (transaction_id, payment_token, amount, currency, description, notify_url, return_url, channels, lang,
       metadata, customer, phone_locked, card_offered) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (transaction_id) do nothing`,
    [
      body.transaction_id,
      token,
      body.amount,
      body.currency,
      body.description,
      body.notify_url,
      body.return_url,
      body.channels,
      body.lang ?? 'fr',
      body.metadata ?? null,
      customer,
      body.lock_phone_number ?? false,
      cardOffered,
    ],
  )
  if (rowCount === 0) {
    const wanted = await takeDial(pool, 'duplicate-code', body.transaction_id as string)
    return refuse(wanted?.code ?? '608', wanted?.message ?? 'MINIMUM_REQUIRED_FIELDS', 'transaction_id has already been used')
  }
  return answer(200, '201', 'CREATED', {
    description: 'Transaction created with success',
    data: { payment_token: token, payment_url: `${origin}/payment/${token}` },
  })
}

/** POST /v2/payment/check: what the books say, 662 until a decision is visible, bent by the dials. */
export async function check(pool: Pool, merchant: Merchant, body: Record<string, unknown>): Promise<Answer> {
  const token = body.token ?? body.payment_token
  const key = body.transaction_id ?? token
  const fault = stranger(body, merchant) ?? (typeof key === 'string' && key ? null : missing('transaction_id or token is required'))
  if (fault) return fault
  const column = body.transaction_id === undefined ? 'payment_token' : 'transaction_id'
  const { rows } = await pool.query<Transaction & { visible: boolean }>(
    `select *, coalesce(visible_at <= clock_timestamp(), false) as visible from transactions where ${column} = $1`,
    [key],
  )
  const payment = rows[0]
  // CinetPay does not document its answer to an unknown id: this one is ours.
  if (!payment) return { ...refuse('723', 'NOT_FOUND', 'the transaction does not exist'), status: 404 }
  const id = payment.transaction_id
  const amount = (await takeDial(pool, 'wrong-amount', id))?.amount ?? payment.amount
  const currency = (await takeDial(pool, 'wrong-currency', id))?.currency ?? payment.currency
  const code = payment.visible ? payment.code : '662'
  const paidAt = payment.visible ? payment.decided_at : null
  return answer(200, code, checkMessages[code] ?? 'PAYMENT_FAILED', {
    data: {
      amount: String(amount),
      currency,
      status: payment.visible ? payment.status : 'PENDING',
      payment_method: payment.visible ? (payment.payment_method ?? '') : '',
      description: payment.description,
      metadata: payment.metadata,
      operator_id: payment.visible ? payment.operator_id : null,
      payment_date: paidAt && payment.status === 'ACCEPTED' ? providerTime(paidAt) : ' ',
      fund_availability_date:
        paidAt && payment.status === 'ACCEPTED' ? `${providerTime(new Date(paidAt.getTime() + 2 * 86_400_000)).slice(0, 10)} 00:00:00` : ' ',
    },
  })
}
