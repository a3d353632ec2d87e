import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { aPhotographer, aPublishedPhoto } from '@/lib/testing'
import { featuredPhotographer, getPhotographerPage, listPublicPhotographers } from './photographers'
import { getPhotoPage, listByIds, listCategories, listCountries, listFresh, listSubjects } from './queries'
import { listNearby } from './words'

const aWord = () => `zk${[...randomBytes(8)].map((byte) => 'bcdfghjkmpqvwxz'[byte % 15]).join('')}`

test('a photo’s page has its licences priced, its tags in order and photos that share them', async () => {
  const [rare, other] = [aWord(), aWord()]
  const { photographer } = await aPhotographer()
  const photo = await aPublishedPhoto({ photographerId: photographer.id, tags: [rare, other], priceXof: 2_500 })
  const alike = await aPublishedPhoto({ tags: [rare] })
  const hidden = await aPublishedPhoto({ tags: [rare, other], status: 'unlisted' })
  const mate = await aPublishedPhoto({ photographerId: photographer.id })
  const page = await getPhotoPage(photo.slug, 'fr')
  expect(page.licences).toEqual([
    { licence: 'standard', priceXof: 2_500 },
    { licence: 'extended', priceXof: 10_000 },
  ])
  expect(page.tags.map(({ word }) => word)).toEqual([rare, other])
  expect(page.similar[0]?.id).toBe(alike.id)
  expect(page.similar.map(({ id }) => id)).not.toContain(hidden.id)
  expect(page.similar.map(({ id }) => id)).not.toContain(photo.id)
  expect(page.moreFromPhotographer.map(({ id }) => id)).toEqual([mate.id])
  expect(page.photographerPhotos).toBe(2)
})

test('an editorial photo is offered under the standard licence only', async () => {
  const photo = await aPublishedPhoto({ editorialOnly: true })
  expect((await getPhotoPage(photo.slug, 'fr')).licences.map(({ licence }) => licence)).toEqual(['standard'])
})

test('an English title is used where there is one, else the French with its language', async () => {
  const [both, one] = [await aPublishedPhoto({ titleFr: 'Marché', titleEn: 'Market' }), await aPublishedPhoto({ titleFr: 'Marché', titleEn: '' })]
  expect(await getPhotoPage(both.slug, 'en')).toMatchObject({ title: 'Market', titleLang: 'en' })
  expect(await getPhotoPage(one.slug, 'en')).toMatchObject({ title: 'Marché', titleLang: 'fr' })
})

test('no page says where an original lies', async () => {
  const [original, delivery, upload] = [aWord(), aWord(), aWord()]
  const photo = await aPublishedPhoto({ originalKey: `originals/${original}`, deliveryKey: `delivery/${delivery}`, uploadKey: `uploads/${upload}` })
  const told = JSON.stringify(await getPhotoPage(photo.slug, 'fr'))
  expect(told).toContain(photo.slug)
  for (const secret of [original, delivery, upload]) expect(told).not.toContain(secret)
})

test('a photographer has a page once approved, with only what is on sale counted', async () => {
  const { photographer } = await aPhotographer({ displayName: 'Kofi' })
  await aPublishedPhoto({ photographerId: photographer.id, salesCount: 4 })
  await aPublishedPhoto({ photographerId: photographer.id, status: 'unlisted', salesCount: 9 })
  expect(await getPhotographerPage(photographer.handle, 'fr')).toMatchObject({ name: 'Kofi', photoCount: 1, salesCount: 4, country: 'Mali' })
  const { photographer: waiting } = await aPhotographer({ status: 'applied' })
  await expect(getPhotographerPage(waiting.handle, 'fr')).rejects.toMatchObject({ code: 'not_found' })
  await expect(getPhotographerPage('a\0', 'fr')).rejects.toMatchObject({ code: 'not_found' })
  await expect(getPhotoPage('a\0', 'fr')).rejects.toMatchObject({ code: 'not_found' })
  const listed = await listPublicPhotographers('fr')
  expect(listed.every(({ photoCount, photos }) => photoCount > 0 && photos.length > 0)).toBe(true)
  expect(listed.map(({ handle }) => handle)).not.toContain(waiting.handle)
  expect(await featuredPhotographer('fr')).not.toBeNull()
})

test('subjects without photos are left out, and no two share a cover', async () => {
  const word = aWord()
  const [first, second] = [await aPublishedPhoto({ tags: [word] }), await aPublishedPhoto({ tags: [word] })]
  const subjects = await listSubjects(
    [
      { name: 'A', q: word },
      { name: 'B', q: word },
      { name: 'C', q: aWord() },
    ],
    'fr',
  )
  expect(subjects.map(({ name, count }) => [name, count])).toEqual([
    ['A', 2],
    ['B', 2],
  ])
  expect(new Set(subjects.map(({ cover }) => cover.id))).toEqual(new Set([first.id, second.id]))
})

test('lists count what is on sale', async () => {
  const before = (await listCountries('fr')).find(({ code }) => code === 'GA')?.count ?? 0
  const photo = await aPublishedPhoto({ countryCode: 'GA' })
  await aPublishedPhoto({ countryCode: 'GA', status: 'taken_down' })
  expect((await listCountries('fr')).find(({ code }) => code === 'GA')?.count).toBe(before + 1)
  expect((await listCategories('en')).some(({ name }) => name === 'Food')).toBe(true)
  expect((await listFresh('fr', 50)).every(({ slug }) => slug)).toBe(true)
  expect((await listByIds([photo.id], 'fr')).map(({ id }) => id)).toEqual([photo.id])
})

test('nearby searches are the words given that do find something, and tags like them', async () => {
  const word = aWord()
  await aPublishedPhoto({ tags: [word] })
  expect(await listNearby(`${word} ${aWord()}`, 'fr')).toContainEqual({ words: word, count: 1 })
})
