import { AppError } from '@/lib/errors'

/** What a page sent, read no further than `maxBytes`: a route is given bodies of any length, whoever sends them. Throws `invalid` with `key` for a longer one. */
export async function readBody(request: Request, maxBytes: number, key = 'badInput'): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body ?? []) {
    length += part.length
    if (length > maxBytes) throw new AppError('invalid', key)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
