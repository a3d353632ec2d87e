import { z } from 'zod'
import { retryOrGiveUp, setAside } from './attempts'
import type { StepAnswer } from './call-step'
import { lockRun, type Tx } from './database'
import { retryAfterMs } from './durations'
import type { Executor } from './executor'
import { opSchema, recordOps } from './record-ops'
import { endRun, type RunError } from './runs'
import type { Task } from './tasks'

const sdkError = z.object({ name: z.string().catch('Error'), message: z.string().optional(), error: z.string().optional(), stack: z.string().optional() })

/** The error an answer carries, in the shape steps and runs keep. */
function errorOf(body: unknown): RunError {
  const parsed = sdkError.safeParse(body)
  if (!parsed.success) return { name: 'Error', message: typeof body === 'string' ? body : JSON.stringify(body) }
  const { name, message, error, stack } = parsed.data
  return { name, message: message || error || 'Unknown error', ...(stack ? { stack } : {}) }
}

/** Whether the SDK said that it has no such function, which after a change of code may only mean that we are behind. */
export function saysFunctionIsUnknown(answer: StepAnswer): boolean {
  return answer.kind === 'answered' && answer.noRetry === null && answer.status === 500 && /^Function ".*" was not found/.test(errorOf(answer.body).message)
}

/**
 * The run has moved on by what the app answered, in one transaction: steps stored, the next request ready, a retry
 * set, or the run ended. An answer whose lease was lost is dropped: somebody else has the task.
 */
export async function recordAnswer(executor: Executor, tx: Tx, owner: string, task: Task, answer: StepAnswer) {
  if (!(await lockRun(tx, task.runId))) return
  const { rows } = await tx.query<{ go_again: boolean }>(
    `select go_again from executor.tasks where run_id = $1 and step_id = $2 and state = 'running' and lease_owner = $3 for update`,
    [task.runId, task.stepId, owner],
  )
  const [held] = rows
  if (!held) return
  if (answer.kind === 'not taken') return setAside(executor, tx, task, answer.why)
  if (answer.kind === 'cut off') return retryOrGiveUp(executor, tx, task, { name: 'CutOff', message: `The app broke off while running this: ${answer.why}` })
  if (saysFunctionIsUnknown(answer)) return setAside(executor, tx, task, errorOf(answer.body).message)
  if (answer.status === 200) return endRun(executor, tx, task.runId, { status: 'Completed', output: answer.body })
  if (answer.status === 206) {
    const waitMs = retryAfterMs(answer.retryAfter, new Date())
    const ops = z.array(opSchema).safeParse([answer.body].flat())
    if (!ops.success)
      return retryOrGiveUp(executor, tx, task, { name: 'LocalExecutor', message: `The SDK's answer is not understood: ${z.prettifyError(ops.error)}` })
    return recordOps(executor, tx, { ...task, goAgain: held.go_again }, ops.data, (failure) =>
      retryOrGiveUp(executor, tx, task, failure.error, waitMs, failure.stepId),
    )
  }
  const error = errorOf(answer.body)
  if (answer.noRetry === true) return endRun(executor, tx, task.runId, { status: 'Failed', error })
  return retryOrGiveUp(executor, tx, task, error, retryAfterMs(answer.retryAfter, new Date()))
}
