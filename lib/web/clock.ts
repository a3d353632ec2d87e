import type { Locale } from '@/lib/actor'

/** The time of day as it is said: `8 h 05` in French, `08:05` in English. Without a time zone, where the reader is. */
export function clock(at: Date, locale: Locale, timeZone?: string) {
  const parts = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).formatToParts(at)
  const [hour = '', minute = ''] = parts.filter(({ type }) => type !== 'literal').map(({ value }) => value)
  return locale === 'fr' ? `${Number(hour)}\u00a0h\u00a0${minute}` : `${hour}:${minute}`
}
