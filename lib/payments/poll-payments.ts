import { and, asc, inArray, lte, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { fourAtOnce } from './four-at-once'
import { openStatuses } from './rules'
import { settlePayment } from './settle-payment'

const { payments } = schema

/** Every open payment that was due is asked about, at most 200 a call, four at once. Gives how many. With every webhook lost, sales still complete. */
export async function pollPayments() {
  const due = await claimDue()
  await fourAtOnce(due, ({ id }) => settlePayment(system, id), 'payments could not be settled')
  return due.length
}

/** Two pollers do not ask about the same payment: whoever takes it puts it off by a minute. */
const claimDue = () =>
  db.transaction(async (tx) => {
    const due = await tx
      .select({ id: payments.id })
      .from(payments)
      .where(and(inArray(payments.status, [...openStatuses]), lte(payments.nextCheckAt, sql`now()`)))
      .orderBy(asc(payments.nextCheckAt))
      .limit(200)
      .for('update', { skipLocked: true })
    if (due.length)
      await tx
        .update(payments)
        .set({ nextCheckAt: sql`now() + interval '1 minute'` })
        .where(
          inArray(
            payments.id,
            due.map((payment) => payment.id),
          ),
        )
    return due
  })
