import { z } from 'zod'
import type { Locale } from '@/lib/actor'
import { isDatabaseAway } from '@/lib/database-away'
import { AppError, type ErrorCode } from '@/lib/errors'
import { logFault } from './fault'
import { wordsOf, wordsOfAppError, wordsOfZodError } from './words-of-error'

export { originIsOurs } from './origin'

const statuses: Record<ErrorCode, number> = { invalid: 400, forbidden: 403, not_found: 404, conflict: 409, limited: 429, unavailable: 503 }

/** A route handler whose expected failures become RFC 9457 problems, unexpected ones a logged 500; every answer has a request id and is `no-store` unless it says otherwise. */
export function route<C>(handler: (request: Request, context: C) => Promise<Response> | Response) {
  return async (request: Request, context: C): Promise<Response> => {
    const id = crypto.randomUUID() // Never the client's own: the proxy does not stand before /api.
    const response = await answer(handler, request, context, id)
    const headers = new Headers(response.headers)
    headers.set('x-request-id', id)
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
    return new Response(response.body, { status: response.status, headers })
  }
}

async function answer<C>(handler: (request: Request, context: C) => Promise<Response> | Response, request: Request, context: C, id: string) {
  const locale: Locale = /^\s*en\b/i.test(request.headers.get('accept-language') ?? '') ? 'en' : 'fr'
  try {
    return await handler(request, context)
  } catch (error) {
    if (error instanceof AppError) {
      const { message, fields } = wordsOfAppError(error, locale)
      const headers: Record<string, string> = error.code === 'limited' ? { 'retry-after': String(Number(error.values.minutes ?? 1) * 60) } : {}
      return problem(statuses[error.code], error.code, message, id, fields, headers)
    }
    if (error instanceof z.ZodError) return problem(400, 'invalid', wordsOf(locale, 'badInput'), id, wordsOfZodError(error, locale))
    logFault(error, id)
    if (isDatabaseAway(error)) return problem(503, 'unavailable', wordsOf(locale, 'databaseDown'), id, {}, { 'retry-after': '60' })
    return problem(500, 'unexpected', wordsOf(locale, 'unexpected', { requestId: id }), id)
  }
}

function problem(status: number, code: string, detail: string, id: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const body = { type: 'about:blank', title: code, status, detail, requestId: id, ...(Object.keys(fields).length && { fields }) }
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers } })
}
