import pino, { type Logger } from 'pino'
import { env } from '@/lib/env'

let logger: Logger | undefined

/**
 * One JSON line an event. Passwords, tokens, cookies and addresses are removed from fields of these names, at the top or one level below; deeper, and inside
 * a text, nothing is, so an error goes through factsOf first.
 */
export function log(): Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    redact: {
      paths: [
        'password',
        '*.password',
        'token',
        '*.token',
        'cookie',
        '*.cookie',
        'authorization',
        '*.authorization',
        'url',
        '*.url',
        'paymentUrl',
        '*.paymentUrl',
      ],
      censor: '[removed]',
    },
  })
  return logger
}
