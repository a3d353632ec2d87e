import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { db } from '@/db'
import { aWorldOfItsOwn } from '@/lib/desk/testing'
import { emit, sendUnsent } from './outbox'

beforeAll(aWorldOfItsOwn) // Every unsent event of a database is sent: others' must not be among them.

const happened = { name: 'test/happened', data: z.object({ number: z.number() }) }
const emitted = (...numbers: number[]) =>
  db.transaction(async (tx) => {
    for (const number of numbers) await emit(tx, happened, { number })
  })
type Sent = Parameters<Parameters<typeof sendUnsent>[0]>[0]
const keeping = (into: Sent) => async (events: Sent) => void into.push(...events)

test('events leave once, in their order, each under its row’s id; what was rolled back never leaves', async () => {
  await emitted(1, 2)
  await expect(
    db.transaction(async (tx) => {
      await emit(tx, happened, { number: 3 })
      throw new Error('rolled back')
    }),
  ).rejects.toThrow('rolled back')
  const sent: Sent = []
  expect(await sendUnsent(keeping(sent))).toBe(2)
  expect(sent.map(({ name, data }) => [name, data])).toEqual([
    ['test/happened', { number: 1 }],
    ['test/happened', { number: 2 }],
  ])
  expect(new Set(sent.map(({ id }) => id)).size).toBe(2)
  expect(await sendUnsent(keeping(sent))).toBe(0)
  expect(sent).toHaveLength(2)
})

test('an event that could not be sent is sent later, under the same id', async () => {
  await emitted(4)
  const tried: Sent = []
  await expect(
    sendUnsent(async (events) => {
      tried.push(...events)
      throw new Error('away')
    }),
  ).rejects.toThrow('away')
  const sent: Sent = []
  expect(await sendUnsent(keeping(sent))).toBe(1)
  expect(sent.map(({ id }) => id)).toEqual(tried.map(({ id }) => id))
})

test('two who relay at once share the events and send none twice', async () => {
  await emitted(...Array.from({ length: 150 }, (_, index) => 10 + index))
  const sent: Sent = []
  let counts: number[]
  do counts = await Promise.all([sendUnsent(keeping(sent)), sendUnsent(keeping(sent))])
  while (counts.some((count) => count > 0))
  expect(sent).toHaveLength(150)
  expect(new Set(sent.map(({ id }) => id)).size).toBe(150)
})
