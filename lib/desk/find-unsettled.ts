import type { SQL } from 'drizzle-orm'
import { db, schema } from '@/db'
import { check } from '@/lib/cinetpay'
import { eightAtOnce } from './at-once'
import type { Fault } from './invariants'

const { payments } = schema
type Payment = typeof payments.$inferSelect

const SETTLING_MS = 2 * 60_000 // Money states heal within two minutes: younger ones are on their way.

/** Payments of ours (all, or those of `which`) that the provider tells another story of. One it cannot be asked about now is a fault too. */
export async function findUnsettled(which?: SQL): Promise<Fault[]> {
  return eightAtOnce(await db.select().from(payments).where(which), compare)
}

async function compare(payment: Payment): Promise<Fault[]> {
  const truth = await check(payment.transactionId)
  const taken = payment.status === 'settled' || payment.status === 'owed'
  const fault = taken ? whyNotTaken(payment, truth) : whyNotLeft(payment, truth)
  return fault ? [{ subject: payment.id, fault: `${payment.transactionId} is ${payment.status}; ${fault}` }] : []
}

type Truth = Awaited<ReturnType<typeof check>>

function whyNotTaken(payment: Payment, truth: Truth) {
  if (truth.verdict !== 'accepted') return `the provider says ${truth.verdict}`
  return truth.amountXof === payment.amountXof && truth.currency === payment.currency ? null : `the provider says ${truth.amountXof} ${truth.currency}`
}

function whyNotLeft(payment: Payment, truth: Truth) {
  if (truth.verdict === 'unavailable') return 'the provider does not answer'
  const fresh = truth.paidAt !== null && Date.now() - Date.parse(truth.paidAt) < SETTLING_MS
  return truth.verdict === 'accepted' && payment.status !== 'review' && !fresh ? 'the provider says accepted' : null
}
