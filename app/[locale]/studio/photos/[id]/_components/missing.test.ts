import { expect, test } from 'vitest'
import { listMissing, tagsIn } from './missing'

const whole = { titleFr: 'Marché', tags: 'un, deux, trois, quatre, cinq', categoryId: 'c', countryCode: 'ML', priceXof: '9000' }

test('a complete form misses nothing', () => {
  expect(listMissing(whole)).toEqual([])
})

test('each empty field is named, in the order of the form, and tags say how many more', () => {
  const empty = { titleFr: '  ', tags: 'un, deux', categoryId: '', countryCode: '', priceXof: '' }
  expect(listMissing(empty).map(({ what, count }) => [what, count])).toEqual([
    ['titleFr', 1],
    ['tags', 3],
    ['category', 1],
    ['country', 1],
    ['price', 1],
  ])
})

test('tags are split at commas, semicolons and lines, and a word counts once', () => {
  expect(tagsIn('Marché, marché ;pagne\n\nrue,')).toEqual(['marché', 'pagne', 'rue'])
})
