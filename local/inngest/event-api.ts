import { transaction } from './database'
import { type NewEvent, storeEvents } from './events'
import type { Executor } from './executor'
import { seededUlids } from './ulid'

export type EventAnswer = { ids: string[]; status: number; error?: string }

const mostEvents = 5_000
const mostBytesEach = 3 * 1024 * 1024

const refusal = (status: number, error: string): EventAnswer => ({ ids: [''], status, error })

/** Takes the body of `POST /e/<key>`: the events are stored and on their way, or none is and `error` says why. */
export async function acceptEvents(executor: Executor, text: string, seed: string | undefined): Promise<EventAnswer> {
  const body = parse(text)
  const events = Array.isArray(body) ? body : [body]
  if (events.length > mostEvents) return refusal(400, `a request has at most ${mostEvents} events`)
  const checked: NewEvent[] = []
  for (const event of events) {
    const result = check(event)
    if (typeof result === 'string') return refusal(400, result)
    checked.push(result)
  }
  const ids = await transaction(executor.pool, (tx) => storeEvents(executor, tx, checked, seededUlids(seed, checked.length)))
  return { ids, status: 200 }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The event in our shape, or the sentence that refuses it. */
function check(event: unknown): NewEvent | string {
  if (event === null || typeof event !== 'object' || Array.isArray(event)) return 'Request body must contain an event object or an array of event objects'
  const { id, name, data, user, ts, v }: Record<string, unknown> = { ...event }
  if (typeof name !== 'string' || name === '') return 'event name is empty'
  if (name.startsWith('inngest/')) return `event name is reserved for internal use: ${name}`
  if (name.includes('\u0000')) return 'event name contains U+0000'
  if (id !== undefined && typeof id !== 'string') return 'event id must be a string'
  if (ts !== undefined && !(typeof ts === 'number' && Number.isInteger(ts) && ts >= 0)) return 'event ts must be a number of milliseconds'
  if (data !== undefined && data !== null && (typeof data !== 'object' || Array.isArray(data))) return 'event data must be an object'
  if (Buffer.byteLength(JSON.stringify(event)) > mostBytesEach) return `an event has at most ${mostBytesEach} bytes`
  return { name, data: data ?? {}, ...(id ? { id } : {}), ...(ts ? { ts } : {}), ...(user ? { user } : {}), ...(typeof v === 'string' ? { v } : {}) }
}
