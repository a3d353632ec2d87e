import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countFilters, noSearch, readSearch, writeSearch } from './search-state'

test('what is written is read back', () => {
  const search = {
    ...noSearch,
    q: 'marché d’Adjamé',
    category: ['cuisine', 'villes'],
    country: ['CI'],
    orientation: ['portrait' as const],
    priceMin: 100,
    priceMax: 15_000,
    sort: '-price' as const,
  }
  const query = new URLSearchParams(writeSearch(search))
  const params: Record<string, string[]> = {}
  for (const name of query.keys()) params[name] = query.getAll(name)
  expect(readSearch(params)).toEqual(search)
  expect(countFilters(search)).toBe(6)
})

test('a change goes back to the first page', () => {
  expect(writeSearch({ ...noSearch, q: 'wax', cursor: 'abc' }, { sort: 'price' })).toBe('?q=wax&sort=price')
})

test('unknown values are left out and nothing throws', () => {
  expect(
    readSearch({ orientation: ['portrait', 'diagonal'], sort: 'random', country: 'ci', min: '-5', max: '1e9', category: "x'; drop table photos" }),
  ).toEqual({ ...noSearch, orientation: ['portrait'] })
  expect(readSearch({ q: 'a\u0000b\ud800' }).q).toBe('a b')
  expect(readSearch({ max: '15\u202f000' }).priceMax).toBe(15_000)
})

test('any string is accepted and comes out as text PostgreSQL can take', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom('q', 'category', 'country', 'min', 'max', 'sort', 'cursor', 'tag'),
        fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string())),
      ),
      (params) => {
        const { q } = readSearch(params)
        expect(q).not.toMatch(/[\p{Cc}\p{Cs}]/u)
        expect(q.length).toBeLessThanOrEqual(200)
      },
    ),
    { numRuns: 40 },
  )
})
