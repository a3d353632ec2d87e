/*
Dials make the simulator misbehave. POST /_dials with JSON (one dial or an array), GET lists, DELETE forgets all.

  { "dial": "...", "on"?: "...", "transaction_id"?: "...", "times"?: n, ...settings }

`transaction_id` limits a dial to one transaction (or one transfer, by its client_transaction_id); without it the dial is
global. `times` lets it expire after n uses; without it, it stays. `on` names the call a fault strikes: initialise, check,
login, balance, contact, send, transfer-check; without it, every call.

  faults of a call
    delay            ms               the answer comes ms later
    time-out         created?         never answered; with created, the work is done first (created, but the answer lost)
    status-500       created?         HTTP 500, an HTML page
    status-429       created?         HTTP 429, code 429
    not-json         created?         HTTP 200, an HTML page
  the word of check
    wrong-amount     amount           check names another amount
    wrong-currency   currency         check names another currency
    accepted-later   ms, early?       the next decision is visible to check after ms; notified then, or at once with early
    duplicate-code   code, message?   the answer to a transaction_id used twice (CinetPay's own is not documented)
  notifications (taken when the decision is made)
    waiting-first                     a WAITING_FOR_CUSTOMER notification goes before the final one
    reorder                           the final one goes first, then the WAITING_FOR_CUSTOMER one
    duplicate        count            each is sent count times, all at once
    notify-later     ms               sent ms after it is due
    forged-token                      x-token made with another secret
    missing-token                     no x-token
    lost                              written in the books, never sent
    tamper           field, value, signed?   a field is changed after signing; with signed, before it
  return
    return-get                        the buyer comes back by GET instead of POST
  transfers (taken when it is sent)
    transfer-late    ms               each step (NEW, REC, the end) takes ms
    transfer-never                    stays REC until POST /_decide
    transfer-rejected                 ends REJ
    transfer-confirmation             stays NEW until POST /_decide, as without a whitelisted address
*/
import type { Pool } from 'pg'
import { z } from 'zod'
import type { Sql } from './books'

const calls = ['initialise', 'check', 'login', 'balance', 'contact', 'send', 'transfer-check'] as const
export type Call = (typeof calls)[number]

const milliseconds = { ms: z.int().min(0) }
const created = { created: z.boolean().default(false) }
const scope = {
  on: z.enum(calls).optional(),
  transaction_id: z.string().min(1).optional(),
  times: z.int().min(1).optional(),
}
const one = <N extends string, S extends z.ZodRawShape>(dial: N, settings: S) => z.strictObject({ dial: z.literal(dial), ...scope, ...settings })

const dialInput = z.discriminatedUnion('dial', [
  one('delay', milliseconds),
  one('time-out', created),
  one('status-500', created),
  one('status-429', created),
  one('not-json', created),
  one('wrong-amount', { amount: z.union([z.int(), z.string()]) }),
  one('wrong-currency', { currency: z.string() }),
  one('accepted-later', { ...milliseconds, early: z.boolean().default(false) }),
  one('duplicate-code', { code: z.string(), message: z.string().default('ERROR') }),
  one('waiting-first', {}),
  one('reorder', {}),
  one('duplicate', { count: z.int().min(2).max(100) }),
  one('notify-later', milliseconds),
  one('forged-token', {}),
  one('missing-token', {}),
  one('lost', {}),
  one('tamper', { field: z.string(), value: z.string(), signed: z.boolean().default(false) }),
  one('return-get', {}),
  one('transfer-late', milliseconds),
  one('transfer-never', {}),
  one('transfer-rejected', {}),
  one('transfer-confirmation', {}),
])
export const dialsInput = z.union([dialInput, z.array(dialInput)]).transform((given) => [given].flat())

export type DialName = z.infer<typeof dialInput>['dial']
export type Dial<N extends DialName> = Extract<z.infer<typeof dialInput>, { dial: N }>

/** Each dial given is set, after those already there. */
export async function setDials(sql: Sql, given: z.infer<typeof dialsInput>) {
  for (const { dial, on, transaction_id, times, ...settings } of given) {
    await sql.query('insert into dials (dial, "on", transaction_id, settings, times_left) values ($1, $2, $3, $4, $5)', [
      dial,
      on ?? null,
      transaction_id ?? null,
      settings,
      times ?? null,
    ])
  }
}

export async function listDials(sql: Sql) {
  const { rows } = await sql.query('select * from dials where times_left is null or times_left > 0 order by id')
  return rows
}

export async function clearDials(sql: Sql) {
  await sql.query('delete from dials')
}

/** The dial's settings if it is set for this transaction (its own before a global one), one use of it spent; else null. */
export async function takeDial<N extends DialName>(sql: Sql | Pool, dial: N, transactionId: string | null, call: Call | null = null): Promise<Dial<N> | null> {
  const { rows } = await sql.query<{ settings: Dial<N> }>(
    `update dials set times_left = times_left - 1 where id = (
       select id from dials
       where dial = $1 and (transaction_id is null or transaction_id = $2) and ("on" is null or "on" = $3)
         and (times_left is null or times_left > 0)
       order by transaction_id nulls last, id limit 1 for update)
     returning settings`,
    [dial, transactionId, call],
  )
  return rows[0]?.settings ?? null
}
