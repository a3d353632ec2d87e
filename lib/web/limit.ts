import { createHash } from 'node:crypto'
import { RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/errors'
import { type Limiter, makeLimiter } from '@/lib/limiter'
import { unknownClient } from './client-address'

/** How many tries in how many seconds, by what is tried. The key says whose. */
const limits = {
  'sign-in': { points: 10, seconds: 900 }, // Per account and known device, which nobody else can use up; elsewhere per account and client, or all clients where they cannot be told apart.
  'sign-in-client': { points: 60, seconds: 900 },
  'sign-in-account': { points: 100, seconds: 3600 }, // Many clients guessing at one account; known devices, and addresses the owner signed in from, are exempt.
  register: { points: 20, seconds: 3600 },
  reset: { points: 6, seconds: 3600 },
  'reset-client': { points: 40, seconds: 3600 },
  token: { points: 40, seconds: 900 },
  apply: { points: 10, seconds: 3600 },
  account: { points: 60, seconds: 900 },
  write: { points: 240, seconds: 60 },
  cart: { points: 120, seconds: 60 },
  payment: { points: 30, seconds: 600 },
  'payment-return': { points: 60, seconds: 60 },
  download: { points: 200, seconds: 3600 },
  search: { points: 1_200, seconds: 60 }, // An office, a school or a carrier may stand behind one address.
  upload: { points: 3_000, seconds: 3600 }, // Two a photo, and two more each time a bad line breaks.
  webhook: { points: 1_200, seconds: 60 },
} as const

export type LimitName = keyof typeof limits

const TOGETHER = 20 // Where no proxy tells clients apart they all share one count, this much wider.
const made = new Map<string, Limiter>()

function limiterOf(name: LimitName, shared: boolean) {
  const keyPrefix = shared ? `${name}-shared` : name
  const known = made.get(keyPrefix)
  if (known) return known
  const { points, seconds } = limits[name]
  const limiter = makeLimiter({ keyPrefix, points: points * (shared ? TOGETHER : 1), seconds })
  made.set(keyPrefix, limiter)
  return limiter
}

const counter = (name: LimitName, key: string) => limiterOf(name, key === unknownClient)
const hashed = (key: string) => createHash('sha256').update(key).digest('base64url') // No address and no mail stands in the counts.

/** One try is counted. Throws `limited` with the minutes to wait once there were too many; when no store can count, what the store throws. */
export async function limit(name: LimitName, key: string) {
  try {
    await counter(name, key).consume(hashed(key))
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new AppError('limited', 'tooMany', { minutes: Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000)) })
  }
}

/** The tries under this key no longer count: a right password clears the wrong ones before it. */
export async function forgive(name: LimitName, key: string) {
  await counter(name, key).delete(hashed(key))
}
