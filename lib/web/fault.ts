import { headers } from 'next/headers'
import { AppError } from '@/lib/errors'
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

const ANYBODYS = ['CredentialsSignin', 'JWTSessionError'] // A wrong password, and a session cookie that is not ours: they would fill the log.

/** What Auth.js reports is logged as any unexpected error, without the wrong passwords, foreign cookies and expected refusals that everybody can cause. */
export async function logAuthError(error: Error) {
  if ('type' in error && ANYBODYS.includes(String(error.type))) return
  const wrapped = error.cause && typeof error.cause === 'object' && 'err' in error.cause ? error.cause.err : null // What `authorize` threw.
  if (!(wrapped instanceof AppError)) logFault(wrapped ?? error, await requestId())
}
