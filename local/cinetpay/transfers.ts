import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import { inTransaction, type Merchant, providerTime, type Sql, type Transfer } from './books'
import type { Answer } from './checkout'
import { takeDial } from './dials'
import { parseJson } from './exchange'
import { queueTransfer } from './notify'

const tokenLifeSeconds = 300
const lowestAmountXof = 200
const highestAmountXof = 1_500_000
const usualStepMs = 400

const done = (data: unknown): Answer => ({ status: 200, body: { code: 0, message: 'OPERATION_SUCCES', data } })
const refuse = (code: string, message: string, description: string, status = 200): Answer => ({ status, body: { code, message, description } })

function tokenMac(merchant: Merchant, expires: string): string {
  return createHmac('sha256', `${merchant.transferPassword}:${merchant.apiKey}`).update(expires).digest('hex')
}

/** POST /v1/auth/login: a token good for 5 minutes; it outlives a restart, since it carries its own end. */
export function login(merchant: Merchant, form: URLSearchParams): Answer {
  if (form.get('apikey') !== merchant.apiKey || form.get('password') !== merchant.transferPassword) {
    return refuse('701', 'INVALID_CREDENTIALS', 'the apikey or the password is wrong')
  }
  const expires = String(Math.floor(Date.now() / 1_000) + tokenLifeSeconds)
  return done({ token: `${expires}.${tokenMac(merchant, expires)}` })
}

/** Null when the token in the query is good, else the refusal: 702 for none, 703 for a wrong or old one. */
export function tokenFault(merchant: Merchant, query: URLSearchParams): Answer | null {
  const [expires = '', mac = ''] = (query.get('token') ?? '').split('.')
  if (!expires) return refuse('702', 'TOKEN_REQUIRED', 'the token is missing')
  const expected = Buffer.from(tokenMac(merchant, expires))
  const given = Buffer.from(mac)
  const genuine = given.length === expected.length && timingSafeEqual(given, expected)
  return genuine && Number(expires) > Date.now() / 1_000 ? null : refuse('703', 'TOKEN_INVALID', 'the token is wrong or has expired')
}

/** What can be paid out, XOF: accepted payments (or the configured sum) less every transfer that was not rejected. */
export async function payoutBalance(sql: Sql | Pool, merchant: Merchant) {
  const { rows } = await sql.query<{ paid: string; moving: string; gone: string }>(
    `select (select coalesce(sum(amount), 0) from transactions where status = 'ACCEPTED') as paid,
       (select coalesce(sum(amount), 0) from transfers where status in ('NEW', 'REC')) as moving,
       (select coalesce(sum(amount), 0) from transfers where status = 'VAL') as gone`,
  )
  const sums = rows[0]
  const amount = (merchant.payoutBalanceXof ?? Number(sums?.paid)) - Number(sums?.gone)
  const inUsing = Number(sums?.moving)
  return { amount, inUsing, available: amount - inUsing }
}

/** GET /v1/transfer/check/balance. */
export async function balance(pool: Pool, merchant: Merchant): Promise<Answer> {
  return done(await payoutBalance(pool, merchant))
}

const contacts = z
  .array(
    z.object({
      prefix: z.string().regex(/^\d{1,4}$/),
      phone: z.string().regex(/^\d{6,14}$/),
      name: z.string().min(1),
      surname: z.string().min(1),
      email: z.email(),
    }),
  )
  .min(1)

/** POST /v1/transfer/contact: each recipient is a contact; one that already was is answered 726 and the call still succeeds. */
export async function addContacts(pool: Pool, form: URLSearchParams): Promise<Answer> {
  const given = contacts.safeParse(parseJson(form.get('data') ?? ''))
  if (!given.success) return refuse('718', 'INVALID_JSON', `data: ${z.prettifyError(given.error)}`)
  const items: Record<string, unknown>[] = []
  for (const contact of given.data) {
    const lot = String(randomInt(1e8, 1e9))
    const { rowCount } = await pool.query(
      'insert into contacts (prefix, phone, name, surname, email, lot) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
      [contact.prefix, contact.phone, contact.name, contact.surname, contact.email, lot],
    )
    items.push(rowCount ? { ...contact, code: 0, status: 'success', lot } : { ...contact, code: 726, status: 'ERROR_PHONE_ALREADY_MY_CONTACT', lot })
  }
  return done([items])
}

