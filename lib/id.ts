import { z } from 'zod'
import { notFound } from './errors'

/** The text when it is an id; anything else names nothing and is `not_found`, as a missing row is. */
export function asId(text: string): string {
  const parsed = z.uuid().safeParse(text)
  if (!parsed.success) throw notFound()
  return parsed.data
}
