const unitMs: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 }

/** Milliseconds of a length such as `1w2d3h4m5s`; throws when it is none. */
export function parseDurationMs(text: string): number {
  if (!/^(\d+[wdhms])+$/.test(text)) throw new Error(`"${text}" is not a length of time such as 1h30m`)
  return [...text.matchAll(/(\d+)([wdhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ''] ?? 0), 0)
}

/** When a sleep or wait ends: `text` is a length counted from `now`, or a date; throws when it is neither. */
export function dueAt(text: string, now: Date): Date {
  if (/^\d+[wdhms]/.test(text)) return new Date(now.getTime() + parseDurationMs(text))
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) throw new Error(`"${text}" is neither a length of time nor a date`)
  return date
}

/** Milliseconds asked for by a `retry-after` header (seconds or a date), kept between 1 s and 24 h; null without one. */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  if (!header) return null
  const asked = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : new Date(header).getTime() - now.getTime()
  return Number.isNaN(asked) ? null : Math.min(Math.max(asked, 1_000), 86_400_000)
}