const orders = z
  .array(
    z.object({
      prefix: z.string(),
      phone: z.string(),
      amount: z.coerce.number().int(),
      notify_url: z.string().optional(),
      client_transaction_id: z.string().min(1).optional(),
      payment_method: z.string().optional(),
    }),
  )
  .min(1)
type Order = z.infer<typeof orders>[number]

async function orderFault(sql: Sql, merchant: Merchant, order: Order, id: string): Promise<Answer | null> {
  if (!order.notify_url || !URL.canParse(order.notify_url)) return refuse('725', 'NOTIFY_URL_REQUIRED', 'notify_url is missing')
  if (order.amount < lowestAmountXof) return refuse('719', 'AMOUNT_TOO_LOW', `the amount is below ${lowestAmountXof}`)
  if (order.amount > highestAmountXof) return refuse('720', 'AMOUNT_TOO_HIGH', `the amount is above ${highestAmountXof}`)
  const used = await sql.query('select 1 from transfers where client_transaction_id = $1', [id])
  if (used.rowCount) return refuse('805', 'CLIENT_TRANSACTION_ID_ALREADY_USED', `${id} has already been used`)
  const known = await sql.query('select 1 from contacts where prefix = $1 and phone = $2', [order.prefix, order.phone])
  if (!known.rowCount) return refuse('724', 'NOT_MY_CONTACT', `${order.prefix} ${order.phone} is not a contact`)
  const { available } = await payoutBalance(sql, merchant)
  return available < order.amount ? refuse('602', 'INSUFFICIENT_BALANCE', `the payout balance is ${available}`) : null
}

async function write(sql: Sql, order: Order, id: string) {
  const stepMs = (await takeDial(sql, 'transfer-late', id))?.ms ?? usualStepMs
  const held = await takeDial(sql, 'transfer-confirmation', id)
  const never = held ? null : await takeDial(sql, 'transfer-never', id)
  const rejected = await takeDial(sql, 'transfer-rejected', id)
  const made = {
    transaction_id: `EA${providerTime(new Date()).replaceAll(/\D/g, '').slice(2)}.${randomBytes(3).toString('hex').toUpperCase()}`,
    lot: String(randomInt(1e8, 1e9)),
  }
  await sql.query(
    `insert into transfers (client_transaction_id, transaction_id, lot, prefix, phone, amount, notify_url, payment_method, status, outcome, step_ms, next_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, clock_timestamp() + make_interval(secs => $12))`,
    [
      id,
      made.transaction_id,
      made.lot,
      order.prefix,
      order.phone,
      order.amount,
      order.notify_url,
      order.payment_method ?? null,
      never ? 'REC' : 'NEW',
      rejected ? 'REJ' : 'VAL',
      stepMs,
      held || never ? null : stepMs / 1_000,
    ],
  )
  return { ...order, client_transaction_id: id, code: 0, status: 'success', treatment_status: 'NEW', ...made }
}

