import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunReport } from './run-reports'
import { type LocalInngest, startInngest } from './start-inngest'
import { serveFunctions } from './test-app'
import { testClient, testFunctions } from './test-functions'
import { freePort } from './test-processes'
import { ended, eventKey, patient, runsOf, setStage, signingKey, trailOf } from './test-stage'

const stage = setStage(['main', 'refused'])

describe('functions driven through the real SDK', () => {
  let inngest: LocalInngest
  let client: ReturnType<typeof testClient>
  let worker: ReturnType<typeof testClient>
  let executorDb: pg.Pool
  const closers: (() => Promise<void>)[] = []
  const send = async (name: string, data: object, id?: string) => {
    const { ids } = await client.send({ name, data, ...(id ? { id } : {}) })
    return ids[0] ?? ''
  }

  beforeAll(async () => {
    const port = await freePort()
    const settings = { executorUrl: `http://127.0.0.1:${port}`, signingKey, eventKey }
    client = testClient({ id: 'web', ...settings })
    worker = testClient({ id: 'worker', ...settings })
    const onWorker = worker.createFunction({ id: 'develop', triggers: [{ event: 't/steps' }] }, ({ event }) => `developed ${event.data.tag}`)
    const web = await serveFunctions(client, testFunctions(client, stage.trail))
    const image = await serveFunctions(worker, [onWorker])
    executorDb = new pg.Pool({ connectionString: stage.urlOf('main') })
    inngest = await startInngest({
      port,
      databaseUrl: stage.urlOf('main'),
      signingKey,
      eventKey,
      apps: [web.url, image.url],
      retryBaseMs: 20,
      log: () => {},
    })
    closers.push(inngest.close, web.close, image.close, () => executorDb.end())
    await inngest.untilRegistered()
  })
  afterAll(async () => {
    for (const close of closers) await close()
  })

  test('each step runs once and its value is given back as it was; both apps are served', async () => {
    const id = await send('t/steps', { tag: 'steps' })
    const run = await ended(inngest.url, 'web-three-steps', id)
    expect(run).toMatchObject({ status: 'Completed', failedAttempts: 0 })
    expect(run.output).toEqual({ sum: 30, odd: { text: 'U+0000 \u0000, é, \u2028', nothing: null, list: [1, [2]] } })
    expect((await trailOf(stage.trail, 'steps')).filter((label) => label === 'loop')).toHaveLength(2)
    expect((await trailOf(stage.trail, 'steps')).filter((label) => label === 'body')).toHaveLength(4)
    expect(await ended(inngest.url, 'worker-develop', id)).toMatchObject({ output: 'developed steps' })
  })

  test('ready steps go in the loop, not at the pace of a poll', async () => {
    const run = await ended(inngest.url, 'web-three-steps', await send('t/steps', { tag: 'quick' }))
    const { rows } = await executorDb.query<{ ms: number }>(
      `select extract(epoch from ended_at - created_at)::float * 1000 as ms from executor.runs where id = $1`,
      [run.id],
    )
    // Four requests polled for at pg-boss's shortest interval would need 1,500 ms.
    expect(rows[0]?.ms).toBeLessThan(1_500)
  })

  test('a sleep lasts at least its time, and what came before it is not run again', async () => {
    const until = Date.now() + 1_500
    const run = await ended(inngest.url, 'web-nap', await send('t/nap', { tag: 'nap', until }))
    expect(run.output).toBeGreaterThanOrEqual(until)
    expect(await trailOf(stage.trail, 'nap')).toEqual(['before', 'after'])
  })

  test('parallel steps are out at the same time, and join once', async () => {
    const run = await ended(inngest.url, 'web-fan', await send('t/fan', { tag: 'fan' }))
    expect(run.output).toEqual({ both: ['a', 'b', null], last: 1 })
    expect((await trailOf(stage.trail, 'fan')).toSorted()).toEqual(['a', 'b', 'join'])
  })

  test('what a function may ask for but is not implemented fails its run with a sentence', async () => {
    const run = await ended(inngest.url, 'web-race', await send('t/race', { tag: 'race' }))
    expect(run).toMatchObject({ status: 'Failed', error: expect.stringContaining('does not know group.parallel with a mode') })
  })

  test('an invoked function gives its result or its error to the caller', async () => {
    const run = await ended(inngest.url, 'web-parent', await send('t/parent', {}))
    expect(run.output).toEqual({ good: { double: 42 }, bad: 'below zero' })
    const children = (await runsOf(inngest.url, 'web-child')).filter((child) => child.eventName === 'inngest/function.invoked')
    for (const child of children) await expect.poll(() => trailOf(stage.trail, child.id), patient).toEqual(['finished'])
    expect(children).toHaveLength(2)
  })

  test('a waited-for event is met when it matches, not when it does not', async () => {
    const id = await send('t/wait', { tag: 'met', timeout: '1h' })
    const waits = async () => (await executorDb.query('select 1 from executor.waits')).rows.length
    await expect.poll(waits, patient).toBe(1)
    await send('t/answer', { tag: 'another', final: true })
    await send('t/answer', { tag: 'met' })
    await send('t/answer', { tag: 'met', final: 'yes' })
    expect((await ended(inngest.url, 'web-waiter', id)).output).toEqual({ tag: 'met', final: 'yes' })
    expect(await waits()).toBe(0)
  })

  test('a waited-for event that never comes is null after the time-out', async () => {
    expect((await ended(inngest.url, 'web-waiter', await send('t/wait', { tag: 'unmet', timeout: '1s' }))).output).toBe('nobody came')
  })

  test('events sent by a step arrive', async () => {
    await ended(inngest.url, 'web-sender', await send('t/send', { tag: 'sent' }))
    await expect.poll(() => trailOf(stage.trail, 'sent'), patient).toEqual(['received', 'received'])
  })

  test('a failing step and a failing function are tried again, each with its own count', async () => {
    const run = await ended(inngest.url, 'web-flaky', await send('t/flaky', { tag: 'flaky' }))
    expect(run).toMatchObject({ status: 'Completed', failedAttempts: 6, output: { tries: 3, attempt: 4 } })
    expect((await trailOf(stage.trail, 'flaky')).filter((label) => label === 'unsteady')).toHaveLength(3)
  })

  test('retry-after is waited for', async () => {
    const run = await ended(inngest.url, 'web-flaky', await send('t/flaky', { tag: 'later', later: true }))
    expect(run).toMatchObject({ status: 'Completed', failedAttempts: 6 })
    expect(Date.parse(run.endedAt ?? '') - Date.parse(run.createdAt)).toBeGreaterThanOrEqual(4_000)
  })

  test('a step that fails for good can be caught, alone or among others', async () => {
    const run = await ended(inngest.url, 'web-catcher', await send('t/catch', { tag: 'catch' }))
    expect(run).toMatchObject({ status: 'Completed', output: { caught: 'never works', whole: ['fine', 'no use'] } })
    expect(await trailOf(stage.trail, 'catch')).toEqual(['broken', 'broken'])
  })

  test('NonRetriableError fails the run at once, and onFailure hears of it once', async () => {
    const run = await ended(inngest.url, 'web-doomed', await send('t/doomed', { tag: 'doomed' }))
    expect(run).toMatchObject({ status: 'Failed', error: expect.stringContaining('for good') })
    await expect.poll(() => trailOf(stage.trail, 'doomed'), patient).toEqual(['doom', 'failed: for good'])
    expect(await runsOf(inngest.url, 'web-doomed-failure')).toHaveLength(1)
    expect((await (await fetch(`${inngest.url}/api/runs?status=Failed`)).json()) as RunReport[]).toContainEqual(expect.objectContaining({ id: run.id }))
    expect(await (await fetch(inngest.url)).text()).toContain(run.id)
  })

  test('an event id starts each function once; so does an idempotency key', async () => {
    const first = await send('t/steps', { tag: 'same' }, 'the-same-id')
    const second = await send('t/steps', { tag: 'same' }, 'the-same-id')
    const keys = [await send('t/once', { tag: 'key' }), await send('t/once', { tag: 'key' })]
    await ended(inngest.url, 'web-three-steps', first)
    const marker = await send('t/steps', { tag: 'marker' })
    await ended(inngest.url, 'web-three-steps', marker) // Events are taken in order: those before it have been seen.
    expect(second).not.toBe(first)
    expect((await runsOf(inngest.url, 'web-three-steps')).filter((run) => [first, second].includes(run.eventId ?? ''))).toHaveLength(1)
    expect((await runsOf(inngest.url, 'web-once')).filter((run) => keys.includes(run.eventId ?? ''))).toHaveLength(1)
  })

  test("a trigger's filter is kept", async () => {
    await send('t/filter', { tag: 'filter', kind: 'bad' })
    await send('t/filter', { tag: 'filter', kind: 'good', ghost: 1 })
    await ended(inngest.url, 'web-filtered', await send('t/filter', { tag: 'filter', kind: 'good' }))
    expect(await trailOf(stage.trail, 'filter')).toEqual(['good'])
  })

  test('concurrency limits hold for each key and for all together, and are used in full', async () => {
    const tags = ['red', 'blue'].flatMap((tag) => Array.from({ length: 6 }, () => tag))
    await client.send(tags.map((tag) => ({ name: 't/keyed', data: { tag } })))
    for (const tag of ['red', 'blue']) await expect.poll(() => trailOf(stage.trail, tag), patient).toHaveLength(6)
    const { rows } = await stage.trail.query('select tag, most_in from crowd order by tag')
    expect(rows).toEqual([
      { tag: 'blue', most_in: 2 },
      { tag: 'everybody', most_in: 3 },
      { tag: 'red', most_in: 2 },
    ])
  })

  test('cancelOn ends the run of its own tag only', async () => {
    const [mine, other] = [await send('t/stoppable', { tag: 'mine' }), await send('t/stoppable', { tag: 'other' })]
    await expect.poll(async () => (await runsOf(inngest.url, 'web-stoppable')).length, patient).toBe(2)
    await send('t/stop', { tag: 'mine' })
    expect(await ended(inngest.url, 'web-stoppable', mine)).toMatchObject({ status: 'Cancelled' })
    expect((await runsOf(inngest.url, 'web-stoppable')).find((run) => run.eventId === other)).toMatchObject({ status: 'Running' })
  })

  test('the event API refuses what the real one refuses', async () => {
    const post = async (body: unknown, key = eventKey) => {
      const response = await fetch(`${inngest.url}/e/${key}`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })
      return [response.status, ((await response.json()) as { error?: string }).error]
    }
    expect(await post({ name: 't/x' }, 'wrong')).toEqual([401, 'Event key not found'])
    expect(await post({ name: '' })).toEqual([400, 'event name is empty'])
    expect(await post({ name: 'inngest/foo' })).toEqual([400, 'event name is reserved for internal use: inngest/foo'])
    expect(await post('not json')).toEqual([400, 'Request body must contain an event object or an array of event objects'])
    expect(await post([{ name: 't/x' }, 7])).toEqual([400, 'Request body must contain an event object or an array of event objects'])
    expect(await post({ name: 't/x' })).toEqual([200, undefined])
    expect((await fetch(`${inngest.url}/v1/runs/none`)).status).toBe(401)
  })

  test('the REST view tells the runs of an event to whoever holds the signing key', async () => {
    const id = await send('t/once', { tag: 'rest' })
    await ended(inngest.url, 'web-once', id)
    const answer = await fetch(`${inngest.url}/v1/events/${id}/runs`, { headers: { authorization: `Bearer ${signingKey}` } })
    expect(await answer.json()).toMatchObject({ data: [{ function_id: 'web-once', status: 'Completed', output: 1, event_id: id }] })
  })

  test('an out-of-band sync from the SDK is answered by asking for the functions', async () => {
    const [url] = [(await (await fetch(inngest.url)).text()).match(/http:[^<]*api\/inngest/)?.[0] ?? '']
    expect(await (await fetch(url, { method: 'PUT' })).json()).toMatchObject({ message: 'Successfully registered' })
  })

  test('a second executor on the same database is turned away with a sentence', async () => {
    const second = startInngest({ port: 0, databaseUrl: stage.urlOf('main'), signingKey, eventKey, apps: [], patienceMs: 100, log: () => {} })
    await expect(second).rejects.toThrow(/Another Inngest executor is at work on the database "main"/)
  })

  test('a cron fires once a minute, and after an outage only its latest missed tick is caught up', async () => {
    const ticks = async () => (await runsOf(inngest.url, 'web-every-minute')).length
    await expect.poll(ticks, { timeout: 90_000, interval: 200 }).toBeGreaterThan(0)
    const before = await ticks()
    await executorDb.query(`update executor.crons set last_tick = last_tick - interval '3 hours'`)
    await executorDb.query(`delete from executor.starts where function_id = 'web-every-minute'`)
    await executorDb.query(`update pgboss.job set start_after = now() where name = 'tick' and state = 'created'`)
    await expect.poll(ticks, patient).toBeGreaterThan(before)
    expect((await ticks()) - before).toBeLessThanOrEqual(2) // One caught up, and perhaps a minute that has just begun.
    const { rows } = await stage.trail.query<{ tag: string; count: number }>(`select tag, count(*)::int as count from trail where label = 'tick' group by 1`)
    for (const { tag } of rows) expect(tag).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/)
  })
})

test('an app with an option that is not implemented is refused, by name', async () => {
  const client = testClient({ id: 'web', executorUrl: 'http://127.0.0.1:1', signingKey, eventKey })
  const limited = client.createFunction({ id: 'limited', rateLimit: { limit: 1, period: '10s' }, triggers: [{ event: 't/x' }] }, () => {})
  const app = await serveFunctions(client, [limited])
  const inngest = await startInngest({ port: 0, databaseUrl: stage.urlOf('refused'), signingKey, eventKey, apps: [app.url], log: () => {} })
  await expect(inngest.untilRegistered()).rejects.toThrow(/web-limited.*rateLimit/s)
  expect((await fetch(`${inngest.url}/health`)).status).toBe(503)
  await inngest.close()
  await app.close()
})
