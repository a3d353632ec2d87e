import { z } from 'zod'
import { setAside } from './attempts'
import type { Tx } from './database'
import { dueAt } from './durations'
import type { Executor } from './executor'
import { parseExpression } from './expressions'
import { beginRun, endRun, type RunError } from './runs'
import { countSteps, goOn, notifyReady, storeDone, storePending } from './steps'
import type { Task } from './tasks'
import { ulid } from './ulid'

const longestWaitMs = 366 * 86_400_000
const mostSteps = 1_000

export const opSchema = z.object({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
})
type Op = z.infer<typeof opSchema>
type Failure = { stepId: string; error: RunError }

const invokeOpts = z.object({
  function_id: z.string(),
  payload: z.object({ data: z.record(z.string(), z.unknown()).nullish(), user: z.unknown().optional() }).nullish(),
  timeout: z.string().optional(),
})
const errorShape = z.object({ name: z.string(), message: z.string(), stack: z.string().optional() }).catch({ name: 'Error', message: 'Unknown error' })

/** What the function asked for is stored: values for good, plans and waits as pending steps with their tasks and alarms. */
export async function recordOps(executor: Executor, tx: Tx, task: Task & { goAgain: boolean }, ops: Op[], retry: (failure: Failure) => Promise<void>) {
  const absent = ops.find((op) => op.op === 'InvokeFunction' && !executor.registry.find(invokeOpts.parse(op.opts).function_id))
  if (absent && !executor.registry.isComplete()) return setAside(executor, tx, task, 'it invokes a function of an app that has not registered yet')

  let failure: Failure | null = null
  let news = 0
  let atOnce = task.goAgain
  for (const op of ops) {
    const step = { id: op.id, op: op.op, name: op.displayName || op.name || op.id }
    if (op.op === 'RunComplete') return endRun(executor, tx, task.runId, { status: 'Completed', output: op.data })
    if (op.op === 'StepRun' || op.op === 'Step') news += Number(await storeDone(tx, task.runId, step, { data: op.data ?? null }))
    else if (op.op === 'StepFailed') {
      await tx.query('update executor.runs set failed_attempts = failed_attempts + 1 where id = $1', [task.runId])
      news += Number(await storeDone(tx, task.runId, step, { error: errorShape.parse(op.error) }))
    } else if (op.op === 'StepError') failure = { stepId: op.id, error: errorShape.parse(op.error) }
    else if (op.op === 'DiscoveryRequest') atOnce = true
    else {
      try {
        news += Number(await ask(executor, tx, task.runId, op, step))
      } catch (error) {
        if (!(error instanceof UnknownRequest)) throw error
        return endRun(executor, tx, task.runId, { status: 'Failed', error: { name: 'LocalExecutor', message: error.message } })
      }
    }
  }
  const { total, pending } = await countSteps(tx, task.runId)
  if (total > mostSteps)
    return endRun(executor, tx, task.runId, { status: 'Failed', error: { name: 'Error', message: `A run has at most ${mostSteps} steps` } })
  if (failure) return retry(failure)
  if (news === 0 && pending === 0 && !atOnce) {
    return retry({ stepId: task.stepId, error: { name: 'Error', message: 'The function neither finished nor asked for anything' } })
  }
  await tx.query('delete from executor.tasks where run_id = $1 and step_id = $2', [task.runId, task.stepId])
  await goOn(tx, task.runId, atOnce)
}

class UnknownRequest extends Error {}

/** The sentence of an unreadable time or expression belongs to the run, which cannot go on: not to a retry. */
function read<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new UnknownRequest(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** A step is pending and whatever will complete it is on its way; false when it was pending before. */
async function ask(executor: Executor, tx: Tx, runId: string, op: Op, step: { id: string; op: string; name: string }): Promise<boolean> {
  if (op.opts?.parallelMode) throw new UnknownRequest('The local executor does not know group.parallel with a mode; Promise.all waits for the whole group')
  const isNew = await storePending(tx, runId, step)
  if (!isNew) return false
  const alarm = async (reason: 'sleep' | 'wait' | 'invoke', text: string) => {
    const now = new Date()
    const at = read(() => dueAt(text, now))
    await executor.alarms.wakeAt(tx, { runId, stepId: op.id, reason }, new Date(Math.min(at.getTime(), now.getTime() + longestWaitMs)))
  }
  if (op.op === 'StepPlanned') {
    await tx.query('insert into executor.tasks (run_id, step_id) values ($1, $2)', [runId, op.id])
    await notifyReady(tx)
  } else if (op.op === 'Sleep') await alarm('sleep', op.name ?? '')
  else if (op.op === 'WaitForEvent') {
    const expression = typeof op.opts?.if === 'string' ? op.opts.if : null
    if (expression) read(() => parseExpression(expression))
    await tx.query('insert into executor.waits (run_id, step_id, event_name, expression) values ($1, $2, $3, $4)', [runId, op.id, op.name, expression])
    await alarm('wait', String(op.opts?.timeout ?? ''))
  } else if (op.op === 'InvokeFunction') {
    const { function_id, payload, timeout } = invokeOpts.parse(op.opts)
    const fn = executor.registry.find(function_id)
    if (!fn) {
      await storeDone(tx, runId, step, { error: { name: 'Error', message: `There is no function ${function_id} to invoke` } })
      return true
    }
    const about = { fn_id: function_id, correlation_id: `${runId}.${op.id}` }
    const event = { id: ulid(), name: 'inngest/function.invoked', data: { ...payload?.data, _inngest: about }, ts: Date.now(), user: payload?.user ?? {} }
    const childId = await beginRun(tx, fn, event, { parent: { runId, stepId: op.id } })
    if (childId === null)
      await storeDone(tx, runId, step, { error: { name: 'Error', message: `${function_id} was not run again: its idempotency key was used before` } })
    else if (timeout) await alarm('invoke', timeout)
  } else throw new UnknownRequest(`The local executor does not know the step kind ${op.op}`)
  return true
}