/** POST /v1/transfer/money/send/contact: all of the lot is taken (NEW) or none of it, with the first refusal. */
export async function send(pool: Pool, merchant: Merchant, form: URLSearchParams): Promise<Answer> {
  const given = orders.safeParse(parseJson(form.get('data') ?? ''))
  if (!given.success) return refuse('718', 'INVALID_JSON', `data: ${z.prettifyError(given.error)}`)
  return inTransaction(pool, async (sql) => {
    // Two sends at once must not both spend the last of the balance.
    await sql.query('lock table transfers in share row exclusive mode')
    const named = given.data.map((order) => ({ order, id: order.client_transaction_id ?? randomBytes(8).toString('hex') }))
    if (new Set(named.map(({ id }) => id)).size < named.length) return refuse('805', 'CLIENT_TRANSACTION_ID_ALREADY_USED', 'twice in one lot')
    const { available } = await payoutBalance(sql, merchant)
    if (given.data.reduce((sum, order) => sum + order.amount, 0) > available) return refuse('602', 'INSUFFICIENT_BALANCE', `the payout balance is ${available}`)
    for (const { order, id } of named) {
      const fault = await orderFault(sql, merchant, order, id)
      if (fault) return fault
    }
    const items: unknown[] = []
    for (const { order, id } of named) items.push(await write(sql, order, id))
    return done([items])
  })
}

const sendingStatuses = { NEW: 'PENDING', REC: 'PENDING', VAL: 'CONFIRM', REJ: 'REJECTED' }

function facts(transfer: Transfer) {
  return {
    transaction_id: transfer.transaction_id,
    client_transaction_id: transfer.client_transaction_id,
    lot: transfer.lot,
    amount: String(transfer.amount),
    receiver: `${transfer.prefix}${transfer.phone}`,
    sending_status: sendingStatuses[transfer.status],
    comment: transfer.status === 'REJ' ? 'REJECTED BY OPERATOR' : '',
    treatment_status: transfer.status,
    operator_transaction_id: transfer.operator_transaction_id ?? '',
    validated_at: transfer.validated_at ? providerTime(transfer.validated_at) : '',
  }
}

/** GET /v1/transfer/check/money by either id; 723 when there is no such transfer. */
export async function checkTransfer(pool: Pool, query: URLSearchParams): Promise<Answer> {
  const { rows } = await pool.query<Transfer>('select * from transfers where client_transaction_id = $1 or transaction_id = $2', [
    query.get('client_transaction_id'),
    query.get('transaction_id'),
  ])
  const transfer = rows[0]
  return transfer ? done([facts(transfer)]) : refuse('723', 'NOT_FOUND', 'the transfer does not exist')
}

/** The transfer has ended as told, whatever it was waiting for, and its notification stands in the queue; null if there is none open. */
export async function endTransfer(sql: Sql, id: string, outcome: 'VAL' | 'REJ'): Promise<Transfer | null> {
  const { rows } = await sql.query<Transfer>(
    `update transfers set status = $2, next_at = null, validated_at = clock_timestamp(), operator_transaction_id = $3
     where client_transaction_id = $1 and status in ('NEW', 'REC') returning *`,
    [id, outcome, outcome === 'VAL' ? `TR${randomBytes(6).toString('hex').toUpperCase()}` : null],
  )
  const transfer = rows[0]
  if (transfer) await queueTransfer(sql, id, transfer.notify_url, facts(transfer))
  return transfer ?? null
}

/** Every transfer whose step is due has taken it (NEW, REC, the end); the milliseconds to the next step, or null. */
export async function advanceTransfers(pool: Pool): Promise<number | null> {
  await inTransaction(pool, async (sql) => {
    const due = await sql.query<Transfer>("select * from transfers where next_at <= clock_timestamp() and status in ('NEW', 'REC') for update")
    for (const transfer of due.rows) {
      if (transfer.status === 'REC') await endTransfer(sql, transfer.client_transaction_id, transfer.outcome)
      else
        await sql.query("update transfers set status = 'REC', next_at = clock_timestamp() + make_interval(secs => $2) where client_transaction_id = $1", [
          transfer.client_transaction_id,
          transfer.step_ms / 1_000,
        ])
    }
  })
  const { rows } = await pool.query<{ ms: number | null }>('select (extract(epoch from min(next_at) - clock_timestamp()) * 1000)::float8 as ms from transfers')
  return rows[0]?.ms ?? null
}
