import { expect, test } from 'vitest'
import { isSame } from './draft'
import { valuesFrom } from './photo-values'

const posted = {
  titleFr: 'Marché',
  titleEn: '',
  descriptionFr: '',
  descriptionEn: '',
  tags: 'un, deux',
  categoryId: 'c',
  city: 'Bamako',
  countryCode: 'ML',
  priceXof: '9 000',
  people: 'several',
  recognisable: 'on',
}

test('the form and the answer of its action are read alike', () => {
  const ofForm = valuesFrom({ ...posted, 'releaseIds[]': ['', 'a', 'b'] })
  expect(ofForm).toEqual({ ...posted, people: 'several', recognisable: true, editorialOnly: false, aiMade: false, releaseIds: ['a', 'b'] })
  expect(valuesFrom({ ...posted, releaseIds: ',a,b' })).toEqual(ofForm)
})

test('what is missing or unknown reads as nothing', () => {
  expect(valuesFrom({ people: 'crowd' })).toMatchObject({ titleFr: '', people: 'none', recognisable: false, releaseIds: [] })
})

test('forms are the same in whatever order their fields come, and differ by one letter', () => {
  expect(isSame({ a: '1', 'b[]': ['', 'x'] }, { 'b[]': ['', 'x'], a: '1' })).toBe(true)
  expect(isSame({ a: '1' }, { a: '2' })).toBe(false)
  expect(isSame({ 'b[]': ['x'] }, { 'b[]': [] })).toBe(false)
})
