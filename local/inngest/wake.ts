import type { Wake } from './alarms'
import { lockRun, transaction } from './database'
import type { Executor } from './executor'
import { completePending, notifyReady } from './steps'

/** What an alarm was set for has happened, unless it had come to pass already. */
export async function wake(executor: Executor, { runId, stepId, reason }: Wake) {
  await transaction(executor.pool, async (tx) => {
    if (!(await lockRun(tx, runId))) return
    if (reason === 'retry') {
      await tx.query(`update executor.tasks set state = 'ready' where run_id = $1 and step_id = $2 and state = 'waiting'`, [runId, stepId])
      await notifyReady(tx)
    } else if (reason === 'invoke') {
      const error = { name: 'InvokeTimeout', message: 'The invoked function did not finish in time' }
      await completePending(tx, runId, stepId, { error })
    } else {
      await completePending(tx, runId, stepId, null)
    }
  })
}
