import { expect, test } from 'vitest'
import { wordsOfZodError } from '@/lib/web/words-of-error'
import { bulkForm } from './inputs'

const photoIds = '01900000-0000-7000-8000-000000000001'
const faultsOf = (given: object) => {
  const parsed = bulkForm.safeParse({ photoIds, ...given })
  return parsed.success ? null : wordsOfZodError(parsed.error, 'en')
}

test('keywords typed by hand are told apart by commas; a fault says what a keyword may be', () => {
  expect(bulkForm.parse({ photoIds, addTags: 'Marché,  rue ; marché', removeTags: '' }).changes).toEqual({ addTags: ['marché', 'rue'] })
  expect(faultsOf({ addTags: `rue, ${'x'.repeat(41)}` })).toEqual({ addTags: 'A keyword has 40 characters at most. Put commas between words.' })
  expect(faultsOf({ removeTags: Array.from({ length: 51 }, (_, index) => `mot ${index}`).join() })).toEqual({ removeTags: '50 keywords at most.' })
  expect(faultsOf({ addTags: `rue, ${'x'.repeat(40)}` })).toBeNull()
})

test('a price is whole francs by 25, however its figures are spaced', () => {
  expect(bulkForm.parse({ photoIds, priceXof: '12 500 F CFA' }).changes).toEqual({ priceXof: 12_500 })
  for (const priceXof of ['0', '-25', '1e4', 'abc', '9000.5', '9010', '1000000000']) expect(faultsOf({ priceXof }), priceXof).toHaveProperty('priceXof')
})
