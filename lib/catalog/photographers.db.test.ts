import { expect, test } from 'vitest'
import { saveProfile } from '@/lib/accounts/save-profile'
import type { User } from '@/lib/actor'
import { unlistPhoto } from '@/lib/photos/unlist-photo'
import { aPhotographer, aPublishedPhoto } from '@/lib/testing'
import { getOwnProfile, getPhotographerPage } from './photographers'

const words = { bioFr: 'Le fleuve.', bioEn: '', city: 'Ségou', countryCode: 'ML', coverPhotoId: null, portfolioUrl: null }
const asSeller = (actor: User, photographerId: string) => ({ ...actor, photographerId })

test('a page has its figures, its countries by the number of photos, and the best sold photo as cover', async () => {
  const { photographer, actor } = await aPhotographer()
  const photographerId = photographer.id
  await aPublishedPhoto({ photographerId, countryCode: 'NE', salesCount: 1 })
  const best = await aPublishedPhoto({ photographerId, countryCode: 'ML', salesCount: 4, titleEn: 'On the river' })
  await aPublishedPhoto({ photographerId, countryCode: 'ML' })
  await aPublishedPhoto({ photographerId, countryCode: 'SN', status: 'unlisted', salesCount: 9 })
  await saveProfile(actor, words)
  const page = await getPhotographerPage(photographer.handle, 'en')
  expect(page).toMatchObject({ photoCount: 3, salesCount: 5, countries: ['Mali', 'Niger'], bio: 'Le fleuve.', bioLang: 'fr', city: 'Ségou', country: 'Mali' })
  expect(page.cover).toMatchObject({ id: best.id, title: 'On the river', widthPx: best.widthPx })
  expect(page.cover?.preview).toMatch(/\/[^/]*watermarked[^/]*\/.+\.webp$/)
  expect(page.cover?.previewJpeg).toMatch(/\/[^/]*watermarked[^/]*\/.+\.jpg$/)
})

test('the chosen cover is shown while it is on sale, then the best sold again', async () => {
  const { photographer, actor } = await aPhotographer()
  const photographerId = photographer.id
  const best = await aPublishedPhoto({ photographerId, salesCount: 4 })
  const chosen = await aPublishedPhoto({ photographerId })
  await saveProfile(actor, { ...words, coverPhotoId: chosen.id })
  const coverId = async () => (await getPhotographerPage(photographer.handle, 'fr')).cover?.id
  expect(await coverId()).toBe(chosen.id)
  await unlistPhoto(asSeller(actor, photographerId), { photoId: chosen.id })
  expect(await coverId()).toBe(best.id)
})

test('a page with nothing on sale has no cover, no countries and no figures; an applicant has no page', async () => {
  const { photographer } = await aPhotographer()
  expect(await getPhotographerPage(photographer.handle, 'fr')).toMatchObject({ cover: null, countries: [], photoCount: 0, salesCount: 0 })
  const { photographer: applicant } = await aPhotographer({ status: 'applied' })
  await expect(getPhotographerPage(applicant.handle, 'fr')).rejects.toMatchObject({ code: 'not_found' })
})

test('the form offers one’s own photos on sale and nobody else’s, the chosen one first', async () => {
  const [{ photographer, actor }, other] = [await aPhotographer(), await aPhotographer()]
  const photographerId = photographer.id
  const sold = await aPublishedPhoto({ photographerId, salesCount: 2 })
  const plain = await aPublishedPhoto({ photographerId })
  await aPublishedPhoto({ photographerId, status: 'unlisted' })
  await aPublishedPhoto({ photographerId: other.photographer.id })
  const ids = async () => (await getOwnProfile(asSeller(actor, photographerId), 'fr')).choices.map(({ id }) => id)
  expect(await ids()).toEqual([sold.id, plain.id])
  await saveProfile(actor, { ...words, coverPhotoId: plain.id })
  expect(await ids()).toEqual([plain.id, sold.id])
})
