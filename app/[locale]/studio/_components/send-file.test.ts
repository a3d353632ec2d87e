import { expect, test } from 'vitest'
import { backOff, MAX_TRIES, SendFailed, type Sending, sendFile, type Try } from './send-file'

/** A way to send that answers each try in turn, and writes down what was asked of it. */
function rehearse(outcomes: (Try | 'offline')[]) {
  const seen = { signedFor: [] as (string | null)[], waits: [] as number[], puts: 0 }
  const sending: Sending = {
    sign: async (photoId) => {
      seen.signedFor.push(photoId)
      return { photoId: photoId ?? 'photo-1', url: `https://store/${seen.signedFor.length}`, headers: {} }
    },
    put: async () => {
      const outcome = outcomes[seen.puts++] ?? 'again'
      if (outcome === 'offline') throw new TypeError('no network')
      return outcome
    },
    wait: async (seconds) => void seen.waits.push(seconds),
  }
  return { seen, sending }
}

test('a lost connection is tried again at the same address, ever later', async () => {
  const { seen, sending } = rehearse(['again', 'offline', 'done'])
  expect(await sendFile(sending)).toBe('photo-1')
  expect(seen).toEqual({ signedFor: [null], waits: [2, 4], puts: 3 })
})

test('an address that has run out is asked for anew at once, for the same photo', async () => {
  const { seen, sending } = rehearse(['sign', 'done'])
  expect(await sendFile(sending)).toBe('photo-1')
  expect(seen).toEqual({ signedFor: [null, 'photo-1'], waits: [], puts: 2 })
})

test('after six tries it gives up, and says where the next one goes on', async () => {
  const { seen, sending } = rehearse([])
  const failure = await sendFile(sending).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(SendFailed)
  expect(failure).toMatchObject({ photoId: 'photo-1' })
  expect(seen.puts).toBe(MAX_TRIES)
})

test('a retry goes on with the photo there was', async () => {
  const { seen, sending } = rehearse(['done'])
  expect(await sendFile(sending, 'photo-9')).toBe('photo-9')
  expect(seen.signedFor).toEqual(['photo-9'])
})

test('what the server refuses is not tried again', async () => {
  const { seen, sending } = rehearse([])
  sending.sign = async () => {
    throw new Error('too heavy')
  }
  await expect(sendFile(sending)).rejects.toThrow('too heavy')
  expect(seen.waits).toEqual([])
})

test('the wait never passes 30 seconds', () => {
  expect([1, 2, 3, 4, 5, 9].map(backOff)).toEqual([2, 4, 8, 16, 30, 30])
})
