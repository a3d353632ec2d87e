import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import { env } from '@/lib/env'
import * as schema from './schema'

export type Db = NodePgDatabase<typeof schema>
/** A running transaction: verbs that take one take part in the caller's. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

const kept = globalThis as typeof globalThis & { pouirePool?: Pool }

/** The pool, made on first use so that a build needs no database; one per process, whatever reloads the module. */
export function pool(): Pool {
  if (!kept.pouirePool) {
    kept.pouirePool = new Pool({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL_SIZE,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      statement_timeout: 30_000,
      query_timeout: 35_000, // A server that hangs without closing the line answers no statement_timeout.
      application_name: 'pouire',
    })
    // An idle connection that dies (a database restart) must not end the process; the next query opens another.
    kept.pouirePool.on('error', (error) => console.error(JSON.stringify({ level: 'error', msg: 'idle database connection lost', error: error.message })))
  }
  return kept.pouirePool
}

let made: Db | undefined // Not kept over a reload as the pool is: it remembers the columns of the schema it was made with.

/** Drizzle over the pool. Used as `db.select()…`, resolved at the first call. */
export const db: Db = new Proxy({} as Db, {
  get(_, property) {
    made ??= drizzle(pool(), { schema, casing: 'snake_case' })
    const value = Reflect.get(made, property, made)
    return typeof value === 'function' ? value.bind(made) : value
  },
})

export { schema }
