import { type SQL, sql } from 'drizzle-orm'

/** What spellings of one word share: the folded word without hyphens and without the s or x of a French plural (`grands-marches`, `Grand Marché`: `grandmarche`). Words of three letters keep theirs. */
export const stemOf = (slug: string) => slug.replace(/([^-]{3})s(?=-|$)|([aeo]u)x(?=-|$)/g, '$1$2').replaceAll('-', '')

/** The same of a column that holds folded words. */
export const stemIn = (slug: SQL | { getSQL(): SQL }) => sql`replace(regexp_replace(${slug}, '([^-]{3})s(?=-|$)|([aeo]u)x(?=-|$)', '\\1\\2', 'g'), '-', '')`
