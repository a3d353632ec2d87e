import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'

const installed = (() => {
  try {
    return execFileSync('redis-server', ['--version']).length > 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
})()

let server: ChildProcess | undefined

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

beforeAll(async () => {
  if (!installed) return
  const port = await freePort()
  server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: ['ignore', 'pipe', 'ignore'] })
  for await (const text of server.stdout ?? []) if (String(text).includes('Ready to accept')) break
  process.env.REDIS_URL = `redis://127.0.0.1:${port}`
  process.env.LOG_LEVEL = 'silent'
})
afterAll(() => void server?.kill('SIGKILL'))

test.skipIf(!installed)('with Redis the whole number is let through; when it dies the stricter count goes on by itself', async () => {
  const [{ limit }, { redis, isReady }] = await Promise.all([import('./limit'), import('@/lib/redis')])
  await expect.poll(() => isReady(redis())).toBe(true)
  const tries = async (count: number, key: string) =>
    (await Promise.allSettled(Array.from({ length: count }, () => limit('sign-in', key)))).filter((result) => result.status === 'fulfilled').length
  expect(await tries(15, crypto.randomUUID())).toBe(10)
  server?.kill('SIGKILL')
  await expect.poll(() => isReady(redis())).toBe(false)
  expect(await tries(15, crypto.randomUUID())).toBe(5)
  redis()?.disconnect()
})
