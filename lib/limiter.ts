import { RateLimiterPostgres, RateLimiterRedis } from 'rate-limiter-flexible'
import { pool } from '@/db'
import { redis } from '@/lib/redis'

export type Limiter = RateLimiterRedis | RateLimiterPostgres

/** Counts tries under `keyPrefix`: in Redis, or without it (not configured, or down) in Postgres, where only half as many are allowed. */
export function makeLimiter({ keyPrefix, points, seconds }: { keyPrefix: string; points: number; seconds: number }): Limiter {
  const kept = new RateLimiterPostgres({
    storeClient: pool(),
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix,
    points: Math.ceil(points / 2),
    duration: seconds,
  })
  const connection = redis()
  if (!connection) return kept
  return new RateLimiterRedis({ storeClient: connection, keyPrefix, points, duration: seconds, insuranceLimiter: kept, rejectIfRedisNotReady: true })
}
