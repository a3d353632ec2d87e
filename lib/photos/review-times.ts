import { sql } from 'drizzle-orm'
import { db } from '@/db'

/** What photographers are promised at most, from sending a photo to the decision. */
export const PROMISED_HOURS = 72
const DAYS = 30
const KEPT_MS = 60_000 // A busy month has thirty thousand decisions: some 100 ms.

/**
 * How long review took over the last 30 days, from when a photo was sent (or sent again, or appealed) to its decision: the median, and the time 95 of 100 were done in;
 * measured once a minute. And what waits now. Minutes; null where there is nothing to measure.
 */
export async function getReviewTimes() {
  const [past, { rows: now }] = await Promise.all([
    tellPast(),
    db.execute<{ waiting: number; oldest: number | null }>(sql`
      select count(*)::int as waiting, (extract(epoch from now() - min(submitted_at)) / 60)::float8 as oldest from photos where status in ('submitted', 'appealed')`),
  ])
  return {
    medianMinutes: whole(past?.median),
    slowestMinutes: whole(past?.slowest),
    decided: past?.decided ?? 0,
    waiting: now[0]?.waiting ?? 0,
    oldestMinutes: whole(now[0]?.oldest),
  }
}

type Past = { decided: number; median: number | null; slowest: number | null }
let known: { until: number; past: Promise<Past | undefined> } | null = null

function tellPast() {
  if (known && Date.now() < known.until) return known.past
  const past = measurePast()
  known = { until: Date.now() + KEPT_MS, past }
  past.catch(forgetReviewTimes) // A failed read is not an answer to keep; whoever waits still gets the error.
  return past
}

/** The past is measured again at the next question. */
export function forgetReviewTimes() {
  known = null
}

async function measurePast() {
  // Keys of reviews begin with their time: the bound on them is what keeps this from reading all that ever was.
  const { rows } = await db.execute<Past>(sql`
    select count(*)::int as decided, percentile_cont(0.5) within group (order by took)::float8 as median, percentile_cont(0.95) within group (order by took)::float8 as slowest
    from reviews r
    cross join lateral (
      select extract(epoch from r.created_at - h.created_at) / 60 as took from histories h
      where h.subject_id = r.photo_id and h.to_state in ('submitted', 'appealed') and h.created_at <= r.created_at
      order by h.id desc limit 1
    ) wait
    where r.id >= ${firstIdSince(DAYS)}::uuid and r.created_at >= now() - make_interval(days => ${DAYS})`)
  return rows[0]
}

const whole = (minutes: number | null | undefined) => (minutes === null || minutes === undefined ? null : Math.max(0, Math.round(minutes)))

/** The smallest UUID v7 of a moment so many days ago; an hour less, where this clock and the database's differ. */
function firstIdSince(days: number) {
  const at = Date.now() - days * 86_400_000 - 3_600_000
  const hex = at.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
