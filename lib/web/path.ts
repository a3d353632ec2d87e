import type { Locale } from '@/lib/actor'

/** The address of a page in a language: `/search` in French, `/en/search` in English. Pure, so client components may import it. */
export const path = (locale: Locale, to: string) => (locale === 'fr' ? to : `/en${to.replace(/^\/(?=$|[?#])/, '')}`)

const CONTROL = /[\p{Cc}\s\\]/u // Browsers read a backslash as a slash, and drop tabs and line ends inside an address.

/** `candidate` when it is a path of our own site, else `fallback`: an open redirect needs a second slash, a backslash or a scheme. */
export function safePath(candidate: unknown, fallback: string) {
  if (typeof candidate !== 'string' || candidate.length > 2_000) return fallback
  if (!candidate.startsWith('/') || candidate.startsWith('//') || CONTROL.test(candidate)) return fallback
  // `/.//evil.test` is ours, but once a browser has taken the dot out, what is left is an address of another site.
  return new URL(candidate, 'http://ours.invalid').pathname.startsWith('//') ? fallback : candidate
}
