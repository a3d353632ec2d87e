import { expect, test } from 'vitest'
import { type Given, listMissing } from './missing'
import { tagsIn } from './tags-in'

const whole: Given = {
  titleFr: 'Marché',
  tags: 'un, deux, trois, quatre, cinq',
  categoryId: 'c',
  countryCode: 'ML',
  priceXof: '9000',
  people: 'one',
  recognisable: true,
  editorialOnly: false,
  modelReleases: 1,
  undecided: 0,
}

test('a complete form misses nothing', () => {
  expect(listMissing(whole)).toEqual([])
})

test('each empty field is named, in the order of the page, and tags say how many more', () => {
  const empty = { ...whole, titleFr: '  ', tags: 'un, deux', categoryId: '', countryCode: '', priceXof: '', modelReleases: 0, undecided: 1 }
  expect(listMissing(empty).map(({ what, count }) => [what, count])).toEqual([
    ['nearDuplicates', 1],
    ['titleFr', 1],
    ['tags', 3],
    ['category', 1],
    ['country', 1],
    ['price', 1],
    ['release', 1],
  ])
})

test('a release is asked for while somebody is recognised and the use is not editorial alone', () => {
  const asks = (changes: Partial<Given>) => listMissing({ ...whole, modelReleases: 0, ...changes }).map(({ what }) => what)
  expect(asks({})).toEqual(['release'])
  expect(asks({ editorialOnly: true })).toEqual([])
  expect(asks({ recognisable: false })).toEqual([])
  expect(asks({ people: 'none' })).toEqual([])
})

test('tags are split at commas, semicolons and lines, and a word counts once', () => {
  expect(tagsIn('Marché, marché ;pagne\n\nrue,  bord   de mer ')).toEqual(['marché', 'pagne', 'rue', 'bord de mer'])
})
