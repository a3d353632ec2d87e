import { randomBytes, randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import createMiddleware from 'next-intl/middleware'
import { env } from '@/lib/env'
import { routing } from '@/lib/web/routing'

const toLocale = createMiddleware(routing)

/** A fresh nonce, a request id and the locale's rewrite. No lock is here: every page, action and route checks its own actor. */
export default function proxy(request: NextRequest) {
  const policy = contentPolicy(randomBytes(16).toString('base64'))
  const requestId = randomUUID()
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy) // Next reads the nonce from here and puts it on its own scripts.
  headers.set('x-request-id', requestId)
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search)
  const response = toLocale(new NextRequest(request, { headers }))
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-request-id', requestId)
  return response
}

function contentPolicy(nonce: string) {
  const { MEDIA_URL, S3_PUBLIC_ENDPOINT, CINETPAY_PAGE_URL, NODE_ENV } = env()
  const origin = (address: string) => new URL(address).origin
  const evaluate = NODE_ENV === 'development' ? " 'unsafe-eval'" : '' // React's development build needs it; production has none.
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluate}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${origin(MEDIA_URL)}`,
    "font-src 'self'",
    `connect-src 'self' ${origin(S3_PUBLIC_ENDPOINT)}`,
    // The payment page is reached by a redirect after a form post, which browsers check against form-action.
    `form-action 'self' ${origin(CINETPAY_PAGE_URL)} ${origin(S3_PUBLIC_ENDPOINT)}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = { matcher: ['/((?!api/|_next/static|_next/image|.*\\.(?:png|jpg|svg|webp|ico|txt|xml|woff2|webmanifest)$).*)'] }
