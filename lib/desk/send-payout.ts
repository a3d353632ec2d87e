import { and, eq, inArray } from 'drizzle-orm'
import { db, schema } from '@/db'
import { AppError } from '@/lib/errors'
import { submitPayout } from '@/lib/payouts/submit-payout'
import { checkDatabase, stopsPayouts } from './check-books'
import { findUnsettled } from './find-unsettled'

const { payments, orderItems, payouts, revenues } = schema

/**
 * An approved payout is with the provider, unless the books are broken or the payments it comes from are not what the provider says: then `unavailable` booksBroken, and nothing moves.
 * One that was sent already is left alone, whatever the books say: it must still be asked about.
 */
export async function sendPayout(payoutId: string) {
  if (!(await db.$count(payouts, and(eq(payouts.id, payoutId), eq(payouts.status, 'approved'))))) return
  const broken = (await checkDatabase()).filter(stopsPayouts)
  if (broken.length) throw new AppError('unavailable', 'booksBroken', { numbers: broken.map(({ number }) => number).join(', ') })
  const orders = db
    .select({ id: orderItems.orderId })
    .from(revenues)
    .innerJoin(orderItems, eq(orderItems.id, revenues.orderItemId))
    .where(eq(revenues.payoutId, payoutId))
  const which = and(inArray(payments.orderId, orders), eq(payments.status, 'settled'))
  if (which && (await findUnsettled(which)).length) throw new AppError('unavailable', 'booksBroken', { numbers: '8' })
  await submitPayout(payoutId)
}
