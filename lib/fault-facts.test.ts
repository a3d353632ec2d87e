import { DrizzleQueryError } from 'drizzle-orm'
import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { expected } from '@/inngest/expected'
import { AppError } from './errors'
import { factsOf, withoutData } from './fault-facts'

const QUERY = 'insert into users (email, name) values ($1, $2)'
const people = ['awa@example.test', 'Awa "Mimi" Koné']

function aFailedQuery() {
  const cause = new DatabaseError(`invalid input for "${people[0]}" and "${people[1]}"`, 0, 'error')
  Object.assign(cause, { code: '23505', constraint: 'users_email', detail: `Key (email)=(${people[0]}) exists.`, severity: 'ERROR', routine: 'x' })
  return { wrapped: new DrizzleQueryError(QUERY, people, cause), bare: cause }
}

/** Everything a logger or a queue could take of an error, fields nobody lists included. */
function everything(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? ''
  const fields = Object.getOwnPropertyNames(error).map((name) => everything((error as unknown as Record<string, unknown>)[name]))
  return [String(error), ...fields, ...(error instanceof AggregateError ? error.errors.map(everything) : [])].join('\n')
}

const expectNobodyIn = (text: string) => {
  for (const word of ['awa@', 'Koné', 'Mimi']) expect(text).not.toContain(word)
}

const shapes = {
  'a failed query': () => aFailedQuery().wrapped,
  'a bare one': () => aFailedQuery().bare,
  'one that caused another error': () => new Error('not relayed', { cause: aFailedQuery().wrapped }),
  'one among several': () => new AggregateError([aFailedQuery().wrapped, aFailedQuery().bare], '2 of 2 payments could not be settled.'),
}

test.each(Object.entries(shapes))('%s says nothing of people, in a log or in a queue', (_, make) => {
  expect(everything(make())).toContain('awa@')
  expectNobodyIn(JSON.stringify(factsOf(make())))
  expectNobodyIn(everything(withoutData(make())))
})

test('what is left tells which query failed, where and why', () => {
  expect(factsOf(aFailedQuery().wrapped)).toMatchObject({ query: QUERY, code: '23505', constraint: 'users_email', stack: expect.stringContaining(' at ') })
  expect(withoutData(aFailedQuery().wrapped)).toMatchObject({ message: `invalid input for "…" | 23505 | users_email | ${QUERY}` })
})

test('an error that is no query’s stays itself', () => {
  const error = new Error('disk "full"', { cause: 'why' })
  expect(withoutData(error)).toBe(error)
  expect(withoutData('said')).toBe('said')
  expect(factsOf(error)).toMatchObject({ error: 'disk "full"' })
  expect(factsOf('said')).toEqual({ error: 'said' })
})

test('a job’s step throws the same kind of error as before, without the data', async () => {
  const thrown = async (error: unknown) =>
    expected(() => Promise.reject(error)).then(
      () => null,
      (reason: unknown) => reason,
    )
  expectNobodyIn(everything(await thrown(aFailedQuery().wrapped)))
  const away = new AppError('unavailable', 'mailDown')
  expect(await thrown(away)).toBe(away)
  const refused = Object.assign(new AppError('conflict', 'wrongState'), { cause: aFailedQuery().wrapped })
  const ended = await thrown(refused)
  expect(ended).toMatchObject({ name: 'NonRetriableError', message: 'conflict: wrongState' })
  expectNobodyIn(everything(ended))
})
