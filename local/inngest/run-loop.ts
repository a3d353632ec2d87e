import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { callStep } from './call-step'
import { isConnectionLost, lockRun, transaction } from './database'
import type { Executor } from './executor'
import { recordAnswer, saysFunctionIsUnknown } from './record-answer'
import { endRun } from './runs'
import { claimTasks, renewLeases, type Task } from './tasks'

const databaseReturnsEveryMs = 500

export type RunLoop = { wake(): void; stop(patienceMs: number): Promise<void> }

/** The one loop in which all ready tasks are called, up to `width` at once; it looks for more whenever it is woken. */
export function startRunLoop(
  executor: Executor,
  options: { leaseMs: number; width: number; isOwner: () => boolean; onTrouble: (appIndex: number) => void },
): RunLoop {
  const owner = randomUUID()
  const calls = new Map<Task, Promise<void>>()
  const cutOff = new AbortController()
  let isStopping = false
  let isWanted = false
  let isLooking = false

  async function look() {
    isWanted = true
    if (isLooking) return
    isLooking = true
    try {
      while (isWanted && !isStopping && options.isOwner()) {
        isWanted = false
        const room = options.width - calls.size
        const tasks = room > 0 ? await claimTasks(executor, owner, options.leaseMs, room) : []
        for (const task of tasks) begin(task)
      }
    } finally {
      isLooking = false
    }
  }

  function begin(task: Task) {
    const call = perform(task)
      .catch((error: Error) => executor.log(`inngest: run ${task.runId} waits for its lease to run out: ${error.message}`))
      .finally(() => {
        calls.delete(task)
        wake()
      })
    calls.set(task, call)
  }

  async function perform(task: Task) {
    await insist(
      async () => {
        const answer = await callStep(executor, task, cutOff.signal)
        if (cutOff.signal.aborted) return // The lease runs out by itself: the step may still be running over there.
        if (answer.kind !== 'answered' || saysFunctionIsUnknown(answer)) {
          options.onTrouble(task.fn.appIndex)
          const why = answer.kind === 'answered' ? 'it does not know the function' : answer.why
          executor.log(`inngest: ${task.fn.id} (run ${task.runId}): ${why}`)
        }
        await insist(
          () => transaction(executor.pool, (tx) => recordAnswer(executor, tx, owner, task, answer)),
          (error) => failRun(task, error),
        )
      },
      (error) => failRun(task, error),
    )
  }

  /** Work on the database that outlasts Postgres being away; any other error is given to `otherwise`. */
  async function insist(work: () => Promise<void>, otherwise: (error: unknown) => Promise<void>) {
    while (!isStopping || !cutOff.signal.aborted) {
      try {
        return await work()
      } catch (error) {
        if (!isConnectionLost(error)) return otherwise(error)
        executor.log('inngest: its database is away; what it has in hand is kept and stored when it is back')
        await pause(databaseReturnsEveryMs)
      }
    }
  }

  /** What cannot be stored must not be tried for ever: the run ends, saying why. */
  async function failRun(task: Task, error: unknown) {
    const message = error instanceof Error ? error.message : String(error)
    executor.log(`inngest: run ${task.runId} of ${task.fn.id} is given up: ${message}`)
    await transaction(executor.pool, async (tx) => {
      const problem = { name: 'LocalExecutor', message: `The answer could not be recorded: ${message}` }
      if (await lockRun(tx, task.runId)) await endRun(executor, tx, task.runId, { status: 'Failed', error: problem })
    })
  }

  function wake() {
    look().catch((error: Error) => executor.log(`inngest: looking for ready steps: ${error.message}`))
  }

  const heartbeat = setInterval(() => {
    if (!options.isOwner()) return
    renewLeases(executor, owner, options.leaseMs, [...calls.keys()]).then(wake, (error: Error) => executor.log(`inngest: renewing leases: ${error.message}`))
  }, options.leaseMs / 3)

  return {
    wake,
    /** Nothing more is begun; what is out has `patienceMs` to come back before it is let go of. */
    stop: async (patienceMs) => {
      isStopping = true
      const letGo = setTimeout(() => cutOff.abort(), patienceMs)
      await Promise.all(calls.values())
      clearTimeout(letGo)
      clearInterval(heartbeat)
    },
  }
}
