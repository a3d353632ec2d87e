import { env } from '@/lib/env'

/** Names and flags of our cookies follow APP_URL alone, never a header: https gives `__Host-` and Secure; plain http is for loopback only. */
export function cookieRules() {
  const { protocol, hostname } = new URL(env().APP_URL)
  const secure = protocol === 'https:'
  if (!secure && !isLoopback(hostname)) throw new Error('APP_URL: plain http is allowed on loopback only.')
  const prefix = secure ? '__Host-' : ''
  return {
    secure,
    session: `${prefix}pouire.session`,
    csrf: `${prefix}pouire.csrf`,
    callback: `${prefix}pouire.callback`,
    cart: `${prefix}pouire.cart`,
    device: `${prefix}pouire.device`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  }
}

const isLoopback = (hostname: string) => hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)

/** Browsers keep a cookie 400 days at most. The row, not the cookie, says when a session ends. */
export const COOKIE_DAYS = 400
