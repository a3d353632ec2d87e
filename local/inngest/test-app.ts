import http from 'node:http'
import type { Inngest, InngestFunction } from 'inngest'
import { serve } from 'inngest/node'
import pg from 'pg'
import { type AppSettings, testClient, testFunctions } from './test-functions'

/** The functions are served over HTTP by the real SDK; gives the endpoint and what stops it. */
export async function serveFunctions(client: Inngest, functions: InngestFunction.Any[], port = 0) {
  const server = http.createServer(serve({ client, functions }))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The test app has no port')
  return {
    url: `http://127.0.0.1:${address.port}/api/inngest`,
    port: address.port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

// Run as a process of its own, to be killed: its settings are one JSON argument, it prints its endpoint.
if (process.argv[1] === import.meta.filename && process.argv[2]) {
  const settings: AppSettings & { port: number; trailUrl: string } = JSON.parse(process.argv[2])
  const client = testClient(settings)
  const app = await serveFunctions(client, testFunctions(client, new pg.Pool({ connectionString: settings.trailUrl })), settings.port)
  process.stdout.write(`${app.url}\n`)
}
