import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import { inTransaction, type Merchant, type Transaction } from './books'
import { takeDial } from './dials'
import { queueFinal, queuePayment } from './notify'

/** What check says for each code, in CinetPay's own spelling. */
export const checkMessages: Record<string, string> = {
  '00': 'SUCCES',
  '600': 'PAYMENT_FAILED',
  '602': 'INSUFFICIENT_BALANCE',
  '603': 'SERVICE_UNAVAILABLE',
  '604': 'OTP_CODE_ERROR',
  '606': 'INCORRECT_SETTINGS',
  '623': 'WAITING_CUSTOMER_TO_VALIDATE',
  '625': 'ABONNEMENT_OR_TRANSACTIONS_EXPIRED',
  '627': 'TRANSACTION_CANCEL',
  '635': 'PHONE_NUMBER_NOT_FOUND',
  '636': 'PHONE_NUMBER_NOT_SUPPORTED',
  '641': 'ERROR_AMOUNT_TOO_LOW',
  '642': 'ERROR_AMOUNT_TOO_HIGH',
  '662': 'WAITING_CUSTOMER_PAYMENT',
  '663': 'WAITING_CUSTOMER_OTP_CODE',
  '664': 'WAITING_CUSTOMER_PAYMENT_AT_OPERATOR_SIDE',
  '804': 'OPERATOR_UNAVAILABLE',
  '807': 'DAILY_LIMIT_REACHED',
}
const waitingCodes = ['623', '662', '663', '664']

export const decision = z.strictObject({
  transaction_id: z.string().min(1),
  outcome: z.enum(['accepted', 'refused', 'insufficient', 'waiting']),
  /** Another code than the outcome's usual one: a refusal (600, 606, 804 …) or a waiting (663, 664). */
  code: z.string().optional(),
  method: z.enum(['OM', 'MOMO', 'FLOOZ', 'WAVECI', 'VISAM']).default('OM'),
  phone: z
    .string()
    .regex(/^\d{6,15}$/)
    .optional(),
  /** Decides again what was decided: a provider that changes its mind. */
  force: z.boolean().default(false),
})

export type Decided = { kind: 'decided'; payment: Transaction } | { kind: 'already'; payment: Transaction } | { kind: 'unknown' } | { kind: 'bad-code' }

function codeOf({ outcome, code }: z.infer<typeof decision>): string | null {
  const usual = { accepted: '00', refused: '627', insufficient: '602', waiting: '662' }[outcome]
  if (code === undefined) return outcome === 'waiting' ? '623' : usual
  const fits =
    outcome === 'waiting' ? waitingCodes.includes(code) : outcome === 'refused' && code in checkMessages && code !== '00' && !waitingCodes.includes(code)
  return fits || code === usual ? code : null
}

/** The payment has its outcome, once, and its notifications stand in the queue; a waiting outcome leaves it open. */
export async function decide(pool: Pool, merchant: Merchant, given: z.infer<typeof decision>): Promise<Decided> {
  const code = codeOf(given)
  if (!code) return { kind: 'bad-code' }
  return inTransaction(pool, async (sql) => {
    const found = await sql.query<Transaction>('select * from transactions where transaction_id = $1 for update', [given.transaction_id])
    const before = found.rows[0]
    if (!before) return { kind: 'unknown' }
    if (before.status !== 'PENDING' && !given.force) return { kind: 'already', payment: before }
    const final = given.outcome !== 'waiting'
    const later = final ? await takeDial(sql, 'accepted-later', given.transaction_id) : null
    const decidedAt = new Date()
    const visibleAt = new Date(decidedAt.getTime() + (later?.ms ?? 0))
    const accepted = given.outcome === 'accepted'
    const written = await sql.query<Transaction>(
      `update transactions set status = $2, code = $3, payment_method = $4, phone = coalesce($5, phone), operator_id = $6,
         decided_at = $7, visible_at = $8 where transaction_id = $1 returning *`,
      [
        given.transaction_id,
        accepted ? 'ACCEPTED' : final ? 'REFUSED' : 'PENDING',
        code,
        given.method,
        given.phone ?? (given.method === 'VISAM' ? null : before.customer.customer_phone_number?.replace(/^\+?225|\D/g, '') || null),
        accepted ? `MP${decidedAt.toISOString().slice(2, 10).replaceAll('-', '')}.${randomBytes(5).toString('hex').toUpperCase()}` : null,
        final ? decidedAt : null,
        visibleAt,
      ],
    )
    const payment = written.rows[0]
    if (!payment) throw new Error(`transaction ${given.transaction_id} vanished while its row was locked`)
    const reason = checkMessages[code] ?? 'PAYMENT_FAILED'
    if (final) await queueFinal(sql, merchant, payment, reason, later && !later.early ? visibleAt : decidedAt)
    else await queuePayment(sql, merchant, payment, 'waiting', 'WAITING_FOR_CUSTOMER', decidedAt)
    return { kind: 'decided', payment }
  })
}
