import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db, schema } from '@/db'
import { sendFile } from '@/lib/photos/testing'
import { aPhotographer } from '@/lib/testing'

const { photos, histories } = schema
const APP = 'pouire-ingest'
const FUNCTION = `${APP}-ingest-photo`
let worker: ChildProcess
let address: string

beforeAll(async () => {
  worker = spawn(process.execPath, ['--import', 'tsx', 'inngest/worker.ts'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, WORKER_PORT: '0', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((ready, fail) => {
    worker.stdout?.on('data', (text) => {
      const port = /"port":(\d+),.*"worker ready"/.exec(String(text))?.[1]
      if (!port) return
      address = `http://127.0.0.1:${port}/api/inngest`
      ready()
    })
    worker.once('exit', (code) => fail(new Error(`the worker ended with ${code}`)))
  })
})
afterAll(async () => {
  const ended = worker.exitCode === null ? once(worker, 'exit') : [worker.exitCode, null]
  worker.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

const sorted = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : Array.isArray(value)
      ? value.map(sorted)
      : value

/** A request as Inngest signs it: HMAC of the canonical body and the time. */
async function call(method: string, query: string, body: object, key = process.env.INNGEST_SIGNING_KEY ?? '') {
  const at = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', key.replace(/^signkey-\w+-/, ''))
    .update(JSON.stringify(sorted(body)) + at)
    .digest('hex')
  const inBand: Record<string, string> = method === 'PUT' ? { 'x-inngest-sync-kind': 'in_band' } : {}
  return fetch(`${address}${query}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-inngest-signature': `t=${at}&s=${signature}`, ...inBand },
    body: JSON.stringify(body),
  })
}

/** What the executor does: the event and all finished steps are sent again and again until the function ends. */
async function run(functionId: string, name: string, data: object) {
  const event = { id: crypto.randomUUID(), name, data, ts: Date.now() }
  const steps: Record<string, object> = {}
  for (;;) {
    const body = {
      version: 2,
      event,
      events: [event],
      steps,
      ctx: { run_id: event.id, attempt: 0, max_attempts: 8, stack: { stack: Object.keys(steps), current: Object.keys(steps).length } },
    }
    const answer = await call('POST', `?fnId=${functionId}&stepId=step`, body)
    const said = await answer.json()
    if (answer.status !== 206) return { status: answer.status, said, steps }
    for (const step of said) steps[step.id] = step.op === 'StepRun' ? { data: step.data } : { error: step.error }
  }
}

async function anUpload() {
  const { actor } = await aPhotographer()
  const file = await sharp({
    create: { width: 2500, height: 1700, channels: 3, background: { r: Math.random() * 255, g: Math.random() * 255, b: Math.random() * 255 } },
  })
    .png()
    .toBuffer()
  return (await sendFile(actor, file, { fileName: 'aplat.png', mimeType: 'image/png' })).photoId
}

test('the worker says which functions it serves, to those who sign', async () => {
  const registered = await (await call('PUT', '', { url: address })).json()
  const ids = registered.functions.map((one: { id: string }) => one.id)
  expect(ids).toEqual([FUNCTION, `${FUNCTION}-failure`, `${APP}-cut-tiles`, `${APP}-cut-tiles-failure`, `${APP}-purge-inspections`])
  expect(registered.functions[0]).toMatchObject({ triggers: [{ event: 'photo/uploaded' }], concurrency: [{}, { key: 'event.data.photoId', limit: 1 }] })
  expect((await call('POST', `?fnId=${FUNCTION}&stepId=step`, {}, 'signkey-test-ffffffffffffffffffffffffffffffff')).status).toBe(401)
  expect((await fetch(address.replace('/api/inngest', '/'))).status).toBe(404)
})

test('an event brings a photo to ready in steps whose memory is small', async () => {
  const photoId = await anUpload()
  const { status, said, steps } = await run(FUNCTION, 'photo/uploaded', { photoId })
  expect([status, said]).toEqual([200, 'ready'])
  expect(Object.keys(steps)).toHaveLength(3)
  expect(JSON.stringify(steps).length).toBeLessThan(10_000)
  expect((await db.select().from(photos).where(eq(photos.id, photoId)))[0]).toMatchObject({ status: 'ready', widthPx: 2500, mimeType: 'image/png' })
})

test('when every try has failed, the photo says that the fault is ours', async () => {
  const photoId = await anUpload()
  const failed = {
    function_id: FUNCTION,
    run_id: 'x',
    error: { name: 'AppError', message: 'unavailable: storageDown' },
    event: { name: 'photo/uploaded', data: { photoId } },
  }
  expect((await run(`${FUNCTION}-failure`, 'inngest/function.failed', failed)).status).toBe(200)
  expect((await db.select().from(photos).where(eq(photos.id, photoId)))[0]).toMatchObject({ status: 'failed', failureKey: 'trouble' })
  const past = await db.select().from(histories).where(eq(histories.subjectId, photoId))
  expect(past.at(-1)).toMatchObject({ toState: 'failed', cause: 'unavailable: storageDown' })
})
