import { randomUUID } from 'node:crypto'
import type { schema } from '@/db'
import type { Machine } from '@/lib/audit/machine'
import type { ProviderTruth } from '@/lib/cinetpay'

/*
1. Webhook, return page and browser are hints: a payment changes only after our own call to the provider, compared with our own row.
2. An attempt is written before the provider is called, and its transaction id is used once.
3. Waiting is not failing; a late ACCEPTED still counts; REFUSED after ACCEPTED changes nothing. Settled is for ever.
4. Money of another amount or currency, or that does not echo our id, is for a human: review.
5. Money that buys nothing is owed: its order was paid already, its buyer owns an item under that licence, or an item was taken down.
*/

export type PaymentStatus = (typeof schema.paymentStatus.enumValues)[number]
export type PaymentEvent = 'initiate' | 'wait' | 'settle' | 'owe' | 'refuse' | 'timeOut' | 'review'

export const openStatuses = ['created', 'initiated', 'waiting'] as const
const open: readonly PaymentStatus[] = openStatuses

export const paymentMachine: Machine<PaymentStatus, PaymentEvent> = {
  initiate: { from: ['created'], to: 'initiated' },
  wait: { from: ['created', 'initiated'], to: 'waiting' },
  settle: { from: [...open, 'refused', 'timed_out', 'review'], to: 'settled' }, // From review by an admin alone.
  owe: { from: [...open, 'refused', 'timed_out', 'review'], to: 'owed' },
  refuse: { from: [...open, 'review'], to: 'refused' },
  timeOut: { from: open, to: 'timed_out' },
  review: { from: [...open, 'refused', 'timed_out'], to: 'review' }, // Late money of a wrong amount is money too: nothing that was accepted may be lost.
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
export const GIVE_UP_MS = 72 * HOUR_MS

/** When an open payment is asked about again: each minute for 15 minutes, every 5 minutes to 24 hours, then hourly. */
export function nextCheckAt(createdAt: Date, now: Date) {
  const ageMs = now.getTime() - createdAt.getTime()
  const waitMs = ageMs < 15 * MINUTE_MS ? MINUTE_MS : ageMs < 24 * HOUR_MS ? 5 * MINUTE_MS : HOUR_MS
  return new Date(now.getTime() + waitMs)
}

type Attempt = Pick<typeof schema.payments.$inferSelect, 'id' | 'status' | 'amountXof' | 'currency' | 'createdAt'>
type Truth = Pick<ProviderTruth, 'verdict' | 'amountXof' | 'currency' | 'metadata'>

/** What the provider's word does to the attempt; `settle` still has to find that the money buys something. Null: nothing. Only an admin moves one under review. */
export function eventOf(payment: Attempt, truth: Truth, byAdmin: boolean, now: Date): Exclude<PaymentEvent, 'initiate' | 'owe'> | null {
  const wanted = wantedEvent(payment, truth, now)
  if (!wanted || (payment.status === 'review' && !byAdmin)) return null
  return paymentMachine[wanted].from.includes(payment.status) ? wanted : null
}

/** What accepted money differs in from what was asked for, in words for staff; empty when it is ours to the franc. */
export function mismatchOf(payment: Pick<Attempt, 'id' | 'amountXof' | 'currency'>, truth: Pick<Truth, 'amountXof' | 'currency' | 'metadata'>) {
  const came = `${truth.amountXof ?? 'unknown'} ${truth.currency ?? 'of no currency'}`
  const expected = `${payment.amountXof} ${payment.currency}`
  const differs = truth.amountXof !== payment.amountXof || truth.currency !== payment.currency
  return [differs && `amount ${came}, expected ${expected}`, truth.metadata !== payment.id && 'does not echo our id'].filter(Boolean).join(', ')
}

function wantedEvent(payment: Attempt, truth: Truth, now: Date) {
  if (truth.verdict === 'accepted') {
    return mismatchOf(payment, truth) ? 'review' : 'settle'
  }
  if (truth.verdict === 'refused') return 'refuse'
  if (truth.verdict === 'unavailable') return null
  if (now.getTime() - payment.createdAt.getTime() >= GIVE_UP_MS) return 'timeOut'
  return truth.verdict === 'waiting' ? 'wait' : null
}

/** Whether a text, from anywhere, may be the name of one of our attempts. */
export const isTransactionId = (text: string) => /^[A-Z0-9-]{1,30}$/.test(text)

/** A transaction id never used before: capitals and digits, 27 characters. */
export const newTransactionId = () =>
  `P-${BigInt(`0x${randomUUID().replaceAll('-', '')}`)
    .toString(36)
    .toUpperCase()
    .padStart(25, '0')}`

const reasons: Record<string, string> = {
  '602': 'balance',
  '604': 'code',
  '606': 'code',
  '627': 'cancelled',
  '635': 'number',
  '636': 'number',
  '603': 'operator',
  '804': 'operator',
  '641': 'limits',
  '642': 'limits',
  '807': 'limits',
  '808': 'limits',
  '809': 'limits',
  '810': 'limits',
  '811': 'limits',
  '812': 'limits',
}

/** Why a payment failed, as a key of the words under `checkout.reasons`. */
export const reasonOf = (code: string | null) => reasons[code ?? ''] ?? 'refused'
