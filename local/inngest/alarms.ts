import { createHash } from 'node:crypto'
import { type Db, type JobResult, PgBoss } from 'pg-boss'
import type { Tx } from './database'
import { workName } from './ownership'

export type Wake = { runId: string; stepId: string; reason: 'retry' | 'sleep' | 'wait' | 'invoke' }
export type Tick = { functionId: string; cron: string }
export type Start = { eventId: string }

export type Alarms = Awaited<ReturnType<typeof openAlarms>>

const within = (tx: Tx): { db: Db } => ({ db: { executeSql: (text, values) => tx.query(text, values) } })

// A sleep may last a year; an alarm that fails is tried again until it goes through, since a run hangs on it.
const lasting = {
  retentionSeconds: 400 * 86_400,
  retryLimit: 100_000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  expireInSeconds: 60,
  deleteAfterSeconds: 60,
}
const polling = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 1, batchSize: 20, perJobResults: true } as const

/** pg-boss as the executor's memory of what is to begin, and when: every `send…` is part of the caller's transaction. */
export async function openAlarms(options: { databaseUrl: string; appCount: number; log: (line: string) => void }) {
  const boss = new PgBoss({
    connectionString: options.databaseUrl,
    max: 4,
    useListenNotify: true,
    registerInstance: false,
    schedule: false,
    application_name: workName,
  })
  boss.on('error', (error) => options.log(`inngest: alarms: ${error.message}`))
  await boss.start()

  const startQueues = Array.from({ length: options.appCount }, (_, index) => `start.${index}`)
  for (const name of startQueues) await boss.createQueue(name, { ...lasting, notify: true })
  await boss.createQueue('wake', lasting)
  await boss.createQueue('tick', { ...lasting, policy: 'short' })
  await returnAbandonedJobs(boss)

  return {
    /** Each event will be shown to each app, once that app has registered. */
    sendStarts: async (tx: Tx, eventIds: string[]) => {
      for (const queue of startQueues)
        await boss.insert(
          queue,
          eventIds.map((eventId) => ({ data: { eventId } satisfies Start })),
          within(tx),
        )
    },
    wakeAt: async (tx: Tx, wake: Wake, at: Date) => {
      await boss.send('wake', wake, { startAfter: at, ...within(tx) })
    },
    tickAt: async (tx: Tx, tick: Tick, at: Date) => {
      const singletonKey = createHash('sha1').update(`${tick.functionId} ${tick.cron} ${at.toISOString()}`).digest('hex')
      await boss.send('tick', tick, { startAfter: at, singletonKey, ...within(tx) })
    },
    onStart: (appIndex: number, handle: (start: Start) => Promise<void>) => workThrough(boss, `start.${appIndex}`, options.log, handle),
    onWake: (handle: (wake: Wake) => Promise<void>) => workThrough(boss, 'wake', options.log, handle),
    onTick: (handle: (tick: Tick) => Promise<void>) => workThrough(boss, 'tick', options.log, handle),
    close: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}

/** One job's failure sends only that job back to wait; those fetched with it are not held up. */
async function workThrough<Data>(boss: PgBoss, queue: string, log: (line: string) => void, handle: (data: Data) => Promise<void>) {
  await boss.work<Data, unknown, typeof polling>(queue, polling, async (jobs) => {
    const results: JobResult[] = []
    for (const job of jobs) {
      try {
        await handle(job.data)
        results.push({ id: job.id, status: 'completed' })
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        log(`inngest: ${queue} ${JSON.stringify(job.data)} will be tried again: ${message}`)
        results.push({ id: job.id, status: 'failed', output: { message } })
      }
    }
    return results
  })
}

/** Jobs that a killed executor had in hand go back to their queues at once, not when their time is up: we alone hold the lock. */
async function returnAbandonedJobs(boss: PgBoss) {
  const { rows } = await boss.getDb().executeSql(`select name, id from pgboss.job where state = 'active' and name not like '\\_\\_pgboss%'`)
  for (const row of rows) await boss.fail(row.name, row.id, { message: 'its executor was killed' })
}
