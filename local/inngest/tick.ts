import type { Tick } from './alarms'
import { transaction } from './database'
import type { Executor } from './executor'
import { beginRun } from './runs'
import { latestTick, nextTick } from './schedule'

/**
 * The cron's latest tick, if it came since the last one taken, begins a run; the next one has its alarm. After an
 * outage at most one missed tick is caught up; a cron never seen before owes nothing.
 */
export async function tick(executor: Executor, { functionId, cron }: Tick) {
  const fn = executor.registry.find(functionId)
  if (!fn?.crons.includes(cron)) return
  await transaction(executor.pool, async (tx) => {
    const now = new Date()
    const due = latestTick(cron, now)
    await tx.query('insert into executor.crons (function_id, cron, last_tick) values ($1, $2, $3) on conflict do nothing', [functionId, cron, now])
    const { rows } = await tx.query('update executor.crons set last_tick = $3 where function_id = $1 and cron = $2 and last_tick < $3 returning last_tick', [
      functionId,
      cron,
      due,
    ])
    if (rows.length === 1) {
      const id = due.toISOString().replace('.000Z', 'Z')
      const data = { cron, fireAt: id, scheduledAt: id }
      const event = { id, name: 'inngest/scheduled.timer', data, ts: now.getTime(), user: {} }
      await beginRun(tx, fn, event, { onceKeys: [`tick:${cron} ${id}`] })
    }
    await executor.alarms.tickAt(tx, { functionId, cron }, nextTick(cron, now))
  })
}
