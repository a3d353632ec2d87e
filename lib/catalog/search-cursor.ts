import type { Sort } from './search-state'

/** The last row of a page of results: its sort key as PostgreSQL wrote it, and its id where keys are equal. */
export type SearchCursor = { key: string; id: string }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const keys: Record<Sort, RegExp> = {
  relevance: /^\d{1,3}(\.\d{1,20})?(e-\d{1,2})?$/,
  newest: /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]|29|30|31)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}$/,
  sold: /^\d{1,9}$/,
  price: /^\d{1,9}$/,
  '-price': /^\d{1,9}$/,
}

export const writeSearchCursor = ({ key, id }: SearchCursor) => Buffer.from(`${key} ${id}`).toString('base64url')

/** The cursor of a page under this sort; null for one that was edited or belongs to another sort, which is the first page. */
export function readSearchCursor(text: string | null, sort: Sort): SearchCursor | null {
  const [key = '', id = ''] = Buffer.from(text ?? '', 'base64url')
    .toString('utf8')
    .split(' ')
  const real = keys[sort].test(key) && UUID.test(id) && (sort !== 'newest' || isDay(key))
  return real ? { key, id } : null
}

const isDay = (moment: string) => new Date(`${moment.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(moment.slice(0, 10)) // Not 30 February.
