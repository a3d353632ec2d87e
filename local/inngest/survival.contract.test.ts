import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { startPostgres } from '../postgres'
import { startInngest } from './start-inngest'
import { serveFunctions } from './test-app'
import { testClient, testFunctions } from './test-functions'
import { freePort, killed, spawnMain } from './test-processes'
import { ended, eventKey, patient, runsOf, setStage, signingKey, trailOf } from './test-stage'

const stage = setStage(['killed', 'restarted', 'abandoned', 'storm', 'changed'])

test('an executor killed in the middle of a step carries on where it was', async () => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const client = testClient({ id: 'web', executorUrl: url, signingKey, eventKey })
  const app = await serveFunctions(client, testFunctions(client, stage.trail))
  const options = { port, databaseUrl: stage.urlOf('killed'), signingKey, eventKey, apps: [app.url], retryBaseMs: 20, leaseMs: 900 }

  const first = await spawnMain('main.ts', options)
  const { ids } = await client.send({ name: 't/gated', data: { tag: 'killed' } })
  await expect.poll(() => trailOf(stage.trail, 'killed'), patient).toEqual(['first', 'at gate'])
  await killed(first)
  const second = await spawnMain('main.ts', options)
  // The lease runs out, the step that never answered is asked for again.
  await expect.poll(() => trailOf(stage.trail, 'killed'), patient).toEqual(['first', 'at gate', 'at gate'])
  await stage.trail.query(`insert into gates values ('killed')`)
  // Killed once more during the sleep: the alarm is in the database.
  const isAsleep = async () => (await trailOf(stage.trail, 'killed')).filter((label) => label === 'through gate').length
  await expect.poll(isAsleep, patient).toBe(2)
  await killed(second)
  const third = await spawnMain('main.ts', options)
  expect(await ended(url, 'web-gated', ids[0] ?? '')).toMatchObject({ status: 'Completed', failedAttempts: 0 })
  const trail = await trailOf(stage.trail, 'killed')
  expect(trail.filter((label) => label === 'first')).toHaveLength(1)
  expect(trail.filter((label) => label === 'last')).toHaveLength(1)
  await killed(third)
  await app.close()
})

test('an app killed in the middle of a step costs one attempt, an app that is away costs none', async () => {
  const [port, appPort] = [await freePort(), await freePort()]
  const executorUrl = `http://127.0.0.1:${port}`
  const client = testClient({ id: 'web', executorUrl, signingKey, eventKey })
  const settings = { id: 'web', executorUrl, signingKey, eventKey, port: appPort, trailUrl: stage.urlOf('trail') }
  const apps = [`http://127.0.0.1:${appPort}/api/inngest`]
  const inngest = await startInngest({ port, databaseUrl: stage.urlOf('restarted'), signingKey, eventKey, apps, retryBaseMs: 20, log: () => {} })

  const early = await client.send({ name: 't/once', data: { tag: 'early' } }) // The app is not up yet: the event waits for it.
  const app = await spawnMain('test-app.ts', settings)
  expect(await ended(inngest.url, 'web-once', early.ids[0] ?? '')).toMatchObject({ status: 'Completed', failedAttempts: 0 })

  const { ids } = await client.send({ name: 't/gated', data: { tag: 'restarted' } })
  await expect.poll(() => trailOf(stage.trail, 'restarted'), patient).toEqual(['first', 'at gate'])
  await killed(app)
  const meanwhile = await client.send({ name: 't/once', data: { tag: 'meanwhile' } })
  await expect
    .poll(async () => (await runsOf(inngest.url, 'web-once'))[0], patient)
    .toMatchObject({ status: 'Running', error: expect.stringContaining('cannot be reached') })
  await stage.trail.query(`insert into gates values ('restarted')`)
  const again = await spawnMain('test-app.ts', settings)
  expect(await ended(inngest.url, 'web-gated', ids[0] ?? '')).toMatchObject({ status: 'Completed', failedAttempts: 1 })
  expect(await ended(inngest.url, 'web-once', meanwhile.ids[0] ?? '')).toMatchObject({ status: 'Completed', failedAttempts: 0 })
  expect(await trailOf(stage.trail, 'restarted')).toEqual(['first', 'at gate', 'at gate', 'through gate', 'last'])
  await inngest.close()
  await killed(again)
})

test('an event that a killed executor had in hand is not lost, nor kept waiting for a time-out', async () => {
  const [port, appPort] = [await freePort(), await freePort()]
  const client = testClient({ id: 'web', executorUrl: `http://127.0.0.1:${port}`, signingKey, eventKey })
  const apps = [`http://127.0.0.1:${appPort}/api/inngest`]
  const options = { port, databaseUrl: stage.urlOf('abandoned'), signingKey, eventKey, apps, log: () => {} }
  const first = await startInngest(options)
  const { ids } = await client.send({ name: 't/once', data: { tag: 'abandoned' } })
  await first.close()
  const db = new pg.Pool({ connectionString: options.databaseUrl })
  const { rowCount } = await db.query(`update pgboss.job set state = 'active', started_on = now() where name = 'start.0'`)
  expect(rowCount).toBe(1)
  await db.end()
  const app = await serveFunctions(client, testFunctions(client, stage.trail), appPort)
  const second = await startInngest(options)
  expect(await ended(second.url, 'web-once', ids[0] ?? '')).toMatchObject({ status: 'Completed' })
  await second.close()
  await app.close()
})

