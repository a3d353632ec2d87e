import { headers } from 'next/headers'
import { log } from '@/lib/log'

/** The id under which this request is logged, made by the proxy; a fresh one where the proxy does not stand before (routes). */
export async function requestId() {
  return (await headers()).get('x-request-id') ?? crypto.randomUUID()
}

/** An unexpected error is logged with its request. A failed query is logged without its parameters, which are people's data. */
export function logFault(error: unknown, id: string) {
  log().error({ msg: 'unexpected error', requestId: id, ...factsOf(error) })
}

function factsOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) }
  if ('query' in error && error.cause instanceof Error) return factsOfQuery(error.query, error.cause)
  return { error: error.message, stack: error.stack, ...(error.cause instanceof Error && { cause: error.cause.message }) }
}

/** PostgreSQL quotes values in its messages; its code and the constraint's name say enough. */
function factsOfQuery(query: unknown, cause: Error & { code?: string; constraint?: string }) {
  const quoted = /"[^"]*"/g
  const frames = cause.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
  return { query, error: cause.message.replace(quoted, '"…"'), code: cause.code, constraint: cause.constraint, stack: frames }
}
