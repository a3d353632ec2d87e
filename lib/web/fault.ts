import { headers } from 'next/headers'
import { log } from '@/lib/log'

/** The id under which this request is logged, made by the proxy; a fresh one where the proxy does not stand before (routes). */
export async function requestId() {
  return (await headers()).get('x-request-id') ?? crypto.randomUUID()
}

/** An unexpected error is logged with its request. A failed query is logged without its parameters, which are people's data. */
export function logFault(error: unknown, id: string) {
  log().error({ msg: 'unexpected error', requestId: id, ...describe(error) })
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) }
  if ('query' in error && error.cause instanceof Error) return { query: error.query, error: error.cause.message, stack: error.cause.stack }
  return { error: error.message, stack: error.stack, ...(error.cause instanceof Error && { cause: error.cause.message }) }
}
