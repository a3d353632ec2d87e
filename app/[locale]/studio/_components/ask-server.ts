/** The server understood and said no; the message is its own sentence, for the reader. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message)
  }
}

/** It did not work this time: no line, a server in trouble, an address that ran out. */
export class Again extends Error {}

const TOO_LONG_MS = 60_000

/** JSON from our own routes in the reader's language, null where there is none. Throws Refused, or Again when it is worth another try. */
export async function askServer<T>(method: 'GET' | 'POST' | 'DELETE', url: string, locale: string, body?: object, signal?: AbortSignal): Promise<T> {
  const limit = AbortSignal.timeout(TOO_LONG_MS)
  try {
    const response = await fetch(url, {
      method,
      headers: { 'accept-language': locale, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    if (response.status >= 500) throw new Again(`the server answered ${response.status}`)
    if (response.status === 204) return null as T
    const answer = (await response.json()) as T & { detail?: string }
    if (!response.ok) throw new Refused(answer.detail ?? String(response.status), response.status)
    return answer
  } catch (error) {
    if (error instanceof Refused || error instanceof Again || signal?.aborted) throw error
    // What fetch throws without a line, after too long, and for a page of a proxy where JSON should be.
    if (error instanceof TypeError || error instanceof SyntaxError || (error instanceof DOMException && error.name === 'TimeoutError'))
      throw new Again(error.message)
    throw error
  }
}
