const CODES = /^(08|57P0|28000$|3D000$|53300$|ECONN|ENOTFOUND|EPIPE|ETIMEDOUT)/
const WORDS = /connection terminated|timeout exceeded when trying to connect|query read timeout/i

/** Whether the database could not be reached or went away meanwhile: nothing is wrong with what was asked, and a minute later it may work. Sources: PostgreSQL's error codes (class 08, 57P0x, 53300), Node's, and pg's own words. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && CODES.test(error.code)) return true
  if (WORDS.test(error.message)) return true
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true
  return isDatabaseAway(error.cause)
}
