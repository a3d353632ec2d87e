import pino, { type Logger } from 'pino'
import { env } from '@/lib/env'

let logger: Logger | undefined

/** One JSON line an event. Passwords, tokens, cookies and signed addresses are removed wherever they stand. */
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
