import http from 'node:http'
import { acceptEvents } from './event-api'
import type { Executor } from './executor'
import type { Registration } from './registration'
import { asRestRun, findRun, listRuns, listRunsOfEvent, runsPage } from './run-reports'
import { isBearerOf, sameText } from './signatures'

type Reply = { status: number; body: unknown; headers?: Record<string, string> }

const mostBodyBytes = 16 * 1024 * 1024

class TooLarge extends Error {}

/** The executor's HTTP side on loopback: events in, registration, health, and runs to look at. */
export async function serveExecutor(executor: Executor, registration: Registration, port: number, isOwner: () => boolean) {
  const server = http.createServer((request, response) => {
    answer(executor, registration, isOwner, request)
      .catch((error: Error): Reply => {
        if (error instanceof TooLarge) return { status: 413, body: { ids: [''], status: 413, error: error.message } }
        executor.log(`inngest: ${request.method} ${request.url}: ${error.message}`)
        return { status: 503, body: { status: 503, error: 'the executor cannot reach its database' } }
      })
      .then(({ status, body, headers }) => {
        const isPage = typeof body === 'string'
        response.writeHead(status, { 'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json', ...headers })
        response.end(isPage ? body : JSON.stringify(body))
      })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The executor has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(executor: Executor, registration: Registration, isOwner: () => boolean, request: http.IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const [first = '', second, third, ...rest] = url.pathname.split('/').filter(Boolean)
  const route = `${request.method} /${first}`
  if (route === 'POST /e' && third === undefined) return takeEvents(executor, second ?? '', request)
  if (route === 'GET /health') return health(executor, isOwner())
  if (route === 'GET /') return { status: 200, body: runsPage(executor, await listRuns(executor, { status: null, functionId: null })) }
  if (route === 'GET /api' && second === 'runs') {
    return { status: 200, body: await listRuns(executor, { status: url.searchParams.get('status'), functionId: url.searchParams.get('function') }) }
  }
  const isForKeyHolders = first === 'v1' || url.pathname === '/fn/register'
  if (isForKeyHolders && !isBearerOf(executor.signingKey, request.headers.authorization))
    return { status: 401, body: { status: 401, error: 'Authentication failed' } }
  if (route === 'POST /fn' && second === 'register') return register(executor, registration)
  if (route === 'GET /v1' && rest.length <= 1) return readRuns(executor, second, third, rest[0])
  return { status: 404, body: { status: 404, error: 'not found' } }
}

async function takeEvents(executor: Executor, key: string, request: http.IncomingMessage): Promise<Reply> {
  if (!sameText(decodeURIComponent(key), executor.eventKey)) return { status: 401, body: { status: 401, error: 'Event key not found' } }
  const seed = request.headers['x-inngest-event-id-seed']
  const result = await acceptEvents(executor, await readBody(request), Array.isArray(seed) ? seed[0] : seed)
  return { status: result.status, body: result }
}

function health(executor: Executor, isOwner: boolean): Reply {
  const refused = executor.registry.apps.filter((app) => app.refused).map((app) => `${app.url} is refused: ${app.problem}`)
  const problems = isOwner ? refused : ['the database is away', ...refused]
  return problems.length > 0 ? { status: 503, body: { status: 503, message: problems.join('\n') } } : { status: 200, body: { status: 200, message: 'OK' } }
}

async function register(executor: Executor, registration: Registration): Promise<Reply> {
  await registration.syncNow()
  const problem = executor.registry.apps.find((app) => app.refused)?.problem
  if (problem) return { status: 400, body: { ok: false, status: 400, error: problem } }
  return { status: 200, body: { ok: true, modified: true }, headers: { 'x-inngest-server-kind': 'cloud' } }
}

async function readRuns(executor: Executor, kind: string | undefined, id: string | undefined, sub: string | undefined): Promise<Reply> {
  const metadata = { fetched_at: new Date().toISOString(), cached_until: null }
  if (kind === 'events' && id && sub === 'runs') return { status: 200, body: { data: (await listRunsOfEvent(executor, id)).map(asRestRun), metadata } }
  const run = kind === 'runs' && id && !sub ? await findRun(executor, id) : null
  return run ? { status: 200, body: { data: asRestRun(run), metadata } } : { status: 404, body: { status: 404, error: 'run not found' } }
}

async function readBody(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > mostBodyBytes) throw new TooLarge(`a request has at most ${mostBodyBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
