import { randomBytes } from 'node:crypto'
import { inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { aPhotographer, aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { ensureTags } from './ensure-tags'
import { foldWord, stemOf } from './fold-word'
import { stemIn } from './stem-in'
import { suggestTags } from './suggest-tags'

/** Letters nobody else uses, and none that a stem drops. */
const aWord = () => `zk${[...randomBytes(8)].map((byte) => 'bcdfghjkmpqvwz'[byte % 14]).join('')}`
const ensure = (words: string[]) => db.transaction((tx) => ensureTags(tx, words))
const wordsOf = async (ids: string[]) => {
  const rows = await db.select().from(schema.tags).where(inArray(schema.tags.id, ids))
  return ids.map((id) => rows.find((row) => row.id === id)?.wordFr)
}

test.each([
  [['é', 'e']],
  [['', 's']],
  [['eau', 'eaux']],
  [[' du matin', '-du-matin']],
  [['s du matin', ' du matins']],
  [['-end', 'end']],
  [['cœur', 'coeurs']],
])('endings %j of a word are spellings of one tag, whichever came first', async ([one, other]) => {
  const word = aWord()
  const [first] = await ensure([`${word}${one}`])
  expect(await ensure([`${word.toUpperCase()}${other}`])).toEqual([first])
  expect(await ensure([`${word}${other}`, `${word}${one}`])).toEqual([first])
  expect(await wordsOf([first ?? ''])).toEqual([`${word}${one}`])
})

test('two spellings in one list are one tag, under the first', async () => {
  const word = aWord()
  const ids = await ensure([`${word}s`, word, `${word}-rouge`, `!?`])
  expect(await wordsOf(ids)).toEqual([`${word}s`, `${word}-rouge`])
})

test('words that only look alike stay apart: short ones keep their s, an x goes after au, eu and ou alone', async () => {
  expect(['as', 'gaz', 'prix', 'pris', 'os', 'riz'].map(stemOf)).toEqual(['as', 'gaz', 'prix', 'pri', 'os', 'riz'])
  const word = aWord()
  expect(new Set(await ensure([`${word}ix`, `${word}i`, `${word}es`, `${word}a`])).size).toBe(4)
})

test('a tag written exactly so is taken before one that is only spelt otherwise', async () => {
  const word = aWord()
  const [plural, singular] = [`${word}s`, word]
  await db.insert(schema.tags).values([
    { slug: plural, wordFr: plural },
    { slug: singular, wordFr: singular },
  ])
  expect(await wordsOf(await ensure([singular]))).toEqual([singular])
  expect(await wordsOf(await ensure([plural]))).toEqual([plural])
})

test('the same new word in twenty savings at once is one tag', async () => {
  const words = [aWord(), aWord(), aWord()]
  const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => ensure(index % 2 ? words : words.toReversed())))
  expect(new Set(ids.flat()).size).toBe(3)
})

test('the database folds spellings as the code does', async () => {
  const slugs = ['grands-marches', 'gateaux', 'cheveux-longs', 'os', 'prix', 'week-end', 'bus', 'tous', 'roux'].map(foldWord)
  const { rows } = await db.execute<{ stem: string }>(
    sql`select ${stemIn(sql`slug`)} as stem from unnest(${sql.param(slugs)}::text[]) with ordinality as given(slug, place) order by place`,
  )
  expect(rows.map(({ stem }) => stem)).toEqual(slugs.map(stemOf))
})

test('suggestions are one’s own words by use, words that go with the chosen ones, synonyms, then the catalogue', async () => {
  const { actor, photographer } = await aPhotographer()
  const [often, once, together, elsewhere, draft] = [aWord(), aWord(), aWord(), aWord(), aWord()]
  await aPublishedPhoto({ photographerId: photographer.id, tags: [often, once], status: 'ready' })
  await aPublishedPhoto({ photographerId: photographer.id, tags: [often], status: 'rejected' })
  await aPublishedPhoto({ photographerId: photographer.id, tags: [aWord()], status: 'deleted' })
  await aPublishedPhoto({ tags: [once, together] })
  await aPublishedPhoto({ tags: [once, draft], status: 'ready' })
  await aPublishedPhoto({ tags: [elsewhere] })
  expect(await suggestTags(actor, { chosen: [], prefix: '' })).toEqual([
    { word: often, why: 'own' },
    { word: once, why: 'own' },
  ])
  expect(await suggestTags(actor, { chosen: [once], prefix: '' })).toEqual([
    { word: often, why: 'own' },
    { word: together, why: 'together' },
  ])
  expect(await suggestTags(actor, { chosen: [], prefix: elsewhere.slice(0, 6).toUpperCase() })).toEqual([{ word: elsewhere, why: 'catalogue' }])
  expect(await suggestTags(actor, { chosen: [], prefix: draft })).toEqual([]) // Nobody else's drafts are told.
  expect(await suggestTags(actor, { chosen: [`${often}s`], prefix: '' })).toEqual([{ word: once, why: 'own' }]) // Chosen already, in another spelling.
})

test('synonyms of what is chosen and of what is typed are suggested, in French', async () => {
  const { actor } = await aPhotographer()
  const [given, same, english] = [aWord(), aWord(), aWord()]
  const groupId = crypto.randomUUID()
  await db.insert(schema.synonyms).values([
    { groupId, slug: given, word: given, locale: 'fr' },
    { groupId, slug: same, word: same, locale: 'fr' },
    { groupId, slug: english, word: english, locale: 'en' },
  ])
  const told = [{ word: same, why: 'synonym' }]
  expect(await suggestTags(actor, { chosen: [given], prefix: '' })).toEqual(told)
  expect(await suggestTags(actor, { chosen: [given], prefix: same.slice(0, 5) })).toEqual(told)
  expect(await suggestTags(actor, { chosen: [], prefix: given })).toEqual(told)
  expect((await suggestTags(actor, { chosen: [], prefix: english })).map(({ word }) => word).sort()).toEqual([given, same].sort()) // Typed in English, answered in French.
  expect(await suggestTags(actor, { chosen: [given], prefix: aWord() })).toEqual([])
})

test('no kind crowds out the others, and the number asked for is not passed', async () => {
  const { actor, photographer } = await aPhotographer()
  const own = Array.from({ length: 12 }, aWord)
  const [chosen, mate] = [aWord(), aWord()]
  await aPublishedPhoto({ photographerId: photographer.id, tags: own })
  await aPublishedPhoto({ tags: [chosen, mate] })
  const told = await suggestTags(actor, { chosen: [chosen], prefix: '', limit: 6 })
  expect(told).toHaveLength(6)
  expect(told[1]).toEqual({ word: mate, why: 'together' })
})

test('what is typed is taken as letters, whatever it holds', async () => {
  const { actor } = await aPhotographer()
  for (const prefix of ['%', '_', "'; drop table tags; --", '\\', 'é'.repeat(5_000)])
    expect(Array.isArray(await suggestTags(actor, { chosen: [prefix], prefix }))).toBe(true)
  expect(await suggestTags(actor, { chosen: [], prefix: '%zk' })).toEqual(await suggestTags(actor, { chosen: [], prefix: 'zk' }))
})

test('only a photographer is given suggestions', async () => {
  const { actor } = await aUser()
  await expect(suggestTags(actor, { chosen: [], prefix: 'a' })).rejects.toMatchObject({ code: 'forbidden', key: 'ingest.photographersOnly' })
  await expect(suggestTags(aVisitor(), { chosen: [], prefix: 'a' })).rejects.toMatchObject({ code: 'forbidden', key: 'signInFirst' })
})
