import { eventType, Inngest, NonRetriableError, RetryAfterError, staticSchema } from 'inngest'
import type pg from 'pg'

export type AppSettings = { id: string; executorUrl: string; signingKey: string; eventKey: string }

const silent = { info() {}, warn() {}, error() {}, debug() {} }

/** A client in cloud mode, as the app has it, whose functions leave a trail in Postgres that outlives any process. */
export function testClient(settings: AppSettings) {
  const { id, executorUrl: baseUrl, signingKey, eventKey } = settings
  return new Inngest({ id, isDev: false, baseUrl, signingKey, eventKey, logger: silent, internalLogger: silent })
}

export const trailTables = `
create table trail (ordinal bigserial, label text not null, tag text not null);
create table gates (tag text primary key);
create table crowd (tag text primary key, now_in int not null, most_in int not null);`

/** The functions that the contract test drives: each says in the trail what it really did. */
export function testFunctions(client: Inngest, pool: pg.Pool) {
  const mark = async (label: string, tag: string) => {
    await pool.query('insert into trail (label, tag) values ($1, $2)', [label, tag])
    const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from trail where label = $1 and tag = $2', [label, tag])
    return rows[0]?.count ?? 0
  }
  const passGate = async (tag: string) => {
    while ((await pool.query('select 1 from gates where tag = $1', [tag])).rows.length === 0) await pool.query('select pg_sleep(0.02)')
  }
  const typed = <Data extends Record<string, unknown>>(name: string) => eventType(name, { schema: staticSchema<Data>() })
  const on = <Data extends Record<string, unknown> = { tag: string }>(name: string) => ({ triggers: { event: typed<Data>(name) } })

  const threeSteps = client.createFunction({ id: 'three-steps', ...on('t/steps') }, async ({ event, step }) => {
    await mark('body', event.data.tag)
    const values: number[] = []
    for (const base of [1, 2]) values.push(await step.run('loop', () => mark('loop', event.data.tag).then(() => base * 10)))
    const odd = await step.run('odd', () => ({ text: 'U+0000 \u0000, é, \u2028', nothing: null, list: [1, [2]] }))
    return { sum: values.reduce((a, b) => a + b), odd }
  })
  const nap = client.createFunction({ id: 'nap', ...on<{ tag: string; until: number }>('t/nap') }, async ({ event, step }) => {
    await step.run('before', () => mark('before', event.data.tag))
    await step.sleep('nap', '1s')
    await step.sleepUntil('until', new Date(event.data.until))
    await step.run('after', () => mark('after', event.data.tag))
    return Date.now()
  })
  const fan = client.createFunction({ id: 'fan', ...on('t/fan') }, async ({ event, step }) => {
    const meet = async (own: string, other: string) => {
      await mark(own, event.data.tag)
      await passGateOf(other, event.data.tag)
      return own
    }
    const passGateOf = async (label: string, tag: string) => {
      while ((await pool.query('select 1 from trail where label = $1 and tag = $2', [label, tag])).rows.length === 0) await pool.query('select pg_sleep(0.02)')
    }
    const both = await Promise.all([step.run('a', () => meet('a', 'b')), step.run('b', () => meet('b', 'a')), step.sleep('c', '1s')])
    const last = await step.run('join', () => mark('join', event.data.tag))
    return { both, last }
  })
  const race = client.createFunction({ id: 'race', ...on('t/race') }, async ({ step, group }) =>
    group.parallel({ mode: 'race' }, () => Promise.race([step.run('quick', () => 'quick'), step.sleep('slow', '1h')])),
  )
  const child = client.createFunction({ id: 'child', retries: 0, ...on<{ n: number }>('t/child') }, async ({ event }) => {
    if (event.data.n < 0) throw new NonRetriableError('below zero')
    return { double: event.data.n * 2 }
  })
  const parent = client.createFunction({ id: 'parent', ...on('t/parent') }, async ({ step }) => {
    const good = await step.invoke('good', { function: child, data: { n: 21 } })
    const bad = await step.invoke('bad', { function: child, data: { n: -1 } }).catch((error: Error) => error.message)
    return { good, bad }
  })
  const waiter = client.createFunction({ id: 'waiter', ...on<{ tag: string; timeout: string }>('t/wait') }, async ({ event, step }) => {
    await mark('waiting', event.data.tag)
    const found = await step.waitForEvent('answer', {
      event: 't/answer',
      timeout: event.data.timeout,
      if: 'async.data.tag == event.data.tag && async.data.final != null',
    })
    return found?.data ?? 'nobody came'
  })
  const sender = client.createFunction({ id: 'sender', ...on('t/send') }, async ({ event, step }) =>
    step.sendEvent('send', [
      { name: 't/sent', data: { tag: event.data.tag } },
      { name: 't/sent', data: { tag: event.data.tag } },
    ]),
  )
  const receiver = client.createFunction({ id: 'receiver', ...on('t/sent') }, ({ event }) => mark('received', event.data.tag))
  const flaky = client.createFunction({ id: 'flaky', ...on<{ tag: string; later?: boolean }>('t/flaky') }, async ({ event, step, attempt }) => {
    const tries = await step.run('unsteady', async () => {
      const count = await mark('unsteady', event.data.tag)
      if (count < 3) throw new Error(`failure ${count}`)
      return count
    })
    const whole = await mark('whole', event.data.tag)
    if (whole < 5) throw event.data.later ? new RetryAfterError('later', '1s') : new Error('the function itself')
    return { tries, attempt }
  })
  const catcher = client.createFunction({ id: 'catcher', retries: 1, ...on('t/catch') }, async ({ event, step }) => {
    const broken = step.run('broken', async () => {
      await mark('broken', event.data.tag)
      throw new TypeError('never works')
    })
    const caught = await broken.catch((error: Error) => error.message)
    const whole = await Promise.all([
      step.run('fine', () => 'fine'),
      step.run('worse', () => Promise.reject(new NonRetriableError('no use'))).catch((error: Error) => error.message),
    ])
    return { caught, whole }
  })
  const doomed = client.createFunction(
    { id: 'doomed', ...on('t/doomed'), onFailure: ({ event, error }) => mark(`failed: ${error.message}`, event.data.event.data.tag) },
    async ({ event, step }) => {
      await step.run('doom', async () => {
        await mark('doom', event.data.tag)
        throw new NonRetriableError('for good')
      })
    },
  )
  const finished = client.createFunction(
    { id: 'finished', triggers: [{ event: 'inngest/function.finished', if: `event.data.function_id == '${client.id}-child'` }] },
    ({ event }) => mark('finished', event.data.run_id),
  )
  const once = client.createFunction({ id: 'once', idempotency: 'event.data.tag', ...on('t/once') }, ({ event }) => mark('once', event.data.tag))
  const filtered = client.createFunction(
    { id: 'filtered', triggers: [{ event: typed<{ tag: string; kind: string }>('t/filter'), if: "event.data.kind == 'good' && event.data.ghost == null" }] },
    ({ event }) => mark(event.data.kind, event.data.tag),
  )
  const keyed = client.createFunction(
    { id: 'keyed', concurrency: [{ key: 'event.data.tag', limit: 2 }, { limit: 3 }], ...on('t/keyed') },
    async ({ event, step }) => {
      const { tag } = event.data
      await step.run('crowd', async () => {
        for (const room of [tag, 'everybody']) {
          await pool.query(
            `insert into crowd values ($1, 1, 1) on conflict (tag) do update set now_in = crowd.now_in + 1, most_in = greatest(crowd.most_in, crowd.now_in + 1)`,
            [room],
          )
        }
        await pool.query('select pg_sleep(0.1)') // The work itself: long enough to overlap.
        for (const room of [tag, 'everybody']) await pool.query('update crowd set now_in = now_in - 1 where tag = $1', [room])
      })
      await mark('was in', tag)
    },
  )
  const stoppable = client.createFunction(
    { id: 'stoppable', cancelOn: [{ event: 't/stop', match: 'data.tag' }], ...on('t/stoppable') },
    async ({ event, step }) => {
      await mark('started', event.data.tag)
      await step.sleep('long', '1h')
    },
  )
  const gated = client.createFunction({ id: 'gated', retries: 3, ...on('t/gated') }, async ({ event, step }) => {
    const { tag } = event.data
    await step.run('first', () => mark('first', tag))
    await step.run('gate', async () => {
      await mark('at gate', tag)
      await passGate(tag)
      await mark('through gate', tag)
    })
    await step.sleep('breath', '1s')
    await step.run('last', () => mark('last', tag))
  })
  const everyMinute = client.createFunction({ id: 'every-minute', triggers: [{ cron: '* * * * *' }] }, ({ event }) => mark('tick', String(event.id)))

  return [
    threeSteps,
    nap,
    fan,
    race,
    child,
    parent,
    waiter,
    sender,
    receiver,
    flaky,
    catcher,
    doomed,
    finished,
    once,
    filtered,
    keyed,
    stoppable,
    gated,
    everyMinute,
  ]
}
