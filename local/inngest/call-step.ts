import type { Executor } from './executor'
import { type HttpAnswer, headerOf, httpCall } from './http-call'
import { canonicalJson, signBody } from './signatures'
import type { Task } from './tasks'

export type StepAnswer =
  | { kind: 'not taken'; why: string } // The app never began: it costs no attempt.
  | { kind: 'cut off'; why: string } // It began and vanished: that costs one.
  | { kind: 'answered'; status: number; noRetry: boolean | null; retryAfter: string | undefined; body: unknown }

/** The function is called with all its run knows, signed; what came back is told, whatever it was. */
export async function callStep(executor: Executor, task: Task, signal: AbortSignal): Promise<StepAnswer> {
  const body = canonicalJson(await describeRun(executor, task))
  const url = new URL(executor.registry.endpointOf(task.fn))
  url.searchParams.set('fnId', task.fn.id)
  url.searchParams.set('stepId', task.stepId)
  const headers = {
    'user-agent': 'Inngest',
    'x-run-id': task.runId,
    'x-inngest-step-id': task.stepId,
    'x-inngest-signature': signBody(executor.signingKey, body),
  }
  return read(await httpCall({ method: 'POST', url: url.href, headers, body, signal }))
}

async function describeRun({ pool }: Executor, task: Task) {
  const [run, steps] = await Promise.all([
    pool.query<{ event: unknown }>('select event from executor.runs where id = $1', [task.runId]),
    pool.query<{ id: string; value: unknown; is_done: boolean }>(
      `select id, value, done_order is not null as is_done from executor.steps where run_id = $1 order by done_order nulls last`,
      [task.runId],
    ),
  ])
  const event = run.rows[0]?.event
  const done = steps.rows.filter((step) => step.is_done)
  return {
    version: -1,
    use_api: false,
    event,
    events: [event],
    steps: Object.fromEntries(done.map((step) => [step.id, step.value])),
    // Without fn_id the SDK answers one step at a time and never calls back to checkpoint.
    ctx: {
      run_id: task.runId,
      attempt: task.attempt,
      max_attempts: task.fn.maxAttempts,
      disable_immediate_execution: done.length < steps.rows.length,
      use_api: false,
      stack: { stack: done.map((step) => step.id), current: done.length },
      step_id: task.stepId,
    },
  }
}

function read(answer: HttpAnswer): StepAnswer {
  if (answer.kind === 'unreached') return { kind: 'not taken', why: `the app cannot be reached: ${answer.why}` }
  if (answer.kind === 'cut off') return { kind: 'cut off', why: answer.why }
  const { status, headers, text } = answer
  if (status === 401) return { kind: 'not taken', why: 'the app refused our signature: the two have different INNGEST_SIGNING_KEYs, or clocks 5 minutes apart' }
  if (!headerOf(headers, 'x-inngest-sdk')) return { kind: 'not taken', why: `HTTP ${status}, not from the Inngest SDK` }
  const noRetry = headerOf(headers, 'x-inngest-no-retry')
  try {
    return {
      kind: 'answered',
      status,
      noRetry: noRetry === undefined ? null : noRetry === 'true',
      retryAfter: headerOf(headers, 'retry-after'),
      body: text === '' ? null : JSON.parse(text),
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { kind: 'cut off', why: `an answer that is not JSON: ${error.message}` }
  }
}
