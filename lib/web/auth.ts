import NextAuth, { AuthError, CredentialsSignin, type NextAuthConfig } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { authenticate } from '@/lib/accounts/authenticate'
import { signInInput } from '@/lib/accounts/inputs'
import { isKnownDevice, openSession, revokeSession } from '@/lib/accounts/sessions'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { clientAddress, unknownClient } from './client-address'
import { COOKIE_DAYS, cookieRules } from './cookies'
import { forgive, limit } from './limit'

declare module 'next-auth' {
  interface User {
    sessionId?: string
  }
}

/** Auth.js issues the cookie; what lives and what is dead is said by the sessions table (lib/web/session.ts reads it). Read per call: a build needs no secrets. */
function config(): NextAuthConfig {
  const { secure, session, csrf, callback, options } = cookieRules()
  return {
    secret: env().AUTH_SECRET,
    trustHost: true, // No address is made from the host: see the redirect callback and the route.
    basePath: '/api/auth',
    useSecureCookies: secure,
    cookies: { sessionToken: { name: session, options }, csrfToken: { name: csrf, options }, callbackUrl: { name: callback, options } },
    session: { strategy: 'jwt', maxAge: COOKIE_DAYS * 86_400 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/account' },
    providers: [Credentials({ credentials: { email: {}, password: {} }, authorize })],
    callbacks: {
      jwt: ({ token, user }) => (user?.sessionId ? { sub: user.id, sid: user.sessionId } : token),
      redirect: ({ url }) => {
        const { origin } = new URL(env().APP_URL)
        const target = new URL(url, origin)
        return target.origin === origin ? target.href : origin
      },
    },
    events: {
      signOut: async (message) => {
        const token = 'token' in message ? message.token : null
        if (token?.sub && typeof token.sid === 'string') await revokeSession(token.sub, token.sid)
      },
    },
    // Each failed try would fill a screen otherwise; what matters is thrown, and logged where it is caught.
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  }
}

/** The limits, the password, then a session of its own. Also behind Auth.js's own address, so the limits stand here and not in a form. */
async function authorize(given: unknown, request: Request) {
  const input = signInInput.pick({ email: true, password: true }).safeParse(given)
  if (!input.success) return null
  const { email, password } = input.data
  const client = clientAddress(request.headers)
  await limit('sign-in', `${email} ${client}`)
  await limit('sign-in-client', client)
  if (!(await isKnownDevice(email, client === unknownClient ? null : client))) await limit('sign-in-account', email)
  const known = await authenticate({ email, password })
  if (!known) return null
  await forgive('sign-in', `${email} ${client}`)
  const sessionId = await openSession(known.userId, { userAgent: request.headers.get('user-agent'), ip: client === unknownClient ? null : client })
  return { id: known.userId, sessionId }
}

const auth = NextAuth(config)

export const { handlers } = auth

/** A new session, and its cookie in this answer. Throws `invalid` alike for an unknown address and a wrong password, `limited` after too many, `forbidden` until the address is confirmed. */
export async function signInHere(input: { email: string; password: string }) {
  try {
    await auth.signIn('credentials', { ...input, redirect: false })
  } catch (error) {
    if (error instanceof CredentialsSignin) throw new AppError('invalid', 'auth.wrongCredentials')
    if (error instanceof AuthError && error.cause?.err) throw error.cause.err // Auth.js wraps what authorize throws.
    throw error
  }
}

/** The session has ended and its cookie is gone. */
export const signOutHere = () => auth.signOut({ redirect: false })
