import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

type Named = { get(name: string): string | null }

/** Whether a browser sent this from one of our own pages. A request that does not say where it comes from does not. */
export function originIsOurs({ headers }: { headers: Named }) {
  if (headers.get('origin') !== new URL(env().APP_URL).origin) return false
  const site = headers.get('sec-fetch-site') // Older browsers send none.
  return site === null || site === 'same-origin'
}

/** Throws `forbidden` for a request that does not come from one of our own pages. */
export function assertOurs(request: Parameters<typeof originIsOurs>[0]) {
  if (!originIsOurs(request)) throw new AppError('forbidden', 'wrongOrigin')
}
