import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { cookies } from 'next/headers'
import { env } from '@/lib/env'
import { COOKIE_DAYS, cookieRules } from './cookies'

const signed = (email: string, id: string) => createHmac('sha256', env().AUTH_SECRET).update(`known-device ${email} ${id}`).digest()

/** This browser is known for the account from now on: its password was right here, or its mail was read here. Only inside an action or a route. */
export async function rememberDevice(email: string) {
  const { device, options } = cookieRules()
  const id = randomBytes(16).toString('base64url')
  const value = `${id}.${signed(email, id).toString('base64url')}`
  ;(await cookies()).set(device, value, { ...options, maxAge: COOKIE_DAYS * 86_400 })
}

/** The id of this browser when it is known for the account. Signed for one account: nobody makes ids up, nor uses those of an account of their own. */
export async function knownDevice(email: string): Promise<string | null> {
  const [id = '', signature = ''] = (await cookies()).get(cookieRules().device)?.value.split('.') ?? []
  const given = Buffer.from(signature, 'base64url')
  const right = signed(email, id)
  return given.length === right.length && timingSafeEqual(given, right) ? id : null
}
