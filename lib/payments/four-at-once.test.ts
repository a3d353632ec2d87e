import { expect, test } from 'vitest'
import { fourAtOnce } from './four-at-once'

test('all are done once, and four at most are under way', async () => {
  let underWay = 0
  let most = 0
  const work = async (one: number) => {
    underWay += 1
    most = Math.max(most, underWay)
    await new Promise((turn) => setImmediate(turn))
    underWay -= 1
    return one * 10
  }
  const all = Array.from({ length: 11 }, (_, at) => at)
  expect((await fourAtOnce(all, work, 'numbers could not be done')).sort((a, b) => a - b)).toEqual(all.map((one) => one * 10))
  expect(most).toBe(4)
})

test('what fails is told together once the others are done', async () => {
  const done: number[] = []
  const work = async (one: number) => {
    if (one % 2) throw new Error(`${one}`)
    done.push(one)
  }
  await expect(fourAtOnce([1, 2, 3, 4, 5, 6, 7, 8, 9], work, 'numbers could not be done')).rejects.toThrow('5 of 9 numbers could not be done.')
  expect(done.sort()).toEqual([2, 4, 6, 8])
})
