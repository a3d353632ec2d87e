import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { db, type Tx } from '@/db'
import { noticeWritten, orderPaid, payoutApproved, photoUploaded } from '@/lib/events'
import { emit } from '@/lib/outbox'
import { writeUnfinishedNotice } from './write-money-notices'

/**
 * What is owed is asked for again, read from our own tables: papers of paid orders, ingest, mails, payouts. Each is asked for every third minute of its
 * waiting, and not while the event before it has yet to leave, so that an outage does not pile them up; ingest every fifteenth, so that a file's five
 * tries are over and it is parked, not begun anew. A paid order is asked for ever more seldom, and staff are told once of one that does not get on. Gives
 * how many were asked for. Payments have their poller.
 */
export async function sweepOwed() {
  return db.transaction(async (tx) => {
    await tellOfUnfinished(tx)
    const counts = [
      await again(
        tx,
        orderPaid,
        sql`select o.id as "orderId", p.id as "paymentId" from orders o join payments p on p.order_id = o.id and p.status = 'settled' where o.status = 'paid' and ${isDueSeldom(sql`o.paid_at`)}`,
        'orderId',
      ),
      await again(
        tx,
        photoUploaded,
        sql`select id as "photoId" from photos where status in ('uploaded', 'processing') and ${isDue(sql`updated_at`, 15)}`,
        'photoId',
      ),
      await again(tx, noticeWritten, sql`select id as "noticeId" from notices where status = 'pending' and ${isDue(sql`created_at`)}`, 'noticeId'),
      await again(
        tx,
        payoutApproved,
        sql`select id as "payoutId" from payouts where status in ('approved', 'submitted', 'unknown') and ${isDue(sql`updated_at`)}`,
        'payoutId',
      ),
    ]
    return counts.reduce((sum, count) => sum + count, 0)
  })
}

/** Called once a minute: true in the third minute of waiting, the sixth, and so on. */
const isDue = (since: SQL, every = 3) =>
  sql`${since} < now() - make_interval(mins => ${every}) and floor(extract(epoch from now() - ${since}) / 60)::int % ${every}::int = 0`

/** For what may never succeed: like isDue for a quarter of an hour, then hourly, after a day daily. */
const isDueSeldom = (since: SQL) => {
  const minutes = sql`floor(extract(epoch from now() - ${since}) / 60)::int`
  return sql`${minutes} >= 3 and ${minutes} % (case when ${minutes} <= 15 then 3 when ${minutes} < 1440 then 60 else 1440 end) = 0`
}

/** A paid order whose receipt can never be sent, or that is not completed after a day, needs a human. */
async function tellOfUnfinished(tx: Tx) {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select o.id from orders o where o.status = 'paid'
      and (o.paid_at < now() - interval '1 day' or exists (select from notices n where n.effect_key = 'receipt:' || o.id and n.status = 'failed'))
      and not exists (select from notices n where n.effect_key = 'unfinished:' || o.id) limit 100`,
  )
  for (const { id } of rows) await writeUnfinishedNotice(tx, id)
}

async function again<S extends z.ZodType>(tx: Tx, event: { name: string; data: S }, due: SQL, key: string) {
  const { rows } = await tx.execute(
    sql`select due.* from (${due}) due where not exists (select from outbox b where b.sent_at is null and b.name = ${event.name} and b.data ->> ${key} = due.${sql.identifier(key)}::text) limit 500`,
  )
  for (const data of rows as z.input<S>[]) await emit(tx, event, data) // Parsed there.
  return rows.length
}
