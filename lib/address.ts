import type { Locale } from '@/lib/actor'
import { env } from '@/lib/env'
import { path } from '@/lib/web/path'

/** The full address of one of our paths, from APP_URL alone: never from a header a client can write. */
export const absolute = (to: string) => new URL(to, env().APP_URL).href

/** The full address of a page in the reader's language, for mails and papers. */
export const pageAddress = (locale: Locale, to: string) => absolute(path(locale, to))
