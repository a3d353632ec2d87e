import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'

/** The last row of a page: its time to the microsecond, and its id where times are equal. */
export type Cursor = { at: string; id: string }

const cursor = z.tuple([z.string().regex(/^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/), z.uuid()])

/** What a client hands back. One that was edited is null, which is the first page. */
export function readCursor(text: string | null | undefined): Cursor | null {
  if (!text || text.length > 200) return null
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  const parsed = cursor.safeParse([at, id])
  const real = parsed.success && isMoment(at) && writeCursor({ at, id }) === text
  return real ? { at, id } : null
}

/** Date.parse takes 30 February for 2 March; PostgreSQL refuses it. */
const isMoment = (at: string) => !Number.isNaN(Date.parse(at)) && new Date(at).toISOString().slice(0, 19) === at.slice(0, 19)

const writeCursor = ({ at, id }: Cursor) => Buffer.from(`${at} ${id}`).toString('base64url')

/** Selected as `pageAt` beside `id`, so that a page can say where it ended. A Date would lose the microseconds, and rows with them. */
export const pageAt = (at: AnyColumn) => sql<string>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Rows after the cursor, newest first; every row when there is none. */
export const before = (from: Cursor | null, at: AnyColumn, id: AnyColumn): SQL | undefined =>
  from ? sql`(${at}, ${id}) < (${from.at}::timestamptz, ${from.id}::uuid)` : undefined

/** Up to `limit` of the rows (one more was asked for), and the cursor of the next page if there is one. */
export function page<R extends { id: string; pageAt: string }>(rows: R[], limit: number) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ pageAt: _, ...row }) => row),
    nextCursor: last && rows.length > limit ? writeCursor({ at: last.pageAt, id: last.id }) : null,
  }
}
