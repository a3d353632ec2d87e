import { type SQL, sql } from 'drizzle-orm'

/** `stemOf` for the database: of a column that holds folded words. */
export const stemIn = (slug: SQL | { getSQL(): SQL }) => sql`replace(regexp_replace(${slug}, '([^-]{3})s(?=-|$)|([aeo]u)x(?=-|$)', '\\1\\2', 'g'), '-', '')`
