import { expect, test } from 'vitest'
import { PART_BYTES } from '@/lib/photos/rules'
import { Again, Refused } from './ask-server'
import { makeLanes } from './lanes'
import { backOff, type Steps, sendFile } from './send-file'

/** A store and a server that fail as they are told, and write down what was asked of them. */
function rehearse({ parts = 3, fails = {} as Partial<Record<'start' | 'sign' | 'put' | 'complete', (count: number, number?: number) => unknown>> } = {}) {
  const stored = new Set<number>()
  const seen = { calls: [] as string[], waits: 0, atOnce: 0 }
  const counts = { start: 0, sign: 0, put: 0, complete: 0 }
  const fail = (step: keyof typeof counts, number?: number) => {
    const fault = fails[step]?.(++counts[step], number)
    if (fault) throw fault
  }
  let under = 0
  const steps: Steps = {
    start: async () => {
      seen.calls.push('start')
      fail('start')
      return { photoId: 'photo-1', partBytes: PART_BYTES, parts: [...stored].map((number) => ({ number, sizeBytes: number === parts ? 1 : PART_BYTES })) }
    },
    begun: () => {},
    sign: async (_, numbers) => {
      seen.calls.push(`sign ${numbers.join()}`)
      fail('sign')
      return numbers.map((number) => ({ number, url: `https://store/${number}/${counts.sign}` }))
    },
    put: async (url, { number }) => {
      seen.calls.push(`put ${number}`)
      seen.atOnce = Math.max(seen.atOnce, ++under)
      try {
        await new Promise((later) => setImmediate(later))
        fail('put', number)
        expect(url).toBe(`https://store/${number}/${counts.sign}`)
        stored.add(number)
      } finally {
        under--
      }
    },
    complete: async () => {
      seen.calls.push('complete')
      fail('complete')
    },
    wait: async () => void seen.waits++,
    inLane: makeLanes(3),
  }
  const signal = new AbortController()
  return { seen, stored, signal, send: () => sendFile((parts - 1) * PART_BYTES + 1, steps, signal.signal) }
}

test('a file goes in parts, three at once, and is completed', async () => {
  const { seen, send } = rehearse({ parts: 8 })
  expect(await send()).toBe('photo-1')
  expect(seen.calls[1]).toBe('sign 1,2,3,4,5,6,7,8')
  expect(seen.calls.filter((call) => call.startsWith('put'))).toHaveLength(8)
  expect([seen.atOnce, seen.waits, seen.calls.at(-1)]).toEqual([3, 0, 'complete'])
})

test('what is stored already is not sent again', async () => {
  const { seen, stored, send } = rehearse()
  for (const number of [1, 3]) stored.add(number)
  await send()
  expect(seen.calls).toEqual(['start', 'sign 2', 'put 2', 'complete'])
})

test('a part that fails is sent again at a fresh address, and only that one', async () => {
  const { seen, send } = rehearse({ fails: { put: (_, number) => number === 2 && seen.waits === 0 && new Again() } })
  await send()
  expect(seen.calls).toEqual(['start', 'sign 1,2,3', 'put 1', 'put 2', 'put 3', 'start', 'sign 2', 'put 2', 'complete'])
})

test('after one part has failed no other is begun in vain', async () => {
  const { seen, send } = rehearse({ parts: 9, fails: { put: (count) => count === 1 && new Again() } })
  await send()
  const first = seen.calls.slice(2, seen.calls.lastIndexOf('start'))
  expect(first).toEqual(['put 1', 'put 2', 'put 3'])
})

test.each(['start', 'sign', 'put', 'complete'] as const)('%s is inside the loop: however often it fails, the file arrives', async (step) => {
  const { seen, send } = rehearse({ parts: 1, fails: { [step]: (count: number) => count <= 20 && new Again() } })
  expect(await send()).toBe('photo-1')
  expect(seen.waits).toBe(20)
})

test('an answer to complete that was lost is asked for again, and nothing begun anew', async () => {
  const { seen, send } = rehearse({ parts: 1, fails: { complete: (count) => count === 1 && new Again() } })
  await send()
  expect(seen.calls).toEqual(['start', 'sign 1', 'put 1', 'complete', 'complete'])
})

test('where the server misses a part after all, it is looked for', async () => {
  const { seen, stored, send } = rehearse({
    parts: 2,
    fails: {
      complete: (count) => {
        if (count > 1) return null
        stored.delete(2)
        return new Refused('not whole', 409)
      },
    },
  })
  await send()
  expect(seen.calls.slice(4)).toEqual(['complete', 'start', 'sign 2', 'put 2', 'complete'])
})

test('what the server refuses is not tried again', async () => {
  const { seen, send } = rehearse({ fails: { start: () => new Refused('too many', 429) } })
  await expect(send()).rejects.toThrow('too many')
  expect([seen.calls, seen.waits]).toEqual([['start'], 0])
})

test('a file that changed on its card is no lost line', async () => {
  const { send } = rehearse({ fails: { put: (_, number) => (number === 1 ? new Again() : new TypeError('the file is gone')) } })
  await expect(send()).rejects.toThrow('the file is gone')
})

test('stopped, it begins nothing more', async () => {
  const stopAndFail = () => {
    signal.abort()
    return new Again()
  }
  const { seen, signal, send } = rehearse({ parts: 9, fails: { put: stopAndFail } })
  await expect(send()).rejects.toMatchObject({ name: 'AbortError' })
  expect(seen.calls.filter((call) => call.startsWith('put'))).toHaveLength(3)
  expect(seen.waits).toBe(0)
})

test('the wait grows to 30 seconds, and is not everybody’s', () => {
  expect([1, 2, 3, 4, 5, 9].map((n) => backOff(n, 1))).toEqual([2, 4, 8, 16, 30, 30])
  expect(backOff(9, 0)).toBe(22.5)
  expect(backOff(1)).toBeGreaterThanOrEqual(1.5)
})
