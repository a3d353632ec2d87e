import type { Tx } from './database'
import type { Executor } from './executor'
import { ulid } from './ulid'

export type NewEvent = { id?: string; name: string; data?: unknown; user?: unknown; ts?: number; v?: string }
export type StoredEvent = { id: string; name: string; data: unknown; ts: number; user: unknown }

/** The events are kept and on their way to the functions; gives our id of each. An id stored before is left as it is. */
export async function storeEvents(executor: Executor, tx: Tx, events: NewEvent[], ids = events.map(() => ulid())): Promise<string[]> {
  const fresh: string[] = []
  for (const [index, event] of events.entries()) {
    const id = ids[index] ?? ulid()
    const payload = { ...event, id: event.id || id, data: event.data ?? {}, ts: event.ts || Date.now(), user: event.user ?? {} }
    const { rows } = await tx.query<{ id: string }>(`insert into executor.events (id, name, payload) values ($1, $2, $3) on conflict do nothing returning id`, [
      id,
      event.name,
      JSON.stringify(payload),
    ])
    fresh.push(...rows.map((row) => row.id))
  }
  if (fresh.length > 0) await executor.alarms.sendStarts(tx, fresh)
  return ids
}
