import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startPostgres } from '../postgres'
import { type CinetpayOptions, startCinetpay } from './server'

export const merchantKeys = {
  apiKey: 'test-api-key-1',
  siteId: '999001',
  secretKey: 'POUIRE-TEST-SECRET-0123456789abcdef',
  transferPassword: 'transfer-password',
}

/** A real PostgreSQL in a folder of its own; `stop` removes both. */
export async function aPostgres() {
  const home = mkdtempSync(join(tmpdir(), 'pouire-cinetpay-'))
  chmodSync(home, 0o755) // PostgreSQL may run as another user and must be able to enter.
  const postgres = await startPostgres({ dataDir: join(home, 'pg'), port: 0, durable: false })
  return {
    async database() {
      const name = `cinetpay_${randomUUID().replaceAll('-', '')}`
      await postgres.createDatabase(name)
      return postgres.ownerUrl(name)
    },
    async stop() {
      await postgres.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** A simulator on a free port, quick to retry. */
export function aSimulator(databaseUrl: string, options: Partial<CinetpayOptions> = {}) {
  return startCinetpay({ port: 0, databaseUrl, ...merchantKeys, retryDelaysMs: [20, 20, 20], ...options })
}

/** The same in a process of its own, to be killed. */
export async function aSimulatorProcess(databaseUrl: string) {
  const options = JSON.stringify({ port: 0, databaseUrl, ...merchantKeys })
  const program = `import { startCinetpay } from ${JSON.stringify(new URL('./server.ts', import.meta.url).href)}; console.log((await startCinetpay(${options})).url)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, url: line as string }
}

export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string }

/** A merchant's server that writes down what it gets and answers `status` (200 at first), or never with status 0. */
export async function aMerchant() {
  const received: Received[] = []
  const waiting = new Set<() => void>()
  const state = { status: 200 }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body })
    if (request.method === 'GET' || state.status) response.writeHead(request.method === 'GET' ? 200 : state.status).end()
    for (const look of waiting) look()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    received,
    state,
    posts: (path: string) => received.filter((one) => one.method === 'POST' && one.path === path),
    /** Resolves once `enough` holds of what was received. */
    until(enough: () => boolean) {
      return new Promise<void>((resolve) => {
        const look = () => {
          if (!enough()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      })
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A JSON call to the simulator with what CinetPay asks of every call. */
export async function callJson(address: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'test', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, body: JSON.parse(await response.text()) }
}
