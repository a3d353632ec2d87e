import type { Start } from './alarms'
import { lockRun, transaction } from './database'
import type { StoredEvent } from './events'
import type { Executor } from './executor'
import { holds, parseExpression } from './expressions'
import { type EventTrigger, isNamed, type LocalFunction } from './function-config'
import { beginRun, endRun } from './runs'
import { completePending } from './steps'

/** One app's functions have seen the event: runs cancelled, waits met, runs begun. Doing it again changes nothing more. */
export async function dispatchEvent(executor: Executor, appIndex: number, { eventId }: Start) {
  const { rows } = await executor.pool.query<{ payload: StoredEvent }>('select payload from executor.events where id = $1', [eventId])
  const event = rows[0]?.payload
  const functions = executor.registry.apps[appIndex]?.functions ?? []
  if (!event) return
  for (const fn of functions) await cancelRuns(executor, fn, event)
  await meetWaits(executor, functions, event)
  for (const fn of functions) {
    if (!fn.eventTriggers.some((trigger) => isFor(trigger, event))) continue
    await transaction(executor.pool, (tx) => beginRun(tx, fn, event, { eventId, onceKeys: [`event:${event.id}`] }))
  }
}

function isFor(trigger: EventTrigger, event: StoredEvent): boolean {
  return isNamed(trigger.event, event.name) && (!trigger.filter || holds(trigger.filter, { event }))
}

async function meetWaits(executor: Executor, functions: LocalFunction[], event: StoredEvent) {
  const { rows } = await executor.pool.query<{ run_id: string; step_id: string; expression: string | null; event: unknown }>(
    `select w.run_id, w.step_id, w.expression, r.event from executor.waits w join executor.runs r on r.id = w.run_id
     where w.event_name = $1 and r.function_id = any($2)`,
    [event.name, functions.map((fn) => fn.id)],
  )
  for (const wait of rows) {
    if (wait.expression && !holds(parseExpression(wait.expression), { event: wait.event, async: event })) continue
    await transaction(executor.pool, async (tx) => {
      if (await lockRun(tx, wait.run_id)) await completePending(tx, wait.run_id, wait.step_id, event)
    })
  }
}

async function cancelRuns(executor: Executor, fn: LocalFunction, event: StoredEvent) {
  const rules = fn.cancelOn.filter((rule) => isNamed(rule.event, event.name))
  if (rules.length === 0) return
  const { rows } = await executor.pool.query<{ id: string; event: unknown; created_at: Date }>(
    `select id, event, created_at from executor.runs where function_id = $1 and status = 'Running'`,
    [fn.id],
  )
  for (const run of rows) {
    const isCancelled = rules.some(
      (rule) =>
        (rule.withinMs === null || Date.now() - run.created_at.getTime() <= rule.withinMs) &&
        (!rule.filter || holds(rule.filter, { event: run.event, async: event })),
    )
    if (!isCancelled) continue
    const error = { name: 'Cancelled', message: `cancelled by the event ${event.name}` }
    await transaction(executor.pool, async (tx) => {
      if (await lockRun(tx, run.id)) await endRun(executor, tx, run.id, { status: 'Cancelled', error })
    })
  }
}
