import { NextRequest } from 'next/server'
import { absolute } from '@/lib/address'
import { handlers } from '@/lib/web/auth'
import { route } from '@/lib/web/route'

/** Auth.js builds redirects from the address it was called at: it is always ours, whatever Host or X-Forwarded-Host says. */
function atOurAddress(request: Request) {
  const { pathname, search } = new URL(request.url)
  const moved = new Request(absolute(pathname + search), request)
  for (const name of ['x-forwarded-host', 'x-forwarded-proto']) moved.headers.delete(name)
  return new NextRequest(moved)
}

export const GET = route((request) => handlers.GET(atOurAddress(request)))
export const POST = route((request) => handlers.POST(atOurAddress(request)))
