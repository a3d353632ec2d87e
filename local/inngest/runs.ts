import { lockRun, type Tx } from './database'
import { storeEvents } from './events'
import type { Executor } from './executor'
import { keyText } from './expressions'
import type { LocalFunction } from './function-config'
import { completePending, notifyReady } from './steps'
import { ulid } from './ulid'

export type RunError = { name: string; message: string; stack?: string }
type Ending = { status: 'Completed'; output: unknown } | { status: 'Failed' | 'Cancelled'; error: RunError }

const failedEvent = 'inngest/function.failed'
const finishedEvent = 'inngest/function.finished'

/** A run of the function begins with this event; null when one was begun in the last 24 hours for one of `onceKeys`. */
export async function beginRun(
  tx: Tx,
  fn: LocalFunction,
  event: { name: string } & Record<string, unknown>,
  how: { eventId?: string; onceKeys?: string[]; parent?: { runId: string; stepId: string } },
): Promise<string | null> {
  const onceKeys = [...(how.onceKeys ?? []), ...(fn.idempotency ? [`idempotency:${keyText(fn.idempotency, event)}`] : [])]
  if (!(await takeKeys(tx, fn.id, onceKeys))) return null
  const runId = ulid()
  const concurrencyKeys = fn.concurrency.map((rule, index) => `${fn.id} ${index} ${rule.key ? keyText(rule.key, event) : ''}`)
  await tx.query(
    `insert into executor.runs (id, function_id, event_id, event, concurrency_keys, parent_run_id, parent_step_id) values ($1, $2, $3, $4, $5, $6, $7)`,
    [runId, fn.id, how.eventId ?? null, JSON.stringify(event), concurrencyKeys, how.parent?.runId ?? null, how.parent?.stepId ?? null],
  )
  await tx.query(`insert into executor.tasks (run_id, step_id) values ($1, 'step')`, [runId])
  await notifyReady(tx)
  return runId
}

/** All keys are taken for 24 hours, or false and none is kept: a key refused means the run does not begin. */
async function takeKeys(tx: Tx, functionId: string, keys: string[]): Promise<boolean> {
  await tx.query('savepoint keys')
  for (const key of keys) {
    const { rows } = await tx.query(
      `insert into executor.starts (function_id, key) values ($1, $2)
       on conflict (function_id, key) do update set started_at = now() where executor.starts.started_at < now() - interval '24 hours'
       returning key`,
      [functionId, key],
    )
    if (rows.length === 0) {
      await tx.query('rollback to savepoint keys')
      return false
    }
  }
  return true
}

/** A going run has ended: nothing of it is left to do, its parent has its result, and whoever listens is told. The run is locked by the caller. */
export async function endRun(executor: Executor, tx: Tx, runId: string, ending: Ending) {
  const { rows } = await tx.query<{ function_id: string; event: { name: string }; parent_run_id: string | null; parent_step_id: string | null }>(
    `update executor.runs set status = $2, output = $3, error = $4, ended_at = now() where id = $1 and status = 'Running'
     returning function_id, event, parent_run_id, parent_step_id`,
    [
      runId,
      ending.status,
      ending.status === 'Completed' ? JSON.stringify(ending.output ?? null) : null,
      ending.status === 'Completed' ? null : JSON.stringify(ending.error),
    ],
  )
  const [run] = rows
  if (!run) return
  await tx.query('delete from executor.tasks where run_id = $1', [runId])
  await tx.query('delete from executor.waits where run_id = $1', [runId])
  await notifyReady(tx) // Its place under a concurrency limit is free.
  await tellListeners(executor, tx, runId, run, ending)
  if (run.parent_run_id && run.parent_step_id && (await lockRun(tx, run.parent_run_id))) {
    const value = ending.status === 'Completed' ? { data: ending.output ?? null } : { error: ending.error }
    await completePending(tx, run.parent_run_id, run.parent_step_id, value)
  }
}

async function tellListeners(executor: Executor, tx: Tx, runId: string, run: { function_id: string; event: { name: string } }, ending: Ending) {
  const about = { function_id: run.function_id, run_id: runId, event: run.event, events: [run.event], _inngest: { status: ending.status } }
  const outcome = ending.status === 'Completed' ? { result: ending.output ?? null } : { error: ending.error }
  const data = { ...about, ...outcome }
  // A failed failure handler, or a listener to endings, must not set off itself.
  if (ending.status === 'Failed' && run.event.name !== failedEvent) await storeEvents(executor, tx, [{ id: runId, name: failedEvent, data }])
  if (ending.status === 'Cancelled') await storeEvents(executor, tx, [{ name: 'inngest/function.cancelled', data }])
  if (run.event.name !== finishedEvent && (await isAwaited(executor, tx, finishedEvent))) await storeEvents(executor, tx, [{ name: finishedEvent, data }])
}

async function isAwaited(executor: Executor, tx: Tx, eventName: string): Promise<boolean> {
  if (executor.registry.listensTo(eventName)) return true
  const { rows } = await tx.query('select 1 from executor.waits where event_name = $1 limit 1', [eventName])
  return rows.length > 0
}
