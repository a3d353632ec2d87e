import type pg from 'pg'

export type Tx = pg.PoolClient

const triesAtOnce = 5

function sqlStateOf(error: unknown): string {
  return error !== null && typeof error === 'object' && 'code' in error ? String(error.code) : ''
}

/** Whether Postgres could not be reached or went away, so that the same work may be tried again as it is. */
export function isConnectionLost(error: unknown): boolean {
  const message = error instanceof Error ? error.message : ''
  return /^(08|57P|ECONN|EPIPE|ENOTFOUND)/.test(sqlStateOf(error)) || /Connection terminated|timeout exceeded when trying to connect/.test(message)
}

/** Runs `work` in one transaction and gives its result; after a deadlock or serialization failure it is run again. */
export async function transaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const tx = await pool.connect()
    let broken: Error | undefined
    try {
      await tx.query('begin')
      const result = await work(tx)
      await tx.query('commit')
      return result
    } catch (error) {
      await tx.query('rollback').catch((reason: Error) => {
        broken = reason // The connection itself is gone: it must not return to the pool.
      })
      if (!['40P01', '40001'].includes(sqlStateOf(error)) || tries === triesAtOnce) throw error
    } finally {
      tx.release(broken)
    }
  }
}

/** Takes the lock on a run under which every change of its state is made; false when it is no longer going. */
export async function lockRun(tx: Tx, runId: string): Promise<boolean> {
  const { rows } = await tx.query(`select 1 from executor.runs where id = $1 and status = 'Running' for update`, [runId])
  return rows.length === 1
}
