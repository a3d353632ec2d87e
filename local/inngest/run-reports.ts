import type { Executor } from './executor'

export type RunReport = {
  id: string
  functionId: string
  eventId: string | null
  eventName: string
  status: string
  failedAttempts: number
  /** Why it failed, or what its last try ran into while it is still going. */
  error: string | null
  output: unknown
  createdAt: string
  endedAt: string | null
}

type Row = {
  id: string
  function_id: string
  event_id: string | null
  event: { name: string }
  status: string
  failed_attempts: number
  error: { name: string; message: string } | null
  problem: string | null
  output: unknown
  created_at: Date
  ended_at: Date | null
}

const columns = `r.id, r.function_id, r.event_id, r.event, r.status, r.failed_attempts, r.error, r.output, r.created_at, r.ended_at,
  (select max(t.problem) from executor.tasks t where t.run_id = r.id) as problem`

function report(row: Row): RunReport {
  return {
    id: row.id,
    functionId: row.function_id,
    eventId: row.event_id,
    eventName: row.event.name,
    status: row.status,
    failedAttempts: row.failed_attempts,
    error: row.error ? `${row.error.name}: ${row.error.message}` : row.problem,
    output: row.output,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

/** The newest runs first, at most `limit`, all or those of one status and one function. */
export async function listRuns({ pool }: Executor, filter: { status: string | null; functionId: string | null }, limit = 200): Promise<RunReport[]> {
  const { rows } = await pool.query<Row>(
    `select ${columns} from executor.runs r where ($1::text is null or r.status = $1) and ($2::text is null or r.function_id = $2)
     order by r.created_at desc, r.id desc limit $3`,
    [filter.status, filter.functionId, limit],
  )
  return rows.map(report)
}

/** One run, or null. */
export async function findRun({ pool }: Executor, id: string): Promise<RunReport | null> {
  const { rows } = await pool.query<Row>(`select ${columns} from executor.runs r where r.id = $1`, [id])
  return rows[0] ? report(rows[0]) : null
}

/** The runs an event began, by the id its sender was told. */
export async function listRunsOfEvent({ pool }: Executor, eventId: string): Promise<RunReport[]> {
  const { rows } = await pool.query<Row>(`select ${columns} from executor.runs r where r.event_id = $1 order by r.id`, [eventId])
  return rows.map(report)
}

/** A run in the words of the real server's REST API. */
export function asRestRun(run: RunReport) {
  return {
    run_id: run.id,
    run_started_at: run.createdAt,
    function_id: run.functionId,
    event_id: run.eventId,
    status: run.status,
    output: run.status === 'Completed' ? run.output : run.error,
    ended_at: run.endedAt,
  }
}

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const html = (text: string) => text.replace(/[&<>"]/g, (sign) => escaped[sign] ?? sign)

/** The plain page of recent runs, with each app's state above them. */
export function runsPage(executor: Executor, runs: RunReport[]): string {
  const apps = executor.registry.apps.map((app) => {
    const state = app.problem ? `${app.refused ? 'refused: ' : ''}${app.problem}` : `${app.functions?.length ?? 0} functions`
    return `<li><code>${html(app.url)}</code> ${html(state)}</li>`
  })
  const rows = runs.map((run) => {
    const cells = [run.createdAt, run.functionId, run.eventName, run.status, String(run.failedAttempts), run.error ?? '', run.id]
    return `<tr>${cells.map((cell) => `<td>${html(cell)}</td>`).join('')}</tr>`
  })
  const heads = ['Begun', 'Function', 'Event', 'Status', 'Failed attempts', 'Error', 'Run'].map((head) => `<th scope="col">${head}</th>`)
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Local Inngest executor</title>
<style>body{font:14px system-ui;margin:2rem}td,th{text-align:left;padding:.3rem .8rem;border-bottom:1px solid #ddd;vertical-align:top}pre{white-space:pre-wrap}</style>
<h1>Local Inngest executor</h1><ul>${apps.join('')}</ul>
<table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></html>`
}
