import { expect, test } from 'vitest'
import { nextState } from '@/lib/audit/machine'
import { foldWord } from '@/lib/catalog/fold-word'
import { messages } from '@/lib/i18n'
import { refusalKeys } from '@/lib/images/refusal'
import { missingFields, type PhotoEvent, type PhotoStatus, photoMachine, priceFault, slugFor } from './rules'

const complete = { titleFr: 'Piments', categoryId: 'c', countryCode: 'ML', priceXof: 10_000, editorialOnly: false }

test('a photo that is complete lacks nothing; each hole is named by its field', () => {
  expect(missingFields(complete, 5, 4)).toEqual({})
  expect(missingFields({ titleFr: '  ', categoryId: null, countryCode: null, priceXof: null, editorialOnly: false }, 4, 4)).toEqual({
    titleFr: 'fieldRequired',
    categoryId: 'fieldRequired',
    countryCode: 'fieldRequired',
    priceXof: 'fieldRequired',
    tags: 'ingest.tags',
  })
  expect(Object.keys(missingFields(complete, 51, 4))).toEqual(['tags'])
})

test('a price whose extended licence passes the most is refused, unless it is never sold extended', () => {
  expect([priceFault(1_250_000, false, 4), priceFault(1_250_025, false, 4), priceFault(1_250_025, true, 4)]).toEqual([null, 'ingest.priceExtended', null])
  expect([priceFault(75, false, 4), priceFault(110, false, 4), priceFault(5_000_025, true, 2)]).toEqual(['ingest.price', 'ingest.price', 'ingest.price'])
})

test('the machine is the one written down: what leads where, and nothing else', () => {
  const states: PhotoStatus[] = [
    'draft',
    'uploaded',
    'processing',
    'ready',
    'failed',
    'submitted',
    'published',
    'rejected',
    'appealed',
    'unlisted',
    'deleted',
    'taken_down',
  ]
  const steps = (Object.keys(photoMachine) as PhotoEvent[])
    .filter((event) => event !== 'delete' && event !== 'take_down')
    .flatMap((event) =>
      states.flatMap((state) => (nextState(photoMachine, state, event) ? [`${state} ${event} ${nextState(photoMachine, state, event)}`] : [])),
    )
  expect(steps.sort()).toEqual([
    'appealed publish published',
    'appealed reject rejected',
    'draft complete_upload uploaded',
    'failed retry uploaded',
    'processing fail failed',
    'processing finish ready',
    'published unlist unlisted',
    'ready submit submitted',
    'rejected appeal appealed',
    'rejected submit submitted',
    'submitted publish published',
    'submitted reject rejected',
    'taken_down restore published',
    'unlisted relist published',
    'uploaded fail failed',
    'uploaded take processing',
  ])
  expect(states.filter((state) => !nextState(photoMachine, state, 'delete'))).toEqual(['deleted', 'taken_down'])
  expect(states.filter((state) => !nextState(photoMachine, state, 'take_down'))).toEqual(['taken_down'])
})

test('an address has the title’s plain letters and the end of the id', () => {
  const id = '01900000-0000-7000-8000-00ab12cd34ef'
  expect(slugFor('L’Œil du marché : « Été » !', id)).toBe('l-oeil-du-marche-ete-ab12cd34ef')
  expect(slugFor('東京', id)).toBe('ab12cd34ef')
  expect(slugFor('', id)).toBe('ab12cd34ef')
  expect(slugFor('a'.repeat(200), id)).toHaveLength(71)
})

test('spellings of one word fold to one', () => {
  expect(['Marché', 'marche', ' MARCHÉ ', 'Marche\u0301'].map(foldWord)).toEqual(['marche', 'marche', 'marche', 'marche'])
  expect(foldWord('Pagne  tissé/wax')).toBe('pagne-tisse-wax')
  expect(foldWord('!?')).toBe('')
})

test('every reason to refuse a file has its sentence in both languages', () => {
  for (const words of [messages.fr.ingest, messages.en.ingest]) for (const key of refusalKeys) expect(words).toHaveProperty(key)
})
