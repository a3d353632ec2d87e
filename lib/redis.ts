import { Redis } from 'ioredis'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

let client: Redis | null | undefined

/** The shared connection, or null where REDIS_URL is not set. It may be down: callers ask `isReady` or have another way. */
export function redis(): Redis | null {
  if (client !== undefined) return client
  const { REDIS_URL } = env()
  if (!REDIS_URL) {
    client = null
    return client
  }
  // No queue while it is down: a command fails at once and its caller takes the other way.
  client = new Redis(REDIS_URL, { enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 1_000, commandTimeout: 500 })
  client.on('error', (error) => log().warn({ msg: 'redis is not answering', error: error.message }))
  return client
}

/** Whether a command sent now has a server to go to. */
export const isReady = (connection: Redis | null): connection is Redis => connection?.status === 'ready'
