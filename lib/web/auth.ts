import NextAuth, { AuthError, CredentialsSignin, type NextAuthConfig } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { revokeSession } from '@/lib/accounts/sessions'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { authorize } from './authorize'
import { COOKIE_DAYS, cookieRules } from './cookies'
import { logAuthError } from './fault'

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
    logger: { error: logAuthError, warn: (code) => log().warn({ msg: 'sign-in library', code }), debug: () => undefined },
  }
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
