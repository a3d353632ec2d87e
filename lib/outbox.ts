import { and, asc, inArray, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { type Db, schema, type Tx } from '@/db'

const { outbox } = schema

/** The event is written in the caller's transaction, and leaves with it or not at all. Its row's id becomes the event's id. */
export async function emit<S extends z.ZodType>(tx: Tx, event: { name: string; data: S }, data: z.input<S>) {
  await tx.insert(outbox).values({ name: event.name, data: event.data.parse(data) as Record<string, unknown> })
}

/** Up to `limit` unsent events, oldest first, locked against other relays for the length of `tx`. */
export const takeUnsent = (tx: Tx | Db, limit = 100) =>
  tx.select().from(outbox).where(isNull(outbox.sentAt)).orderBy(asc(outbox.createdAt), asc(outbox.id)).limit(limit).for('update', { skipLocked: true })

/** The events will not be sent again by the relay. */
export async function markSent(tx: Tx | Db, ids: string[]) {
  if (ids.length)
    await tx
      .update(outbox)
      .set({ sentAt: new Date() })
      .where(and(inArray(outbox.id, ids), isNull(outbox.sentAt)))
}
