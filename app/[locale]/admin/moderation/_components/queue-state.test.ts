import { expect, test } from 'vitest'
import { deskAddress, readQueueState } from './queue-state'

const photo = '018f2b6e-5d1a-7c3e-9a4b-0c1d2e3f4a5b'

test('the address holds the whole state, and the same state has one address', () => {
  const state = { photo, kind: 'near', people: 'one', countryCode: 'BJ' } as const
  expect(deskAddress(state)).toBe(`/admin/moderation?kind=near&countryCode=BJ&people=one&photo=${photo}`)
  expect(readQueueState(Object.fromEntries(new URL(deskAddress(state), 'http://here.test').searchParams))).toEqual(state)
  expect(deskAddress({})).toBe('/admin/moderation')
})

test('what makes no sense in an address is left out: the rest still counts', () => {
  expect(
    readQueueState({
      photo: 'x',
      kind: 'toutes',
      countryCode: 'benin',
      people: ['one', 'none'],
      categoryId: '',
      view: 'list',
      other: '1',
      photographerId: photo,
    }),
  ).toEqual({
    photographerId: photo,
  })
})
