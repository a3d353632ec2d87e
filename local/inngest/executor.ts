import type pg from 'pg'
import type { Alarms } from './alarms'
import type { Registry } from './registry'

/** What the parts of one executor share. */
export type Executor = {
  pool: pg.Pool
  alarms: Alarms
  registry: Registry
  signingKey: string
  eventKey: string
  /** The wait before the second attempt; it doubles with each further one. */
  retryBaseMs: number
  log: (line: string) => void
}

/** The wait before try number `failures` + 1: doubling from `baseMs`, at most `capMs`, spread by up to a quarter. */
export function backOffMs(baseMs: number, failures: number, capMs: number): number {
  return Math.min(baseMs * 2 ** Math.min(failures - 1, 30), capMs) * (1 + Math.random() / 4)
}
