import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { aPhotographer, aPublishedPhoto } from '@/lib/testing'
import { getPhotoPage } from './queries'
import { searchPhotos } from './search-photos'

const fr = { locale: 'fr' } as const

/** A word nobody else has, so that this test sees only its own photos: letters only, and no suffix a stemmer would cut. */
const aWord = () => `zk${[...randomBytes(8)].map((byte) => 'bcdfghjkmpqvwxz'[byte % 15]).join('')}`
const titles = (result: { photos: { title: string }[] }) => result.photos.map(({ title }) => title)

test('a French word without its accent, in the plural, finds the photo; so does its English', async () => {
  const word = aWord()
  await aPublishedPhoto({ titleFr: `Marché aux éléphants ${word}`, titleEn: `Elephant market ${word}` })
  for (const q of ['marche', 'marchés', 'MARCHÉ', 'elephant', 'éléphants', 'markets'])
    expect((await searchPhotos({ q: `${q} ${word}`, ...fr })).total, q).toBe(1)
  expect((await searchPhotos({ q: `lagune ${word}`, ...fr })).photos).toEqual([])
})

test('tags and the photographer’s name are words too', async () => {
  const [tag, name] = [aWord(), aWord()]
  const { photographer } = await aPhotographer({ displayName: `Awa ${name}` })
  const photo = await aPublishedPhoto({ photographerId: photographer.id, tags: [tag] })
  expect((await searchPhotos({ q: tag, ...fr })).photos[0]?.id).toBe(photo.id)
  expect((await searchPhotos({ q: name, ...fr })).photos[0]?.id).toBe(photo.id)
  expect((await searchPhotos({ tag, ...fr })).photos[0]?.id).toBe(photo.id)
})

test('a word begun is finished, and a word mistyped is corrected to a tag', async () => {
  const word = aWord()
  await aPublishedPhoto({ tags: [`${word}pirogue`] })
  const begun = await searchPhotos({ q: `${word}piro`, ...fr })
  expect(begun).toMatchObject({ total: 1, corrected: null })
  const mistyped = await searchPhotos({ q: `${word}pirgoue`, ...fr })
  expect(mistyped).toMatchObject({ total: 1, corrected: `${word}pirogue` })
})

test('only what is published is found or shown', async () => {
  const word = aWord()
  for (const status of ['unlisted', 'taken_down', 'deleted', 'submitted', 'rejected'] as const) {
    const hidden = await aPublishedPhoto({ titleFr: `Photo ${word}`, status })
    await expect(getPhotoPage(hidden.slug, 'fr')).rejects.toMatchObject({ code: 'not_found' })
  }
  expect((await searchPhotos({ q: word, ...fr })).total).toBe(0)
})

test('filters narrow, and each facet counts what its other values would give', async () => {
  const word = aWord()
  await aPublishedPhoto({ titleFr: word, countryCode: 'ML', orientation: 'portrait', priceXof: 5_000, people: 'one' })
  await aPublishedPhoto({ titleFr: word, countryCode: 'SN', orientation: 'landscape', priceXof: 20_000 })
  await aPublishedPhoto({ titleFr: word, countryCode: 'SN', orientation: 'portrait', priceXof: 9_000 })
  const inSenegal = await searchPhotos({ q: word, country: ['SN'], ...fr })
  expect(inSenegal.total).toBe(2)
  expect(inSenegal.facets.country).toEqual([
    { value: 'SN', name: 'Sénégal', count: 2 },
    { value: 'ML', name: 'Mali', count: 1 },
  ])
  expect(inSenegal.facets.orientation).toHaveLength(2)
  expect((await searchPhotos({ q: word, country: ['SN'], orientation: ['portrait'], ...fr })).total).toBe(1)
  expect((await searchPhotos({ q: word, priceMax: 9_000, ...fr })).total).toBe(2)
  expect((await searchPhotos({ q: word, priceMin: 9_000, priceMax: 9_000, ...fr })).total).toBe(1)
  expect((await searchPhotos({ q: word, people: ['one'], ...fr })).total).toBe(1)
  expect((await searchPhotos({ q: word, category: ['no-such-category'], ...fr })).total).toBe(0)
})

test('every sort gives every photo once over its pages, in order', async () => {
  const word = aWord()
  for (const [index, priceXof] of [500, 100, 300, 100, 500].entries()) {
    await aPublishedPhoto({
      titleFr: `${word} ${'calme '.repeat(index)}`,
      priceXof,
      salesCount: index % 2,
      publishedAt: new Date(Date.UTC(2026, 0, 1 + (index % 3))),
    })
  }
  for (const sort of ['relevance', 'newest', 'sold', 'price', '-price'] as const) {
    const seen: { id: string; priceXof: number }[] = []
    for (let cursor: string | null = null, pages = 0; pages === 0 || cursor; pages++) {
      const result = await searchPhotos({ q: word, sort, cursor, limit: 2, ...fr })
      seen.push(...result.photos)
      cursor = result.nextCursor
      expect(pages, sort).toBeLessThan(3)
    }
    expect(new Set(seen.map(({ id }) => id)).size, sort).toBe(5)
    expect(seen, sort).toHaveLength(5)
    if (sort === 'price') expect(seen.map(({ priceXof }) => priceXof)).toEqual([100, 100, 300, 500, 500])
    if (sort === '-price') expect(seen.map(({ priceXof }) => priceXof)).toEqual([500, 500, 300, 100, 100])
  }
})

test('words in the title come before words in the description', async () => {
  const word = aWord()
  await aPublishedPhoto({ titleFr: 'Ailleurs', descriptionFr: `Tout près, ${word}.`, salesCount: 3 })
  await aPublishedPhoto({ titleFr: word })
  expect(titles(await searchPhotos({ q: word, ...fr }))).toEqual([word, 'Ailleurs'])
})

test('any string is an answerable search', async () => {
  for (const q of ["'", '"', '\\', 'a & | !', 'le', '-', ':*', '%_', '😀', 'x'.repeat(200), '" or 1=1 --', '((((', 'or or or', '<script>']) {
    expect((await searchPhotos({ q, cursor: q, tag: q, photographer: q, ...fr })).photos).toEqual([])
  }
})

test('a cursor of another sort, or an edited one, is the first page', async () => {
  const word = aWord()
  await aPublishedPhoto({ titleFr: word })
  for (const cursor of ['AAAA', Buffer.from('2026-02-30T00:00:00.000000 00000000-0000-7000-8000-000000000000').toString('base64url')]) {
    for (const sort of ['relevance', 'newest', 'price'] as const) expect((await searchPhotos({ q: word, sort, cursor, ...fr })).photos).toHaveLength(1)
  }
})
