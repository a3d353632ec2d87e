import type { Locale } from '@/lib/actor'

type Begun = { releaseId: string; url: string; headers: Record<string, string> }
export type NewRelease = { kind: 'model' | 'property'; subject: string; file: File; mimeType: string }

/** Why a paper was not kept, in the server's words; null when the connection was lost. */
export class NotKept extends Error {
  constructor(readonly why: string | null) {
    super(why ?? 'the connection was lost')
  }
}

/** The paper is in the store, looked at, and a release; its id is returned. Throws NotKept. */
export async function sendRelease({ kind, subject, file, mimeType }: NewRelease, locale: Locale, onProgress: (percent: number) => void): Promise<string> {
  const begun = await post<Begun>('/api/studio/releases', { kind, subject, fileName: file.name, mimeType, sizeBytes: file.size }, locale)
  await put(begun, file, onProgress)
  await post(`/api/studio/releases/${begun.releaseId}/finish`, {}, locale)
  return begun.releaseId
}

async function post<T>(address: string, body: unknown, locale: Locale): Promise<T> {
  const answer = await reach(() =>
    fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': locale }, body: JSON.stringify(body) }),
  )
  if (answer.ok) return (await answer.json()) as T
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json')
  const problem = isProblem ? ((await answer.json()) as { detail: string; fields?: Record<string, string> }) : null
  throw new NotKept(problem && (Object.values(problem.fields ?? {})[0] ?? problem.detail))
}

async function reach(call: () => Promise<Response>) {
  try {
    return await call()
  } catch (error) {
    if (error instanceof TypeError) throw new NotKept(null) // What fetch throws when there is no network.
    throw error
  }
}

/** By XMLHttpRequest, which alone tells how far it is. */
function put({ url, headers }: Begun, file: File, onProgress: (percent: number) => void) {
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((loaded / Math.max(1, total)) * 100))
    request.onloadend = () => (request.status >= 200 && request.status < 300 ? resolve() : reject(new NotKept(null)))
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.send(file)
  })
}
