import { expect, test } from 'vitest'
import { type Lists, readCells } from './read-cells'

const lists: Lists = {
  categories: [{ id: 'c1', slug: 'vie-quotidienne', nameFr: 'Vie quotidienne', nameEn: 'Daily life' }],
  countries: [
    { code: 'BJ', nameFr: 'Bénin', nameEn: 'Benin' },
    { code: 'CI', nameFr: 'Côte d’Ivoire', nameEn: 'Ivory Coast' },
  ],
}
const read = (cells: Parameters<typeof readCells>[0]['cells']) => readCells({ line: 2, cells }, lists)

test('a column that is not there changes nothing; an emptied cell empties its field', () => {
  expect(read({})).toEqual({ changes: {}, faults: [] })
  expect(read({ titleFr: ' ', tags: '', category: '', country: '', price: '', city: '' }).changes).toEqual({
    titleFr: '',
    setTags: [],
    categoryId: null,
    countryCode: null,
    priceXof: null,
    city: '',
  })
  expect(read({ people: '', recognisable: '', editorial: '', ai: '' })).toEqual({ changes: {}, faults: [] })
})

test('subjects and countries are known by slug, code or name, in either language', () => {
  for (const category of ['vie-quotidienne', 'VIE QUOTIDIENNE', 'Daily life']) expect(read({ category }).changes).toEqual({ categoryId: 'c1' })
  for (const country of ['bj', 'Benin', 'BÉNIN']) expect(read({ country }).changes).toEqual({ countryCode: 'BJ' })
  expect(read({ country: "Cote d'Ivoire" }).changes).toEqual({ countryCode: 'CI' })
})

test.each([
  ['9000', 9_000],
  ['12 500', 12_500],
  ['12\u202f500\u00a0F\u00a0CFA', 12_500],
  ['12,500', 12_500],
  ['1.250.000', 1_250_000],
  ['9000,00', 9_000],
  ['9000.00 XOF', 9_000],
])('the price %j is %d', (price, xof) => {
  expect(read({ price }).changes).toEqual({ priceXof: xof })
})

test('people, yes and no are read in either language', () => {
  expect(read({ people: 'Plusieurs', recognisable: 'OUI', editorial: 'false', ai: '0' }).changes).toEqual({
    people: 'several',
    recognisable: true,
    editorialOnly: false,
    aiMade: false,
  })
  expect(read({ people: 'none' }).changes).toEqual({ people: 'none' })
})

test('tags part at commas and bars, and lines of a title become spaces', () => {
  expect(read({ tags: 'marché, soir |rue||', titleFr: 'Un\nétal' }).changes).toEqual({ setTags: ['marché', 'soir', 'rue'], titleFr: 'Un étal' })
  expect(read({ descriptionFr: 'Un\nétal' }).changes).toEqual({ descriptionFr: 'Un\nétal' })
})

test('what cannot be understood is a fault of its column and changes nothing', () => {
  const { changes, faults } = read({
    category: 'Divers',
    country: 'Atlantide',
    price: '12,5',
    people: 'beaucoup',
    ai: 'peut-être',
    titleFr: 'a\u0000b',
    city: '\u202eopmoc',
  })
  expect(changes).toEqual({})
  expect(faults.map(({ column }) => column).sort()).toEqual(['ai', 'category', 'city', 'country', 'people', 'price', 'titleFr'])
})

test('a cell longer than any field is a fault, and is not looked at', () => {
  for (const column of ['titleFr', 'tags', 'price', 'category'] as const)
    expect(read({ [column]: 'x,'.repeat(5_001) })).toEqual({ changes: {}, faults: [{ column, key: 'fieldTooLong', values: { max: 10_000 } }] })
})
