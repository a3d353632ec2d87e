import { setTimeout } from 'node:timers/promises'

const FLOOR_MS = 400

/** The work's own result or error, never sooner than 400 ms: how long an answer takes does not tell whether an account exists. */
export async function evenly<T>(work: () => Promise<T>): Promise<T> {
  const [done] = await Promise.allSettled([work(), setTimeout(FLOOR_MS)])
  if (done.status === 'rejected') throw done.reason
  return done.value
}
