import { headers } from 'next/headers'
import { factsOf } from '@/lib/fault-facts'
import { log } from '@/lib/log'

/** The id under which this request is logged, made by the proxy; a fresh one where the proxy does not stand before (routes). */
export async function requestId() {
  return (await headers()).get('x-request-id') ?? crypto.randomUUID()
}

/** An unexpected error is logged with its request, and without people's data. */
export function logFault(error: unknown, id: string) {
  log().error({ msg: 'unexpected error', requestId: id, ...factsOf(error) })
}
