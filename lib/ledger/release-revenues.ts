import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import { system } from '@/lib/actor'
import { assertNext, recordHistory } from '@/lib/audit/machine'
import { lockPhotographer } from './lock-photographer'
import { moveMoney } from './move-money'
import { balanceOf } from './queries'
import { debtPaidBy, pocket, revenueMachine } from './rules'

const { revenues } = schema
const isDue = and(eq(revenues.status, 'held'), lte(revenues.availableAt, sql`now()`))

/** Every share held for thirty days is available, and has paid what its photographer owed. Gives how many were released. */
export async function releaseRevenues() {
  const waiting = await db.selectDistinct({ photographerId: revenues.photographerId }).from(revenues).where(isDue)
  let released = 0
  for (const { photographerId } of waiting) released += await db.transaction((tx) => releaseOf(tx, photographerId))
  return released
}

async function releaseOf(tx: Tx, photographerId: string) {
  await lockPhotographer(tx, photographerId)
  const due = await tx
    .select()
    .from(revenues)
    .where(and(isDue, eq(revenues.photographerId, photographerId)))
    .orderBy(asc(revenues.availableAt), asc(revenues.id))
    .for('update')
  const [held, available, clawback] = [pocket(photographerId, 'held'), pocket(photographerId, 'available'), pocket(photographerId, 'clawback')]
  let owedXof = await balanceOf(tx, clawback)
  for (const revenue of due) {
    const to = assertNext(revenueMachine, revenue.status, 'release')
    const debtXof = debtPaidBy(revenue.amountXof, owedXof)
    owedXof += debtXof
    await tx.update(revenues).set({ status: to }).where(eq(revenues.id, revenue.id))
    await moveMoney(tx, [
      { from: held, to: available, amountXof: revenue.amountXof, reason: 'release', sourceId: revenue.id },
      { from: available, to: clawback, amountXof: debtXof, reason: 'release_clawback', sourceId: revenue.id },
    ])
    await recordHistory(tx, { subject: 'revenue', id: revenue.id, from: revenue.status, to, event: 'release', actor: system })
  }
  return due.length
}
