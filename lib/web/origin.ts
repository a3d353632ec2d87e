import { env } from '@/lib/env'

type Named = { get(name: string): string | null }

/** Whether a browser sent this from one of our own pages. A request that does not say where it comes from does not. */
export function originIsOurs({ headers }: { headers: Named }) {
  if (headers.get('origin') !== new URL(env().APP_URL).origin) return false
  const site = headers.get('sec-fetch-site') // Older browsers send none.
  return site === null || site === 'same-origin'
}
