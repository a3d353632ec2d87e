import { asText, callCinetpay, type Reply, readTime, readXof } from '@/lib/cinetpay-call'
import { env } from '@/lib/env'

export type TransferRequest = {
  /** Ours, committed before the call; CinetPay refuses it a second time (805). */
  clientTransactionId: string
  amountXof: number
  /** Without plus, such as 225. */
  prefix: string
  /** Without prefix. */
  phone: string
  name: string
  surname: string
  email: string
  notifyUrl: string
}

/**
 * `sent`: taken, its end is asked for with checkTransfer. `refused`: nothing moved. `unavailable`: nothing was sent, try again.
 * `duplicate` and `unknown`: it may be on its way, so it is asked about and never sent again.
 */
export type TransferSent =
  | { outcome: 'sent'; providerId: string; lot: string }
  | { outcome: 'refused' | 'duplicate' | 'unavailable' | 'unknown'; code: string; detail: string }

/** `absent`: the provider says that there is no such transfer. */
export type TransferTruth = {
  verdict: 'confirmed' | 'rejected' | 'pending' | 'absent' | 'unavailable'
  code: string
  amountXof: number | null
  providerId: string | null
  /** ISO, UTC. */
  validatedAt: string | null
  raw: unknown
}

function call(path: string, query: Record<string, string>, form?: Record<string, string>): Promise<Reply> {
  const address = new URL(`/v1${path}`, env().CINETPAY_TRANSFER_BASE_URL)
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
  return callCinetpay(address.href, form ? { method: 'POST', body: new URLSearchParams(form) } : { method: 'GET' })
}

const detailOf = (body: Record<string, unknown>) => `${asText(body.message)}: ${asText(body.description)}`

/** A token for the calls of the next 5 minutes, or why there is none. */
async function logIn(): Promise<{ token: string } | { code: string; detail: string }> {
  const { CINETPAY_API_KEY, CINETPAY_TRANSFER_PASSWORD } = env()
  if (!CINETPAY_TRANSFER_PASSWORD) return { code: '', detail: 'CINETPAY_TRANSFER_PASSWORD is not set' }
  const reply = await call('/auth/login', {}, { apikey: CINETPAY_API_KEY, password: CINETPAY_TRANSFER_PASSWORD })
  if ('fault' in reply) return { code: '', detail: reply.fault }
  const data = reply.body.data as { token?: unknown } | null | undefined
  const token = asText(data?.token)
  return asText(reply.body.code) === '0' && token ? { token } : { code: asText(reply.body.code), detail: detailOf(reply.body) }
}

/** Item by item, whether CinetPay nests its list once or twice. */
function firstItem(body: Record<string, unknown>): Record<string, unknown> | null {
  const item: unknown = Array.isArray(body.data) ? body.data.flat(1)[0] : body.data
  return typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : null
}

/** The recipient is a contact and the transfer is with CinetPay, once, or the outcome says why not. Never throws for the provider's faults. */
export async function sendTransfer(request: TransferRequest): Promise<TransferSent> {
  const session = await logIn()
  if (!('token' in session)) return { outcome: 'unavailable', ...session }
  const query = { token: session.token, lang: 'fr' }
  const { prefix, phone, name, surname, email } = request
  const contact = await call('/transfer/contact', query, { data: JSON.stringify([{ prefix, phone, name, surname, email }]) })
  if ('fault' in contact) return { outcome: 'unavailable', code: '', detail: contact.fault }
  const known = ['0', '726'].includes(asText(firstItem(contact.body)?.code)) || asText(contact.body.code) === '726'
  if (!known) return { outcome: 'refused', code: asText(contact.body.code), detail: detailOf(contact.body) }
  const order = { prefix, phone, amount: request.amountXof, notify_url: request.notifyUrl, client_transaction_id: request.clientTransactionId }
  const reply = await call('/transfer/money/send/contact', query, { data: JSON.stringify([order]) })
  if ('fault' in reply) return { outcome: 'unknown', code: '', detail: reply.fault }
  return readSent(reply.body)
}

/** What an answer to send means; anything not understood is `unknown`, since money may be moving. */
export function readSent(body: Record<string, unknown>): TransferSent {
  const item = firstItem(body)
  const code = asText(body.code) === '0' ? asText(item?.code ?? 0) : asText(body.code)
  const providerId = asText(item?.transaction_id)
  if (code === '0' && providerId) return { outcome: 'sent', providerId, lot: asText(item?.lot) }
  const detail = detailOf(body)
  if (code === '805') return { outcome: 'duplicate', code, detail }
  return { outcome: refusals.has(code) ? 'refused' : 'unknown', code, detail }
}

const refusals = new Set([
  ...['602', '701', '702', '703', '704', '705', '706', '707', '708', '709', '715', '716', '717', '718', '719', '720', '721'],
  ...['723', '724', '725', '801', '802', '804'],
])

/** What CinetPay says of the transfer now, by our own id. Never throws for the provider's faults. */
export async function checkTransfer(clientTransactionId: string): Promise<TransferTruth> {
  const nothing = { amountXof: null, providerId: null, validatedAt: null }
  const session = await logIn()
  if (!('token' in session)) return { verdict: 'unavailable', code: session.code, ...nothing, raw: session.detail }
  const reply = await call('/transfer/check/money', { token: session.token, lang: 'fr', client_transaction_id: clientTransactionId })
  if ('fault' in reply) return { verdict: 'unavailable', code: '', ...nothing, raw: reply.fault }
  return readTransfer(reply.body)
}

/** What an answer to the transfer's check means: VAL and REJ are final, 723 is absent, all else stays open. */
export function readTransfer(body: Record<string, unknown>): TransferTruth {
  const code = asText(body.code)
  const item = firstItem(body)
  const status = asText(item?.treatment_status).toUpperCase()
  const final = status === 'VAL' ? 'confirmed' : status === 'REJ' ? 'rejected' : 'pending'
  return {
    verdict: code === '723' ? 'absent' : code === '0' && item ? final : 'unavailable',
    code,
    amountXof: readXof(item?.amount),
    providerId: asText(item?.transaction_id) || null,
    validatedAt: readTime(item?.validated_at),
    raw: body,
  }
}
