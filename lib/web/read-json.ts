import { AppError } from '@/lib/errors'
import { readBody } from './read-body'

const JSON_MAX_BYTES = 128 * 1024 // Twice what the longest form says.

/** What a page sent as JSON. Throws `invalid` for what is none, for more than 128 kB, and for text with a NUL: no database takes one. */
export async function readJson(request: Request): Promise<unknown> {
  const text = (await readBody(request, JSON_MAX_BYTES)).toString('utf8')
  try {
    return JSON.parse(text, withoutNul)
  } catch (error) {
    if (error instanceof SyntaxError) throw new AppError('invalid', 'badInput')
    throw error
  }
}

function withoutNul(_: string, value: unknown) {
  if (typeof value === 'string' && value.includes('\0')) throw new AppError('invalid', 'badInput')
  return value
}
