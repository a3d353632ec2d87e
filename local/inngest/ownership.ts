import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export type Ownership = { isHeld(): boolean; release(): Promise<void> }

const lockName = 'local inngest executor'
const leavesWithinMs = 2_000

/** The `application_name` of every other connection of this executor. */
export const workName = 'local inngest work'
const triesEveryMs = 500

/**
 * Holds the advisory lock that makes this the only executor on its database, and listens for ready tasks on the same
 * connection. Waits `patienceMs` for a predecessor to go, then throws a sentence. Lost with the connection, it is
 * taken again when Postgres is back; `onReady` is called after each notice and each time the lock is won.
 */
export async function holdDatabase(options: { databaseUrl: string; patienceMs: number; onReady: () => void; log: (line: string) => void }): Promise<Ownership> {
  let client: pg.Client | null = null
  let released = false

  async function connect() {
    const fresh = new pg.Client({ connectionString: options.databaseUrl, keepAlive: true, application_name: lockName })
    fresh.on('error', (error) => options.log(`inngest: its Postgres connection broke: ${error.message}`))
    await fresh.connect()
    try {
      await fresh.query(`set lock_timeout = ${options.patienceMs}`)
      await fresh.query('select pg_advisory_lock(hashtext($1))', [lockName])
      await fresh.query('set lock_timeout = 0')
      fresh.on('notification', options.onReady)
      await fresh.query('listen executor_ready')
    } catch (error) {
      await fresh.end()
      const isTaken = error !== null && typeof error === 'object' && 'code' in error && error.code === '55P03'
      if (!isTaken) throw error
      const { host, port, database } = fresh
      throw new Error(
        `Another Inngest executor is at work on the database "${database}" at ${host}:${port}. Stop it first, or give this one its own database.`,
        { cause: error },
      )
    }
    fresh.once('end', () => {
      client = null
      if (!released) void reconnect()
    })
    client = fresh
    options.onReady()
  }

  async function reconnect() {
    while (!released && !client) {
      await pause(triesEveryMs)
      await connect().catch((error: Error) => options.log(`inngest: waiting for its database: ${error.message}`))
    }
    // Released while connecting: let go of what was just won.
    if (released) await client?.end()
  }

  await connect()
  return {
    isHeld: () => client !== null,
    release: async () => {
      released = true
      if (client) await othersGone(client)
      await client?.end()
    },
  }
}

/** pg's pools end before their connections do, and one that Postgres cuts in between would crash the process. */
async function othersGone(client: pg.Client) {
  for (const start = Date.now(); Date.now() - start < leavesWithinMs; await pause(10)) {
    const { rows } = await client.query('select 1 from pg_stat_activity where datname = current_database() and application_name = $1', [workName])
    if (rows.length === 0) return
  }
}
