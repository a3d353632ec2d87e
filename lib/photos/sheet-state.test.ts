import { expect, test } from 'vitest'
import { heaps, readSheet, shows, writeSheet } from './sheet-state'

test('an address and the sheet it asks for go back and forth', () => {
  const asked = { status: 'near', q: 'marché soir', sort: 'oldest', cursor: 'abc' } as const
  expect(readSheet(Object.fromEntries(new URLSearchParams(writeSheet(asked))))).toEqual(asked)
  expect(writeSheet(readSheet({}))).toBe('')
})

test('what cannot be read is left out', () => {
  expect(readSheet({ status: 'deleted', sort: 'price', q: '  a\u0000\tb  ', cursor: ['x', 'y'] })).toEqual({
    status: null,
    q: 'a b',
    sort: 'newest',
    cursor: 'x',
  })
  expect(readSheet({ q: 'x'.repeat(500) }).q).toHaveLength(100)
})

test('no state lies on two heaps', () => {
  const states = Object.values(heaps).flat()
  expect(new Set(states).size).toBe(states.length)
  expect(shows.filter((show) => show !== 'near').sort()).toEqual(Object.keys(heaps).sort())
})
