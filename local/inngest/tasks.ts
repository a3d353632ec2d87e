import type { Executor } from './executor'
import type { LocalFunction } from './function-config'

export type Task = { runId: string; stepId: string; attempt: number; unheard: number; fn: LocalFunction }

type Candidate = { run_id: string; step_id: string; attempt: number; unheard: number; function_id: string; concurrency_keys: string[] }

/** At most `room` ready tasks, oldest first, are leased to `owner`, none of them past its function's concurrency limits. */
export async function claimTasks(executor: Executor, owner: string, leaseMs: number, room: number): Promise<Task[]> {
  const { pool, registry } = executor
  const taken = await countRunning(executor)
  const chosen: Candidate[] = []
  const limitOf = (functionId: string, index: number) => registry.find(functionId)?.concurrency[index]?.limit ?? Number.POSITIVE_INFINITY
  for (;;) {
    const full = [...taken].filter(([, { count, limit }]) => count >= limit).map(([key]) => key)
    const { rows } = await pool.query<Candidate>(
      `select t.run_id, t.step_id, t.attempt, t.unheard, r.function_id, r.concurrency_keys
       from executor.tasks t join executor.runs r on r.id = t.run_id
       where t.state = 'ready' and r.function_id = any($1) and not r.concurrency_keys && $2::text[]
         and not (t.run_id, t.step_id) in (select * from unnest($3::text[], $4::text[]))
       order by t.ordinal limit $5`,
      [registry.all().map((fn) => fn.id), full, chosen.map((c) => c.run_id), chosen.map((c) => c.step_id), room - chosen.length],
    )
    const fitting = rows.filter((row) => {
      const places = row.concurrency_keys.map((key, index) => taken.get(key) ?? { key, count: 0, limit: limitOf(row.function_id, index) })
      if (places.some((place) => place.count >= place.limit)) return false
      row.concurrency_keys.forEach((key, index) => {
        const place = places[index]
        if (place) taken.set(key, { ...place, count: place.count + 1 })
      })
      return true
    })
    chosen.push(...fitting)
    // Rows passed over hold a key that is full by now: the next look leaves that key out and reaches further.
    if (chosen.length >= room || fitting.length === rows.length) break
  }
  if (chosen.length === 0) return []
  const leased = await pool.query<{ run_id: string; step_id: string }>(
    `update executor.tasks set state = 'running', lease_owner = $1, lease_until = now() + $2 * interval '1 ms', go_again = false
     where state = 'ready' and (run_id, step_id) in (select * from unnest($3::text[], $4::text[])) returning run_id, step_id`,
    [owner, leaseMs, chosen.map((c) => c.run_id), chosen.map((c) => c.step_id)],
  )
  const held = new Set(leased.rows.map((row) => `${row.run_id} ${row.step_id}`))
  return chosen.flatMap((c) => {
    const fn = registry.find(c.function_id)
    return fn && held.has(`${c.run_id} ${c.step_id}`) ? [{ runId: c.run_id, stepId: c.step_id, attempt: c.attempt, unheard: c.unheard, fn }] : []
  })
}

async function countRunning({ pool, registry }: Executor) {
  const taken = new Map<string, { count: number; limit: number }>()
  const { rows } = await pool.query<{ function_id: string; concurrency_keys: string[]; count: number }>(
    `select r.function_id, r.concurrency_keys, count(*)::int as count from executor.tasks t join executor.runs r on r.id = t.run_id
     where t.state = 'running' and r.concurrency_keys <> '{}' group by 1, 2`,
  )
  for (const row of rows) {
    row.concurrency_keys.forEach((key, index) => {
      const limit = registry.find(row.function_id)?.concurrency[index]?.limit ?? Number.POSITIVE_INFINITY
      taken.set(key, { count: (taken.get(key)?.count ?? 0) + row.count, limit })
    })
  }
  return taken
}

/** The leases of the tasks in hand are good for another `leaseMs`; leases that have run out are given back. Tells how many were. */
export async function renewLeases({ pool }: Executor, owner: string, leaseMs: number, inHand: Task[]): Promise<number> {
  await pool.query(
    `update executor.tasks set lease_until = now() + $2 * interval '1 ms'
     where lease_owner = $1 and state = 'running' and (run_id, step_id) in (select * from unnest($3::text[], $4::text[]))`,
    [owner, leaseMs, inHand.map((task) => task.runId), inHand.map((task) => task.stepId)],
  )
  const { rows } = await pool.query(
    `update executor.tasks set state = 'ready', lease_owner = null, problem = 'its executor stopped while the step was running'
     where state = 'running' and lease_until < now() returning run_id`,
  )
  return rows.length
}
