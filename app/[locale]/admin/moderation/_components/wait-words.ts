type Words = (key: 'minutes' | 'hours' | 'days', values: { count: number; hours: number; minutes: string }) => string

/** A length of time in the largest unit that says something: `42 min`, `5 h 12`, `3 jours`. */
export function waitWords(minutes: number, t: Words) {
  const unit = minutes < 60 ? 'minutes' : minutes < 48 * 60 ? 'hours' : 'days'
  return t(unit, {
    count: unit === 'days' ? Math.floor(minutes / 60 / 24) : minutes,
    hours: Math.floor(minutes / 60),
    minutes: String(minutes % 60).padStart(2, '0'),
  })
}
