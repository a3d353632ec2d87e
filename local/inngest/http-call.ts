import http from 'node:http'
import https from 'node:https'

export type HttpAnswer =
  | { kind: 'answered'; status: number; headers: http.IncomingHttpHeaders; text: string }
  | { kind: 'unreached'; why: string } // No connection was made: nothing was begun there.
  | { kind: 'cut off'; why: string } // The request was taken, its answer never came whole.

const longestCallMs = 2 * 3_600_000

/**
 * One request, told apart by how far it came; never throws. A new connection each time: a kept one that the other side
 * has just closed would look like a call cut off. Node's own `fetch` gives up after 5 minutes, which steps may exceed.
 */
export function httpCall(options: { method: string; url: string; headers: Record<string, string>; body: string; signal: AbortSignal }): Promise<HttpAnswer> {
  const { request } = options.url.startsWith('https:') ? https : http
  return new Promise((resolve) => {
    let isConnected = false
    const fail = (error: Error) => resolve({ kind: isConnected ? 'cut off' : 'unreached', why: error.message || error.name })
    const call = request(options.url, {
      method: options.method,
      agent: false,
      signal: options.signal,
      headers: { ...options.headers, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(options.body)) },
    })
    call.setTimeout(longestCallMs, () => call.destroy(new Error('no answer within 2 hours')))
    call.once('socket', (socket) => socket.once('connect', () => (isConnected = true)))
    call.on('error', fail)
    call.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', fail)
      response.on('end', () =>
        resolve({ kind: 'answered', status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      )
    })
    call.end(options.body)
  })
}

/** The header's first value, or undefined. */
export function headerOf(headers: http.IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}
