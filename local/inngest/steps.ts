import type { Tx } from './database'

/** Tells the run loop, once this transaction is committed, that there is something to do. */
export async function notifyReady(tx: Tx) {
  await tx.query(`select pg_notify('executor_ready', '')`)
}

/** The step has its value for good, whether it was pending or new; false when it had one already. The run is locked by the caller. */
export async function storeDone(tx: Tx, runId: string, step: { id: string; op: string; name: string }, value: unknown): Promise<boolean> {
  const { rows } = await tx.query(
    `insert into executor.steps (run_id, id, op, name, value, done_order) values ($1, $2, $3, $4, $5, nextval('executor.done_order'))
     on conflict (run_id, id) do update set value = excluded.value, done_order = excluded.done_order where executor.steps.done_order is null
     returning id`,
    [runId, step.id, step.op, step.name, JSON.stringify(value)],
  )
  return rows.length === 1
}

/** The step is remembered as asked for and pending; false when the run asked for it before. */
export async function storePending(tx: Tx, runId: string, step: { id: string; op: string; name: string }): Promise<boolean> {
  const { rows } = await tx.query(`insert into executor.steps (run_id, id, op, name) values ($1, $2, $3, $4) on conflict do nothing returning id`, [
    runId,
    step.id,
    step.op,
    step.name,
  ])
  return rows.length === 1
}

/** A pending step gets its value and, if its group is whole, the run goes on; false when it was not pending. The run is locked by the caller. */
export async function completePending(tx: Tx, runId: string, stepId: string, value: unknown): Promise<boolean> {
  const { rows } = await tx.query(
    `update executor.steps set value = $3, done_order = nextval('executor.done_order')
     where run_id = $1 and id = $2 and done_order is null returning id`,
    [runId, stepId, JSON.stringify(value)],
  )
  if (rows.length === 0) return false
  await tx.query('delete from executor.waits where run_id = $1 and step_id = $2', [runId, stepId])
  await goOn(tx, runId)
  return true
}

/** The function is called again once no step is pending, or at once when it asked for that or is behind. */
export async function goOn(tx: Tx, runId: string, atOnce = false) {
  await tx.query(
    `insert into executor.tasks (run_id, step_id)
     select $1, 'step' where $2 or not exists (select 1 from executor.steps where run_id = $1 and done_order is null)
     on conflict (run_id, step_id) do update set go_again = executor.tasks.state = 'running'`,
    [runId, atOnce],
  )
  await notifyReady(tx)
}

/** How many steps the run has asked for, and how many of them are pending. */
export async function countSteps(tx: Tx, runId: string): Promise<{ total: number; pending: number }> {
  const { rows } = await tx.query<{ total: number; pending: number }>(
    `select count(*)::int as total, (count(*) filter (where done_order is null))::int as pending from executor.steps where run_id = $1`,
    [runId],
  )
  return rows[0] ?? { total: 0, pending: 0 }
}
