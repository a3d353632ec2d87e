export type ErrorCode = 'invalid' | 'forbidden' | 'not_found' | 'conflict' | 'unavailable' | 'limited'

/** An expected failure: a closed code, and a message key under `errors` that is translated at the door. Anything else thrown is a bug. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly key: string,
    readonly values: Record<string, string | number> = {},
    /** Message keys beside the fields they belong to. */
    readonly fields: Record<string, string> = {},
  ) {
    super(`${code}: ${key}`)
    this.name = 'AppError'
  }
}

export const notFound = () => new AppError('not_found', 'notFound')
