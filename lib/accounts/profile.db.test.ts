import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { aPhotographer, aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { saveProfileInput } from './inputs'
import { saveProfile } from './save-profile'

const words = { bioFr: 'Le fleuve, chaque matin.', bioEn: '', city: 'Ségou', countryCode: 'ML', coverPhotoId: null, portfolioUrl: null }
const stored = async (id: string) => (await db.select().from(schema.photographers).where(eq(schema.photographers.id, id)))[0]

test('the page says what was saved, under a photo of one’s own that is on sale', async () => {
  const { photographer, actor } = await aPhotographer()
  const photo = await aPublishedPhoto({ photographerId: photographer.id })
  await saveProfile(actor, { ...words, bioEn: 'The river, every morning.', coverPhotoId: photo.id, portfolioUrl: 'https://aissata.example/' })
  expect(await stored(photographer.id)).toMatchObject({
    bioFr: 'Le fleuve, chaque matin.',
    bioEn: 'The river, every morning.',
    city: 'Ségou',
    coverPhotoId: photo.id,
    portfolioUrl: 'https://aissata.example/',
    displayName: photographer.displayName,
    handle: photographer.handle,
  })
  await saveProfile(actor, words)
  expect(await stored(photographer.id)).toMatchObject({ coverPhotoId: null, portfolioUrl: null, bioEn: '' })
})

test('somebody else’s photo and one that is not on sale are no covers, and nothing is saved', async () => {
  const { photographer, actor } = await aPhotographer()
  const [theirs, hidden] = [await aPublishedPhoto(), await aPublishedPhoto({ photographerId: photographer.id, status: 'unlisted' })]
  for (const coverPhotoId of [theirs.id, hidden.id, photographer.id]) {
    await expect(saveProfile(actor, { ...words, coverPhotoId })).rejects.toMatchObject({ code: 'invalid', fields: { coverPhotoId: 'profile.coverNotYours' } })
  }
  expect(await stored(photographer.id)).toMatchObject({ bioFr: '', city: 'Bamako', coverPhotoId: null })
})

test('a country that is not on the list is refused beside its field', async () => {
  const { actor } = await aPhotographer()
  await expect(saveProfile(actor, { ...words, countryCode: 'FR' })).rejects.toMatchObject({ code: 'invalid', fields: { countryCode: 'fieldInvalid' } })
})

test('only who sells has a page: not a buyer, not an applicant, not one refused, not a visitor', async () => {
  const [buyer, applicant, refused] = [await aUser(), await aPhotographer({ status: 'applied' }), await aPhotographer({ status: 'rejected' })]
  for (const actor of [buyer.actor, applicant.actor, refused.actor, aVisitor()])
    await expect(saveProfile(actor, words)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await stored(applicant.photographer.id)).toMatchObject({ bioFr: '', city: 'Bamako' })
})

test('two saves at once: the page says one of them, whole', async () => {
  const { photographer, actor } = await aPhotographer()
  const [one, two] = [
    { ...words, bioFr: 'Une', city: 'Mopti' },
    { ...words, bioFr: 'Deux', city: 'Gao' },
  ]
  await Promise.all([saveProfile(actor, one), saveProfile(actor, two)])
  const { bioFr, city } = (await stored(photographer.id)) ?? {}
  expect([
    ['Une', 'Mopti'],
    ['Deux', 'Gao'],
  ]).toContainEqual([bioFr, city])
})

test('the form: lines are kept, lengths and addresses are held, a script is text like any other', () => {
  const form = {
    bioFr: ' Un\r\n\r\n\r\n\r\ndeux ',
    bioEn: '</script><script>alert(1)</script>',
    city: ' Grand-\tBassam ',
    countryCode: 'CI',
    coverPhotoId: '',
    portfolioUrl: '',
  }
  expect(saveProfileInput.parse(form)).toEqual({ ...form, bioFr: 'Un\n\ndeux', city: 'Grand- Bassam', coverPhotoId: null, portfolioUrl: null })
  const faulty = (change: Record<string, string>) => saveProfileInput.safeParse({ ...form, ...change }).error?.issues.map(({ path }) => path[0])
  expect(faulty({ bioFr: 'é'.repeat(1_000), bioEn: '' })).toBeUndefined()
  expect(faulty({ bioFr: 'é'.repeat(1_001) })).toEqual(['bioFr'])
  expect(faulty({ bioEn: 'a\u0000b' })).toEqual(['bioEn'])
  expect(faulty({ city: '' })).toEqual(['city'])
  expect(faulty({ city: 'x'.repeat(81) })).toEqual(['city'])
  expect(faulty({ countryCode: 'ci' })).toEqual(['countryCode'])
  expect(faulty({ coverPhotoId: '1' })).toEqual(['coverPhotoId'])
  for (const portfolioUrl of ['javascript:alert(1)', 'data:text/html,x', 'aissata.example', `https://a.example/${'x'.repeat(300)}`])
    expect(faulty({ portfolioUrl }), portfolioUrl).toEqual(['portfolioUrl'])
})
