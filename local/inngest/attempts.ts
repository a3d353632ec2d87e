import type { Tx } from './database'
import { backOffMs, type Executor } from './executor'
import { endRun, type RunError } from './runs'
import { completePending } from './steps'
import type { Task } from './tasks'

const longestBackOffMs = 600_000
const longestUnheardMs = 10_000

/** Nobody took the request: it waits, longer each time, and loses no attempt. The app's return wakes it sooner. */
export async function setAside(executor: Executor, tx: Tx, task: Task, why: string) {
  await tx.query(`update executor.tasks set state = 'waiting', lease_owner = null, unheard = unheard + 1, problem = $3 where run_id = $1 and step_id = $2`, [
    task.runId,
    task.stepId,
    why,
  ])
  const delayMs = backOffMs(executor.retryBaseMs, task.unheard + 1, longestUnheardMs)
  await executor.alarms.wakeAt(tx, { runId: task.runId, stepId: task.stepId, reason: 'retry' }, new Date(Date.now() + delayMs))
}

/** One attempt is spent. The next one waits its turn; after the last, a step keeps its error for the function to catch, and a function fails. */
export async function retryOrGiveUp(executor: Executor, tx: Tx, task: Task, error: RunError, waitMs: number | null = null, failedStepId?: string) {
  await tx.query('update executor.runs set failed_attempts = failed_attempts + 1 where id = $1', [task.runId])
  const failures = task.attempt + 1
  if (failures >= task.fn.maxAttempts) {
    const stepId = failedStepId ?? task.stepId
    if (stepId === 'step') return endRun(executor, tx, task.runId, { status: 'Failed', error })
    await tx.query('delete from executor.tasks where run_id = $1 and step_id = $2', [task.runId, task.stepId])
    await tx.query(`insert into executor.steps (run_id, id, op, name) values ($1, $2, 'StepFailed', $2) on conflict do nothing`, [task.runId, stepId])
    await completePending(tx, task.runId, stepId, { error })
    return
  }
  await tx.query(
    `update executor.tasks set state = 'waiting', lease_owner = null, unheard = 0, attempt = $3, problem = $4 where run_id = $1 and step_id = $2`,
    [task.runId, task.stepId, failures, error.message],
  )
  const delayMs = waitMs ?? backOffMs(executor.retryBaseMs, failures, longestBackOffMs)
  await executor.alarms.wakeAt(tx, { runId: task.runId, stepId: task.stepId, reason: 'retry' }, new Date(Date.now() + delayMs))
}
