import { createServer } from 'node:http'
import { serve } from 'inngest/node'
import { closeDatabase } from '@/lib/close-database'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { closeExiftool, exiftool } from '@/lib/metadata/exiftool'
import { ingest } from './client'
import { cutTilesJob } from './functions/cut-tiles'
import { ingestPhoto } from './functions/ingest-photo'
import { purgeInspectionsJob } from './functions/purge-inspections'
import { hasMemoryCap } from './image-children'
import { closeImageChildren, imageChildren } from './process-photo'

const PATH = '/api/inngest'

/** Image work in a process of its own, so that pages never wait for pixels. Answers Inngest on loopback alone; whoever runs it elsewhere puts a proxy in front. */
async function startWorker() {
  await Promise.all([imageChildren().warm(), exiftool().version()]) // Fail now, with a reason, rather than at the first photo.
  if (!hasMemoryCap) log().warn('prlimit (util-linux) is not here: a hostile picture may take all of this machine’s memory')
  const answer = serve({ client: ingest, functions: [ingestPhoto, cutTilesJob, purgeInspectionsJob], servePath: PATH })
  const server = createServer((request, response) => {
    if (new URL(request.url ?? '/', 'http://worker').pathname === PATH) return answer(request, response)
    response.writeHead(request.url === '/health' ? 200 : 404).end()
  })
  server.listen(env().WORKER_PORT, '127.0.0.1', () => {
    const address = server.address()
    log().info({ port: typeof address === 'object' ? address?.port : null }, 'worker ready') // With WORKER_PORT=0 the system chose it.
  })

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    server.close()
    server.closeIdleConnections()
    await Promise.all([closeImageChildren(), closeExiftool()])
    await closeDatabase()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
}

await startWorker()
