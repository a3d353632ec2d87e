import { z } from 'zod'
import { parseDurationMs } from './durations'
import { type Expression, type Operand, parseExpression, parseKey } from './expressions'
import { nextTick } from './schedule'

// Strict on purpose: an option that is not read here would be silently without effect, so its name is refused.
const concurrencyOption = z.strictObject({
  limit: z.number().int().min(0),
  key: z.string().optional(),
  scope: z.literal('fn').optional(),
})
const registeredFunction = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  triggers: z.array(z.union([z.strictObject({ event: z.string(), expression: z.string().optional() }), z.strictObject({ cron: z.string() })])).max(10),
  steps: z.strictObject({
    step: z.strictObject({
      id: z.literal('step'),
      name: z.string(),
      runtime: z.strictObject({ type: z.literal('http'), url: z.string() }),
      retries: z.strictObject({ attempts: z.number().int().min(0).max(20).optional() }).optional(),
    }),
  }),
  concurrency: z.union([z.number().int().min(0), concurrencyOption, z.array(concurrencyOption).max(2)]).optional(),
  idempotency: z.string().optional(),
  cancel: z
    .array(z.strictObject({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .max(5)
    .optional(),
})

export type EventTrigger = { event: string; filter: Expression | null }
export type LocalFunction = {
  id: string
  name: string
  appIndex: number
  eventTriggers: EventTrigger[]
  crons: string[]
  maxAttempts: number
  concurrency: { limit: number; key: Operand | null }[]
  idempotency: Operand | null
  cancelOn: (EventTrigger & { withinMs: number | null })[]
}

/** One registered function in this executor's terms; throws a sentence naming any option it does not implement. */
export function readFunction(config: unknown, appIndex: number): LocalFunction {
  const parsed = registeredFunction.safeParse(config)
  const name = config !== null && typeof config === 'object' && 'id' in config ? String(config.id) : 'without an id'
  if (!parsed.success) throw new Error(`function ${name}: the local executor does not implement this:\n${z.prettifyError(parsed.error)}`)
  try {
    return inOurTerms(parsed.data, appIndex)
  } catch (error) {
    throw new Error(`function ${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function inOurTerms(fn: z.infer<typeof registeredFunction>, appIndex: number): LocalFunction {
  const rules = typeof fn.concurrency === 'number' ? [{ limit: fn.concurrency }] : [fn.concurrency ?? []].flat()
  const crons = fn.triggers.flatMap((trigger) => ('cron' in trigger ? [trigger.cron] : []))
  for (const cron of crons) nextTick(cron, new Date())
  return {
    id: fn.id,
    name: fn.name ?? fn.id,
    appIndex,
    eventTriggers: fn.triggers.flatMap((trigger) =>
      'event' in trigger ? [{ event: trigger.event, filter: trigger.expression ? parseExpression(trigger.expression) : null }] : [],
    ),
    crons,
    maxAttempts: (fn.steps.step.retries?.attempts ?? 4) + 1,
    // A limit of 0 means none, as on the real server.
    concurrency: rules.filter((rule) => rule.limit > 0).map(({ limit, ...rule }) => ({ limit, key: 'key' in rule && rule.key ? parseKey(rule.key) : null })),
    idempotency: fn.idempotency ? parseKey(fn.idempotency) : null,
    cancelOn: (fn.cancel ?? []).map((rule) => ({
      event: rule.event,
      filter: rule.if ? parseExpression(rule.if) : null,
      withinMs: rule.timeout ? parseDurationMs(rule.timeout) : null,
    })),
  }
}

/** Whether an event's name answers to a trigger's, which may end in `*`. */
export function isNamed(trigger: string, eventName: string): boolean {
  return trigger.endsWith('*') ? eventName.startsWith(trigger.slice(0, -1)) : trigger === eventName
}
