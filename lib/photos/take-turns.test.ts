import { expect, test } from 'vitest'
import { takeTurns } from './take-turns'

/** A promise, and what lets those who wait for it go on. */
function aGate() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

test('work of one person follows the work before it, even after a failure; another person waits for nobody', async () => {
  const said: string[] = []
  const first = aGate()
  const one = takeTurns('awa', async () => {
    await first.opened
    said.push('one')
    throw new Error('lost')
  })
  const two = takeTurns('awa', async () => said.push('two'))
  await takeTurns('edem', async () => said.push('other'))
  first.open()
  await expect(one).rejects.toThrow('lost')
  await two
  expect(said).toEqual(['other', 'one', 'two'])
})

test('three may wait and no more; when they are done there is room again', async () => {
  const gate = aGate()
  const tries = Array.from({ length: 6 }, () => takeTurns('kofi', () => gate.opened))
  const ends = Promise.allSettled(tries)
  await expect(tries[5]).rejects.toMatchObject({ code: 'limited', key: 'tooMany' })
  gate.open()
  expect((await ends).map(({ status }) => status)).toEqual([...Array(4).fill('fulfilled'), 'rejected', 'rejected'])
  await expect(takeTurns('kofi', async () => 'in')).resolves.toBe('in')
})
