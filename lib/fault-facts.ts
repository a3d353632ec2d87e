type QueryCause = Error & { code?: string; constraint?: string }

/** What may be logged of an error. Of a failed query neither its parameters nor the values PostgreSQL quotes, which are people's data. */
export function factsOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) }
  const failed = failedQuery(error)
  if (failed) {
    const { query, cause } = failed
    return { query, error: unquoted(cause), code: cause.code, constraint: cause.constraint, stack: frames(cause) }
  }
  return {
    error: error.message,
    stack: error.stack,
    ...(error.cause instanceof Error && { cause: factsOf(error.cause).error }),
    ...(error instanceof AggregateError && { errors: error.errors.map((one) => factsOf(one).error) }),
  }
}

/** The error as it may leave this process: itself, or the same without the data of a failed query, its own or one it was caused by. */
export function withoutData(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const failed = failedQuery(error)
  if (failed) {
    const { query, cause } = failed
    const said = new Error([unquoted(cause), cause.code, cause.constraint, query].filter(Boolean).join(' | '))
    said.stack = `${said.message}\n${frames(cause)}`
    return said
  }
  if (error.cause !== undefined) error.cause = withoutData(error.cause)
  if (error instanceof AggregateError) error.errors = error.errors.map(withoutData)
  return error
}

/** Drizzle wraps PostgreSQL's error and repeats every parameter in its message; without drizzle the error comes bare. */
function failedQuery(error: Error): { query?: unknown; cause: QueryCause } | null {
  if ('query' in error && 'params' in error) return { query: error.query, cause: error.cause instanceof Error ? error.cause : new Error('no cause was given') }
  return 'severity' in error && 'routine' in error ? { cause: error } : null
}

/** From the first mark to the last: a value may hold marks itself. The code and the constraint's name say enough. */
const unquoted = (cause: Error) => cause.message.replace(/".*"/s, '"…"')

const frames = (cause: Error) =>
  cause.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
