import { expect, test } from 'vitest'
import { changed, differences, type PhotoBefore, putBack } from './edit-changes'

const photo: PhotoBefore = {
  photoId: '1',
  titleFr: 'Étal',
  titleEn: '',
  descriptionFr: '',
  descriptionEn: '',
  tags: ['marché', 'piment', 'rouge'],
  categoryId: null,
  city: 'Bamako',
  countryCode: 'ML',
  priceXof: 9_000,
  people: 'none',
  recognisable: false,
  editorialOnly: false,
  aiMade: false,
  releaseIds: ['b'],
}

test('what is absent from the changes stays, and what is there is written', () => {
  expect(changed(photo, {})).toEqual(photo)
  expect(changed(photo, { priceXof: 12_000, city: '', countryCode: null })).toEqual({ ...photo, priceXof: 12_000, city: '', countryCode: null })
})

test('tags are added at the end, taken out whatever their spelling, and never there twice', () => {
  expect(changed(photo, { addTags: ['soir', 'Marche'], removeTags: ['PIMENT'] }).tags).toEqual(['marché', 'rouge', 'soir'])
  expect(changed(photo, { setTags: ['un', 'deux'], addTags: ['trois'], removeTags: ['un'] }).tags).toEqual(['deux', 'trois'])
  expect(changed(photo, { addTags: ['nuit'], removeTags: ['nuit'] }).tags).toEqual(photo.tags)
})

test('releases are added and taken off, each once', () => {
  expect(changed(photo, { addReleaseIds: ['a', 'b'] }).releaseIds).toEqual(['a', 'b'])
  expect(changed(photo, { removeReleaseIds: ['b'] }).releaseIds).toEqual([])
})

test('another spelling of a tag is no difference, another order is', () => {
  expect(differences(photo, { ...photo, tags: ['Marche', 'piment', 'rouge'] })).toEqual([])
  expect(differences(photo, { ...photo, tags: ['piment', 'marché', 'rouge'] })).toEqual(['tags'])
  expect(differences(photo, { ...photo, releaseIds: [], priceXof: 100 })).toEqual(['priceXof', 'releaseIds'])
})

test('an undo puts back what the edit changed and leaves what was changed since', () => {
  const after = changed(photo, { priceXof: 12_000, addTags: ['soir'] })
  expect(putBack(after, photo, after)).toEqual(photo)
  const since = { ...after, priceXof: 15_000, titleFr: 'Autre titre' }
  expect(putBack(since, photo, after)).toEqual({ ...photo, priceXof: 15_000, titleFr: 'Autre titre' })
  expect(putBack({ ...after, priceXof: 15_000, tags: ['un'] }, photo, after)).toBeNull()
})
