import { safePath } from '@/lib/web/path'

/** The address with where to go afterwards, when that is a path of ours. */
export function withNext(to: string, next: unknown) {
  const safe = safePath(next, '')
  return safe ? `${to}${to.includes('?') ? '&' : '?'}next=${encodeURIComponent(safe)}` : to
}