test('while Postgres is away a finished step is kept in hand, and stored once when it is back', async () => {
  const own = { dataDir: join(stage.dir, 'own'), port: await freePort(), durable: false }
  const before = await startPostgres(own)
  await before.createDatabase('outage')
  const port = await freePort()
  const client = testClient({ id: 'web', executorUrl: `http://127.0.0.1:${port}`, signingKey, eventKey })
  const app = await serveFunctions(client, testFunctions(client, stage.trail))
  const inngest = await startInngest({
    port,
    databaseUrl: before.ownerUrl('outage'),
    signingKey,
    eventKey,
    apps: [app.url],
    retryBaseMs: 20,
    leaseMs: 900,
    log: () => {},
  })
  const { ids } = await client.send({ name: 't/gated', data: { tag: 'outage' } })
  await expect.poll(() => trailOf(stage.trail, 'outage'), patient).toEqual(['first', 'at gate'])

  await before.stop()
  await expect.poll(async () => (await fetch(`${inngest.url}/health`)).status, patient).toBe(503)
  await stage.trail.query(`insert into gates values ('outage')`)
  await expect.poll(() => trailOf(stage.trail, 'outage'), patient).toContain('through gate')
  const after = await startPostgres(own)

  await expect.poll(async () => (await fetch(`${inngest.url}/health`)).status, patient).toBe(200)
  expect(await ended(inngest.url, 'web-gated', ids[0] ?? '')).toMatchObject({ status: 'Completed', failedAttempts: 0 })
  expect(await trailOf(stage.trail, 'outage')).toEqual(['first', 'at gate', 'through gate', 'last'])
  await inngest.close()
  await app.close()
  await after.stop()
})

test('an executor killed again and again loses none of forty runs', async () => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const client = testClient({ id: 'web', executorUrl: url, signingKey, eventKey })
  const app = await serveFunctions(client, testFunctions(client, stage.trail))
  const options = { port, databaseUrl: stage.urlOf('storm'), signingKey, eventKey, apps: [app.url], retryBaseMs: 20, leaseMs: 600, width: 3 }
  const tags = Array.from({ length: 40 }, (_, index) => `storm ${index}`)
  const countMarks = async () => {
    const { rows } = await stage.trail.query<{ count: number }>(`select count(*)::int as count from trail where tag like 'storm %'`)
    return rows[0]?.count ?? 0
  }

  let executor = await spawnMain('main.ts', options)
  await client.send(tags.map((tag) => ({ name: 't/steps', data: { tag } })))
  const kills = 4
  for (let kill = 1; kill <= kills; kill++) {
    const before = await countMarks()
    await expect.poll(countMarks, { ...patient, interval: 5 }).toBeGreaterThan(before + 20)
    await killed(executor)
    executor = await spawnMain('main.ts', options)
  }
  const statuses = async () => (await runsOf(url, 'web-three-steps')).map((run) => run.status)
  await expect.poll(statuses, patient).toEqual(tags.map(() => 'Completed'))
  let repeats = 0
  for (const tag of tags) {
    const loops = (await trailOf(stage.trail, tag)).filter((label) => label === 'loop').length
    expect(loops).toBeGreaterThanOrEqual(2)
    repeats += loops - 2
  }
  // Only what was out when the executor died, at most its width, is asked for again.
  expect(repeats).toBeLessThanOrEqual(kills * options.width)
  await killed(executor)
  await app.close()
})

test('an app that comes back with other functions is seen to have them, and runs of those it lost end', async () => {
  const [port, appPort] = [await freePort(), await freePort()]
  const client = testClient({ id: 'web', executorUrl: `http://127.0.0.1:${port}`, signingKey, eventKey })
  const old = client.createFunction({ id: 'old', triggers: [{ event: 't/both' }] }, ({ step }) => step.sleep('long', '1h'))
  const fresh = client.createFunction({ id: 'fresh', triggers: [{ event: 't/both' }] }, () => 'fresh')
  const apps = [`http://127.0.0.1:${appPort}/api/inngest`]
  const before = await serveFunctions(client, [old], appPort)
  const inngest = await startInngest({ port, databaseUrl: stage.urlOf('changed'), signingKey, eventKey, apps, resyncMs: 100, log: () => {} })
  const first = await client.send({ name: 't/both', data: {} })
  await expect.poll(() => runsOf(inngest.url, 'web-old'), patient).toHaveLength(1)
  await before.close()
  const after = await serveFunctions(client, [fresh], appPort)
  expect(await ended(inngest.url, 'web-old', first.ids[0] ?? '')).toMatchObject({
    status: 'Failed',
    error: expect.stringContaining('No app has this function any more'),
  })
  const second = await client.send({ name: 't/both', data: {} })
  expect(await ended(inngest.url, 'web-fresh', second.ids[0] ?? '')).toMatchObject({ output: 'fresh' })
  await inngest.close()
  await after.close()
})
