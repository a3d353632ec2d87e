import { and, asc, inArray, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { db, schema, type Tx } from '@/db'

const { outbox } = schema

/** The event is written in the caller's transaction, and leaves with it or not at all. Its row's id becomes the event's id. */
export async function emit<S extends z.ZodType>(tx: Tx, event: { name: string; data: S }, data: z.input<S>) {
  await tx.insert(outbox).values({ name: event.name, data: event.data.parse(data) as Record<string, unknown> })
}

/**
 * One batch of events has been given to `send`, oldest first, each with its row's id; their number. The rows stay locked while it sends, so that a crash
 * sends them again and loses none, and several who relay at once share the work.
 */
export async function sendUnsent(
  send: (events: { id: string; name: string; data: Record<string, unknown>; ts: number }[]) => Promise<unknown>,
): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await takeUnsent(tx)
    if (rows.length === 0) return 0
    await send(rows.map((row) => ({ id: row.id, name: row.name, data: row.data, ts: row.createdAt.getTime() })))
    await markSent(
      tx,
      rows.map((row) => row.id),
    )
    return rows.length
  })
}

/** Up to `limit` unsent events, oldest first, locked against other relays for the length of `tx`. */
const takeUnsent = (tx: Tx, limit = 100) =>
  tx.select().from(outbox).where(isNull(outbox.sentAt)).orderBy(asc(outbox.createdAt), asc(outbox.id)).limit(limit).for('update', { skipLocked: true })

/** The events will not be sent again by the relay. */
async function markSent(tx: Tx, ids: string[]) {
  if (ids.length)
    await tx
      .update(outbox)
      .set({ sentAt: new Date() })
      .where(and(inArray(outbox.id, ids), isNull(outbox.sentAt)))
}
