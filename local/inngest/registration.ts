import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { transaction } from './database'
import type { Executor } from './executor'
import { type LocalFunction, readFunction } from './function-config'
import { headerOf, httpCall } from './http-call'
import type { AppState } from './registry'
import { endRun } from './runs'
import { canonicalJson, signBody } from './signatures'
import { tick } from './tick'

const syncAnswer = z.object({ functions: z.array(z.unknown()) })

export type Registration = { syncNow(): Promise<void>; syncSoon(appIndex: number): void; untilRegistered(): Promise<void>; stop(): Promise<void> }

/**
 * Each app's functions are known as soon as it is up, and again whenever they change: asked for every `eagerMs` while
 * an app is silent, else every `calmMs`. An app with an option that is not implemented is refused as a whole.
 */
export function keepRegistered(
  executor: Executor,
  options: { eagerMs: number; calmMs: number; onFirst: (appIndex: number) => Promise<void>; onChange: () => void },
): Registration {
  const stopped = new AbortController()
  const { apps } = executor.registry
  const naps = apps.map(() => new AbortController())
  const lastTexts: string[] = []
  let settle: (() => void)[] = []

  async function sync(app: AppState, index: number) {
    const wasDown = app.functions === null || app.problem !== null
    const found = await askFunctions(executor, app, stopped.signal)
    if (stopped.signal.aborted) return
    if ('problem' in found) {
      report(app, found.problem, false)
    } else if (lastTexts[index] !== found.text || wasDown) {
      const isChanged = lastTexts[index] !== found.text
      try {
        const functions = found.functions.map((config) => readFunction(config, index))
        refuseDoubles(apps, index, functions)
        if (isChanged) await adopt(app, index, functions)
        lastTexts[index] = found.text
        report(app, null, false)
        await wakeUnheard(executor, functions)
      } catch (error) {
        report(app, error instanceof Error ? error.message : String(error), true)
      }
    }
    for (const check of settle) check()
  }

  async function adopt(app: AppState, index: number, functions: LocalFunction[]) {
    const isFirst = app.functions === null
    app.functions = functions
    executor.log(`inngest: ${app.url} has ${functions.length} functions`)
    for (const fn of functions) for (const cron of fn.crons) await tick(executor, { functionId: fn.id, cron })
    if (isFirst) await options.onFirst(index)
    if (executor.registry.isComplete()) await endOrphans(executor)
  }

  function report(app: AppState, problem: string | null, refused: boolean) {
    if (problem && problem !== app.problem && (refused || app.functions)) executor.log(`inngest: ${app.url}${refused ? ' IS REFUSED' : ''}: ${problem}`)
    app.problem = problem
    app.refused = refused
  }

  async function watch(app: AppState, index: number) {
    while (!stopped.signal.aborted) {
      await sync(app, index).catch((error: Error) => executor.log(`inngest: registering ${app.url}: ${error.message}`))
      options.onChange()
      const nap = new AbortController()
      naps[index] = nap
      await pause(app.problem ? options.eagerMs : options.calmMs, null, { signal: AbortSignal.any([nap.signal, stopped.signal]) }).catch(isWoken)
    }
  }

  const watches = apps.map(watch)
  return {
    syncNow: async () => {
      await Promise.all(apps.map(sync))
      options.onChange()
    },
    syncSoon: (appIndex) => naps[appIndex]?.abort(),
    /** Resolves when every app has registered, rejects with a sentence when one is refused. */
    untilRegistered: () =>
      new Promise<void>((resolve, reject) => {
        const check = () => {
          const refusal = apps.find((app) => app.refused)
          if (!refusal && !executor.registry.isComplete()) return
          settle = settle.filter((other) => other !== check)
          if (refusal) reject(new Error(`${refusal.url} is refused: ${refusal.problem}`))
          else resolve()
        }
        settle.push(check)
        check()
      }),
    stop: async () => {
      stopped.abort()
      await Promise.all(watches)
    },
  }
}

/** Sleeping until woken: being woken is no error, anything else is. */
function isWoken(error: Error) {
  if (error.name !== 'AbortError') throw error
}

async function askFunctions(executor: Executor, app: AppState, signal: AbortSignal): Promise<{ functions: unknown[]; text: string } | { problem: string }> {
  const body = canonicalJson({ url: app.url })
  const headers = { 'x-inngest-sync-kind': 'in_band', 'x-inngest-signature': signBody(executor.signingKey, body) }
  const answer = await httpCall({ method: 'PUT', url: app.url, headers, body, signal })
  if (answer.kind !== 'answered') return { problem: `it cannot be reached: ${answer.why}` }
  if (answer.status !== 200 || headerOf(answer.headers, 'x-inngest-sync-kind') !== 'in_band') {
    return { problem: `it answers its registration with HTTP ${answer.status}: ${answer.text.slice(0, 300)}` }
  }
  const parsed = syncAnswer.safeParse(JSON.parse(answer.text))
  if (!parsed.success) return { problem: `its registration has no list of functions: ${z.prettifyError(parsed.error)}` }
  return { functions: parsed.data.functions, text: JSON.stringify(parsed.data.functions) }
}

function refuseDoubles(apps: AppState[], index: number, functions: LocalFunction[]) {
  const others = apps.filter((_, other) => other !== index).flatMap((app) => app.functions ?? [])
  const ids = [...others, ...functions].map((fn) => fn.id)
  const double = ids.find((id, at) => ids.indexOf(id) !== at)
  if (double) throw new Error(`the function ${double} is registered twice`)
}

/** Requests that nobody took are tried at once now that their app is back. */
async function wakeUnheard({ pool }: Executor, functions: LocalFunction[]) {
  await pool.query(
    `update executor.tasks t set state = 'ready' from executor.runs r
     where r.id = t.run_id and t.state = 'waiting' and t.unheard > 0 and r.function_id = any($1)`,
    [functions.map((fn) => fn.id)],
  )
}

/** Runs of functions that no app has any more end as failed: nothing could go on with them. */
async function endOrphans(executor: Executor) {
  const known = executor.registry.all().map((fn) => fn.id)
  const { rows } = await executor.pool.query<{ id: string }>(`select id from executor.runs where status = 'Running' and not function_id = any($1)`, [known])
  for (const { id } of rows) {
    const error = { name: 'LocalExecutor', message: 'No app has this function any more' }
    await transaction(executor.pool, (tx) => endRun(executor, tx, id, { status: 'Failed', error }))
  }
}
