import { Pool } from 'pg'
import { expect, test } from 'vitest'
import { isDatabaseAway } from './database-away'

test('a refused connection, a server shutting down and a lost line are the database being away', async () => {
  const refused = await new Pool({ connectionString: 'postgres://nobody@127.0.0.1:9/none' }).query('select 1').catch((error: unknown) => error)
  expect(isDatabaseAway(refused)).toBe(true)
  expect(isDatabaseAway(new Error('Failed query: select 1', { cause: Object.assign(new Error('terminating connection'), { code: '57P01' }) }))).toBe(true)
  expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true)
})

test('a broken rule, a bug and no error at all are not', () => {
  expect(isDatabaseAway(Object.assign(new Error('duplicate key'), { code: '23505' }))).toBe(false)
  expect(isDatabaseAway(new TypeError('undefined is not a function'))).toBe(false)
  expect(isDatabaseAway('ECONNREFUSED')).toBe(false)
})
