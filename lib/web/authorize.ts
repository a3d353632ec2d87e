import { authenticate } from '@/lib/accounts/authenticate'
import { signInInput } from '@/lib/accounts/inputs'
import { hasSignedInFrom, openSession } from '@/lib/accounts/sessions'
import { clientAddress, unknownClient } from './client-address'
import { knownDevice, rememberDevice } from './known-device'
import { forgive, limit } from './limit'

/**
 * The limits, the password, then a session of its own on a device known from now on; null when the password is not right. Also behind Auth.js's own
 * address, so the limits stand here and not in a form. Throws `limited` after too many tries, `forbidden` until the address is confirmed.
 */
export async function authorize(given: unknown, request: Request) {
  const input = signInInput.pick({ email: true, password: true }).safeParse(given)
  if (!input.success) return null
  const { email, password } = input.data
  const client = clientAddress(request.headers)
  const ip = client === unknownClient ? null : client
  const device = await knownDevice(email)
  const key = device ? `${email} device ${device}` : `${email} ${client}`
  await limit('sign-in', key)
  if (!device) {
    await limit('sign-in-client', client)
    if (!(await hasSignedInFrom(email, ip))) await limit('sign-in-account', email)
  }
  const known = await authenticate({ email, password })
  if (!known) return null
  await forgive('sign-in', key)
  const sessionId = await openSession(known.userId, { userAgent: request.headers.get('user-agent'), ip })
  await rememberDevice(email)
  return { id: known.userId, sessionId }
}
