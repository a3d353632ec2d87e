import { Client } from 'pg'
import { env } from '@/lib/env'
import { factsOf } from '@/lib/fault-facts'
import { log } from '@/lib/log'
import { sendUnsent } from '@/lib/outbox'
import { inngest } from './client'

const SWEEP_MS = 10_000
const RECONNECT_MS = 2_000

/**
 * Events leave the outbox for Inngest, each with its row's id, so that a second sending starts nothing twice.
 * Woken by NOTIFY and by a sweep every 10 s; several relays share the work by SKIP LOCKED. Returns a function that stops it.
 */
export function runRelay() {
  let stopped = false
  let busy: Promise<void> | null = null
  let again = false

  const wake = () => {
    again = true
    busy ??= drain().finally(() => {
      busy = null
    })
  }

  async function drain() {
    while (again && !stopped) {
      again = false
      try {
        while (!stopped && (await relayOnce()) > 0);
      } catch (error) {
        // The database or Inngest is away: the rows stay, and the sweep tries again.
        log().warn(factsOf(error), 'outbox not relayed')
      }
    }
  }

  let listener: Client | null = null
  let retry: NodeJS.Timeout | undefined
  async function listen() {
    if (stopped) return
    const client = new Client({ connectionString: env().DATABASE_URL, application_name: 'pouire-relay', keepAlive: true })
    const lost = () => {
      if (listener === client) listener = null
      if (!stopped) retry = setTimeout(() => void listen(), RECONNECT_MS)
    }
    client.on('notification', wake)
    client.on('error', (error) => log().warn(factsOf(error), 'relay connection'))
    client.once('end', lost)
    try {
      await client.connect()
      listener = client
      await client.query('listen outbox')
      wake()
    } catch (error) {
      log().warn(factsOf(error), 'relay cannot listen')
      client.off('end', lost)
      await client.end().catch((reason) => log().debug(factsOf(reason), 'relay connection did not open'))
      lost()
    }
  }

  const sweep = setInterval(wake, SWEEP_MS)
  void listen()
  return async () => {
    stopped = true
    clearInterval(sweep)
    clearTimeout(retry)
    await listener?.end()
    await busy
  }
}

/** Sends one batch; the number of events sent. */
export const relayOnce = () => sendUnsent((events) => inngest.send(events))
