import { createHmac, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { type Merchant, type Notification, providerTime, type Sql, type Transaction } from './books'
import { takeDial } from './dials'

const signedFields = [
  'cpm_site_id',
  'cpm_trans_id',
  'cpm_trans_date',
  'cpm_amount',
  'cpm_currency',
  'signature',
  'payment_method',
  'cel_phone_num',
  'cpm_phone_prefixe',
  'cpm_language',
  'cpm_version',
  'cpm_payment_config',
  'cpm_page_action',
  'cpm_custom',
  'cpm_designation',
  'cpm_error_message',
] as const

/** The x-token: the sixteen values in CinetPay's order with nothing between them, HMAC-SHA256, lower-case hex. */
export function sign(fields: Record<string, string>, secretKey: string): string {
  const message = signedFields.map((name) => fields[name] ?? '').join('')
  return createHmac('sha256', secretKey).update(message, 'utf8').digest('hex')
}

function paymentFields(payment: Transaction, siteId: string, reason: string): Record<string, string> {
  return {
    cpm_site_id: siteId,
    cpm_trans_id: payment.transaction_id,
    cpm_trans_date: providerTime(payment.decided_at ?? payment.created_at),
    cpm_amount: String(payment.amount),
    cpm_currency: payment.currency,
    signature: randomBytes(20).toString('hex'),
    payment_method: payment.payment_method ?? '',
    cel_phone_num: payment.phone ?? '',
    cpm_phone_prefixe: payment.phone ? '225' : '',
    cpm_language: payment.lang,
    cpm_version: 'V4',
    cpm_payment_config: 'SINGLE',
    cpm_page_action: 'PAYMENT',
    cpm_custom: payment.metadata ?? '',
    cpm_designation: payment.description,
    cpm_error_message: reason,
  }
}

/** The final notification of a payment stands in the queue, due at `dueAt`, as the dials want it: with a waiting one, n-fold, forged, lost. */
export async function queueFinal(sql: Sql, merchant: Merchant, payment: Transaction, reason: string, dueAt: Date) {
  const id = payment.transaction_id
  const reordered = await takeDial(sql, 'reorder', id)
  const waiting = reordered ?? (await takeDial(sql, 'waiting-first', id))
  const both = [...(waiting ? (['waiting'] as const) : []), 'final' as const]
  for (const kind of reordered ? both.reverse() : both) {
    await queuePayment(sql, merchant, payment, kind, kind === 'final' ? reason : 'WAITING_FOR_CUSTOMER', dueAt)
  }
}

/** One notification of a payment stands in the queue (n copies with the duplicate dial, which go out together). */
export async function queuePayment(sql: Sql, merchant: Merchant, payment: Transaction, kind: 'waiting' | 'final', reason: string, dueAt: Date) {
  const id = payment.transaction_id
  const fields = paymentFields(payment, merchant.siteId, reason)
  const tampered = await takeDial(sql, 'tamper', id)
  if (tampered?.signed) fields[tampered.field] = tampered.value
  const forged = await takeDial(sql, 'forged-token', id)
  const missing = forged ? null : await takeDial(sql, 'missing-token', id)
  const token = missing ? null : sign(fields, forged ? `not ${merchant.secretKey}` : merchant.secretKey)
  if (tampered && !tampered.signed) fields[tampered.field] = tampered.value
  const lost = await takeDial(sql, 'lost', id)
  const later = await takeDial(sql, 'notify-later', id)
  const copies = (await takeDial(sql, 'duplicate', id))?.count ?? 1
  await sql.query(
    `insert into notifications (subject, kind, burst, url, fields, token, token_is, state, due_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9 from generate_series(1, $10)`,
    [
      id,
      kind,
      randomBytes(8).toString('hex'),
      payment.notify_url,
      JSON.stringify(fields),
      token,
      forged ? 'forged' : missing ? 'missing' : 'good',
      lost ? 'lost' : 'queued',
      new Date(dueAt.getTime() + (later?.ms ?? 0)),
      copies,
    ],
  )
}

/** A transfer's notification stands in the queue; CinetPay signs none of these. */
export async function queueTransfer(sql: Sql, subject: string, url: string, fields: Record<string, string>) {
  await sql.query(`insert into notifications (subject, kind, burst, url, fields, token_is) values ($1, 'transfer', $2, $3, $4, 'none')`, [
    subject,
    randomBytes(8).toString('hex'),
    url,
    JSON.stringify(fields),
  ])
}

const answerLimitMs = 10_000

/** Sends what is due: a burst at once, one burst after the other for the same payment, different payments side by side. */
export function makeSender(pool: Pool, retryDelaysMs: number[], onDone: () => void, log: (line: string) => void) {
  const busy = new Map<string, Promise<void>>()
  const closing = new AbortController()

  async function deliver(notice: Notification) {
    const status = await post(notice, closing.signal)
    // Interrupted by our own stop: it stays queued and goes out again at the next start.
    if (closing.signal.aborted) return
    const retryMs = retryDelaysMs[notice.attempts]
    const state = status === 200 ? 'delivered' : retryMs === undefined ? 'given_up' : 'queued'
    await pool.query(
      `update notifications set state = $2, attempts = attempts + 1, last_status = $3, sent_at = clock_timestamp(),
         due_at = clock_timestamp() + make_interval(secs => $4) where id = $1`,
      [notice.id, state, status, (retryMs ?? 0) / 1_000],
    )
  }

  async function sendDue(): Promise<number | null> {
    const taken = [...busy.keys()]
    const { rows } = await pool.query<Notification>(
      `select * from notifications where state = 'queued' and due_at <= clock_timestamp() and subject <> all($1)
       order by due_at, id limit 500`,
      [taken],
    )
    for (const first of rows) {
      if (busy.has(first.subject)) continue
      const burst = rows.filter((notice) => notice.subject === first.subject && notice.burst === first.burst)
      const sent = Promise.all(burst.map(deliver))
        .catch((error: Error) => log(`cinetpay: could not write down a notification: ${error.message}`))
        .then(() => {
          busy.delete(first.subject)
          onDone()
        })
      busy.set(first.subject, sent)
    }
    const next = await pool.query<{ ms: number | null }>(
      `select (extract(epoch from min(due_at) - clock_timestamp()) * 1000)::float8 as ms
       from notifications where state = 'queued' and subject <> all($1)`,
      [[...busy.keys()]],
    )
    return next.rows[0]?.ms ?? null
  }

  async function close() {
    closing.abort()
    await Promise.all(busy.values())
  }
  return { sendDue, close }
}

/** The HTTP status of the merchant's answer (of the GET ping, if that was not 200), 0 when none came within 10 s. */
async function post(notice: Notification, stop: AbortSignal): Promise<number> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(answerLimitMs)])
  const common = { redirect: 'manual' as const, signal }
  try {
    const ping = await fetch(notice.url, { ...common, headers: { 'user-agent': 'CinetPay-simulator' } })
    await ping.arrayBuffer()
    if (ping.status !== 200) return ping.status
    const answer = await fetch(notice.url, {
      ...common,
      method: 'POST',
      headers: {
        'user-agent': 'CinetPay-simulator',
        'content-type': 'application/x-www-form-urlencoded',
        ...(notice.token === null ? {} : { 'x-token': notice.token }),
      },
      body: new URLSearchParams(notice.fields).toString(),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    // fetch rejects when nobody listens, the line breaks or the time is up: all three mean "no answer, try again".
    return 0
  }
}
