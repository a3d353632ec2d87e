import { serve } from 'inngest/edge'

type Op = { id: string; op: string; data: unknown; error?: { message: string } }

/** Runs a function to its end as a server would, a request a step: sleeps pass at once, and a failing step throws. Gives what it returned. */
export type Drive = (id: string, name: string, data: Record<string, unknown>) => Promise<unknown>

/** The web app's jobs, driven by the test. Called once the services a test wants are in the environment. */
export async function aJobServer() {
  process.env.INNGEST_DEV = '1' // The SDK then asks for no signature: the test is the server.
  const [{ inngest }, { functions }] = await Promise.all([import('./client'), import('./index')])
  const endpoint = serve({ client: inngest, functions }) as (request: Request) => Promise<Response>
  const drive: Drive = async (id, name, data) => {
    const event = { id: crypto.randomUUID(), name, data, ts: Date.now() }
    const steps: Record<string, unknown> = {}
    for (;;) {
      const body = { event, events: [event], steps, ctx: { run_id: event.id, attempt: 0, max_attempts: 1, stack: { stack: Object.keys(steps), current: 0 } } }
      const answer = await endpoint(
        new Request(`http://localhost/api/inngest?fnId=pouire-${id}&stepId=step`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', host: 'localhost' },
          body: JSON.stringify(body),
        }),
      )
      const said: unknown = await answer.json()
      if (answer.status === 200) return said
      if (answer.status !== 206) throw new Error(`${answer.status} ${JSON.stringify(said)}`)
      for (const op of [said].flat() as Op[]) {
        if (op.error) throw new Error(op.error.message)
        steps[op.id] = op.op === 'Sleep' ? null : { data: op.data ?? null }
      }
    }
  }
  return { drive, cron: (id: string) => drive(id, 'inngest/scheduled.timer', { cron: '* * * * *' }) }
}
