import pg from 'pg'
import { openAlarms } from './alarms'
import { transaction } from './database'
import { dispatchEvent } from './dispatch-event'
import type { Executor } from './executor'
import { holdDatabase, workName } from './ownership'
import { keepRegistered } from './registration'
import { createRegistry } from './registry'
import { type RunLoop, startRunLoop } from './run-loop'
import { serveExecutor } from './server'
import { prune, tables } from './tables'
import { tick } from './tick'
import { wake } from './wake'

export type InngestOptions = {
  /** 0 takes any free port. */
  port: number
  /** A database of its own, which the role owns. */
  databaseUrl: string
  signingKey: string
  eventKey: string
  /** The `/api/inngest` endpoints, always in the same order: an app is known by its place, its port may change. */
  apps: string[]
  log?: (line: string) => void
  /** The wait before a second attempt, doubling after that. */
  retryBaseMs?: number
  /** How long a step stays a dead executor's before another may run it again. */
  leaseMs?: number
  /** How long to wait for another executor on the same database to go. */
  patienceMs?: number
  /** How often an app that is up is asked for its functions. */
  resyncMs?: number
  /** How many requests may be out at once. */
  width?: number
}

export type LocalInngest = {
  url: string
  /** Resolves when all apps have registered; rejects with a sentence when one uses what is not implemented. */
  untilRegistered(): Promise<void>
  /** Stops taking work, gives steps in hand a few seconds, lets go of the database. */
  close(): Promise<void>
}

const closingPatienceMs = 3_000

/** A durable executor speaking Inngest's protocol is up; throws a sentence when another one holds the database. It need not find its apps up. */
export async function startInngest(options: InngestOptions): Promise<LocalInngest> {
  const { databaseUrl, log = (line) => process.stderr.write(`${line}\n`), leaseMs = 10_000 } = options
  let loop: RunLoop | null = null
  const wakeLoop = () => loop?.wake()
  await using parts = new AsyncDisposableStack() // Undone in reverse, also when a later part fails to start.

  const ownership = await holdDatabase({ databaseUrl, patienceMs: options.patienceMs ?? 15_000, onReady: wakeLoop, log })
  parts.defer(ownership.release)

  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, application_name: workName })
  pool.on('error', (error) => log(`inngest: an idle Postgres connection broke: ${error.message}`))
  parts.defer(() => pool.end())
  await transaction(pool, (tx) => tx.query(tables))
  await transaction(pool, (tx) => tx.query(prune))

  const alarms = await openAlarms({ databaseUrl, appCount: options.apps.length, log })
  parts.defer(alarms.close)
  const registry = createRegistry(options.apps)
  const { signingKey, eventKey, retryBaseMs = 1_000 } = options
  const executor: Executor = { pool, alarms, registry, signingKey, eventKey, retryBaseMs, log }

  const registration = keepRegistered(executor, {
    eagerMs: 500,
    calmMs: options.resyncMs ?? 10_000,
    onFirst: (appIndex) => alarms.onStart(appIndex, (start) => dispatchEvent(executor, appIndex, start)),
    onChange: wakeLoop,
  })
  parts.defer(registration.stop)
  const running = startRunLoop(executor, { leaseMs, width: options.width ?? 20, isOwner: ownership.isHeld, onTrouble: registration.syncSoon })
  loop = running
  parts.defer(() => running.stop(closingPatienceMs))
  await alarms.onWake((alarm) => wake(executor, alarm))
  await alarms.onTick((due) => tick(executor, due))
  const server = await serveExecutor(executor, registration, options.port, ownership.isHeld)
  parts.defer(server.close)

  const everything = parts.move()
  return { url: server.url, untilRegistered: registration.untilRegistered, close: () => everything.disposeAsync() }
}
