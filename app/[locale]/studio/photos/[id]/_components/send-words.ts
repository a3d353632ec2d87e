import type { Locale } from '@/lib/actor'
import type { Fields } from './draft'

export type Sent = { ok: true; version: string; replaced: string[] } | { ok: false; why: string | null; isFinal: boolean }

/** The form is saved as it stands. `why` is the server's own sentence, null without a connection; what is final is not worth sending again unchanged. */
export async function sendWords(photoId: string, fields: Fields, version: string, locale: Locale): Promise<Sent> {
  const named = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.replace('[]', ''), value]))
  const answer = await put(`/api/studio/photos/${photoId}/words`, { ...named, version }, locale)
  if (!answer) return { ok: false, why: null, isFinal: false }
  if (answer.ok) return { ok: true, ...((await answer.json()) as { version: string; replaced: string[] }) }
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json')
  const problem = isProblem ? ((await answer.json()) as { detail: string; fields?: Record<string, string> }) : { detail: String(answer.status) }
  return { ok: false, why: Object.values(problem.fields ?? {})[0] ?? problem.detail, isFinal: answer.status < 500 && answer.status !== 429 }
}

async function put(address: string, body: unknown, locale: Locale): Promise<Response | null> {
  try {
    return await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'accept-language': locale },
      body: JSON.stringify(body),
      keepalive: true, // It goes on while the page closes.
    })
  } catch (error) {
    if (error instanceof TypeError) return null // What fetch throws when there is no network.
    throw error
  }
}
