import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { unknownClient } from './client-address'
import { forgive, limit } from './limit'

const tries = async (count: number, key: string) =>
  (await Promise.allSettled(Array.from({ length: count }, () => limit('sign-in', key)))).filter((result) => result.status === 'fulfilled').length

test('without Redis half as many are let through, counted right when they come at once', async () => {
  const key = `awa@example.test ${crypto.randomUUID()}`
  expect(await tries(12, key)).toBe(5)
  await expect(limit('sign-in', key)).rejects.toMatchObject({ code: 'limited', key: 'tooMany', values: { minutes: 15 } })
})

test('one key exhausted leaves another free, and a right password clears its own', async () => {
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()]
  await tries(6, one)
  await limit('sign-in', other)
  await expect(limit('sign-in', one)).rejects.toMatchObject({ code: 'limited' })
  await forgive('sign-in', one)
  await limit('sign-in', one)
})

test('one client searches hundreds of times a minute, and then no more', async () => {
  const key = crypto.randomUUID()
  const passed = (await Promise.allSettled(Array.from({ length: 620 }, () => limit('search', key)))).filter((result) => result.status === 'fulfilled')
  expect(passed).toHaveLength(600)
  await expect(limit('search', key)).rejects.toMatchObject({ code: 'limited', values: { minutes: 1 } })
})

test('clients nobody can tell apart share a wider count, and no key is readable in the table', async () => {
  const key = `mariam@example.test ${crypto.randomUUID()}`
  await limit('sign-in', key)
  expect(await tries(30, unknownClient)).toBe(30)
  const rows = await db.select().from(schema.rateLimits)
  expect(rows.length).toBeGreaterThan(1)
  expect(JSON.stringify(rows.map((row) => row.key))).not.toContain('mariam')
  expect(await db.select().from(schema.rateLimits).where(eq(schema.rateLimits.key, key))).toHaveLength(0)
})
