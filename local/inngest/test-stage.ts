import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect } from 'vitest'
import { startPostgres } from '../postgres'
import type { RunReport } from './run-reports'
import { trailTables } from './test-functions'

export const signingKey = 'signkey-test-0011223344556677'
export const eventKey = 'test-event-key'
/** For what comes about in its own time: looked for often, given up only when it will never be. */
export const patient = { timeout: 60_000, interval: 50 }

/** A PostgreSQL of the test file's own with these databases, and one named trail where the test functions leave their marks. */
export function setStage(databases: string[]) {
  const dir = mkdtempSync(join(tmpdir(), 'inngest-'))
  const stage = {} as { dir: string; trail: pg.Pool; urlOf: (database: string) => string }
  let postgres: Awaited<ReturnType<typeof startPostgres>>

  beforeAll(async () => {
    chmodSync(dir, 0o755) // PostgreSQL may run as another user and must be able to enter.
    postgres = await startPostgres({ dataDir: join(dir, 'pg'), port: 0, durable: false })
    for (const name of ['trail', ...databases]) await postgres.createDatabase(name)
    const trail = new pg.Pool({ connectionString: postgres.ownerUrl('trail') })
    await trail.query(trailTables)
    Object.assign(stage, { dir, trail, urlOf: postgres.ownerUrl })
  })
  afterAll(async () => {
    const open = stage.trail.totalCount
    let gone = 0
    const allGone = new Promise<void>((resolve) => stage.trail.on('remove', () => ++gone === open && resolve()))
    await stage.trail.end() // Ends before its connections do: one that Postgres cut off then would fail the whole run.
    await allGone
    await postgres.stop()
    rmSync(dir, { recursive: true, force: true })
  })
  return stage
}

/** The marks of one tag, in the order they were left. */
export async function trailOf(trail: pg.Pool, tag: string): Promise<string[]> {
  const { rows } = await trail.query<{ label: string }>('select label from trail where tag = $1 order by ordinal', [tag])
  return rows.map((row) => row.label)
}

/** The executor's latest runs of a function. */
export async function runsOf(url: string, functionId: string): Promise<RunReport[]> {
  const response = await fetch(`${url}/api/runs?function=${functionId}`)
  expect(response.status).toBe(200)
  return (await response.json()) as RunReport[]
}

/** The run begun by the one event of this id has ended; gives it. */
export async function ended(url: string, functionId: string, eventId: string): Promise<RunReport> {
  const find = async () => (await runsOf(url, functionId)).find((run) => run.eventId === eventId)
  await expect.poll(async () => (await find())?.status ?? 'none', patient).not.toMatch(/none|Running/)
  const run = await find()
  if (!run) throw new Error('it was there a moment ago')
  return run
}
