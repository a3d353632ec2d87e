import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { aPhotographer, aPublishedPhoto, aUser } from '@/lib/testing'
import { listOwnPhotos } from './own-photos'
import type { Sheet } from './sheet-state'
import { aReadyPhoto, aSubmittedPhoto } from './testing'

const { photos, nearDuplicates } = schema

/** A photographer with a photo in most states. */
async function aSheet() {
  const owner = await aPhotographer()
  const photographerId = owner.photographer.id
  const ready = (await aReadyPhoto(owner)).photo
  const submitted = (await aSubmittedPhoto(owner)).photo
  const market = await aPublishedPhoto({ photographerId, titleFr: 'Étal du Marché', titleEn: '', fileName: 'DSC_0100%.jpg', tags: ['piments', 'dantokpa'] })
  const lagoon = await aPublishedPhoto({ photographerId, titleFr: 'Lagune', titleEn: 'Still waters', fileName: 'DSC_0200.jpg' })
  await aPublishedPhoto({ photographerId, status: 'draft', publishedAt: null, titleFr: 'Marché en route' })
  await aPublishedPhoto({ photographerId, status: 'deleted', titleFr: 'Marché effacé' })
  return { owner, actor: owner.actor, ready: ready.id, submitted: submitted.id, market: market.id, lagoon: lagoon.id }
}

const found = async (actor: Parameters<typeof listOwnPhotos>[0], asked: Partial<Sheet>) => (await listOwnPhotos(actor, asked)).photos.map(({ id }) => id)

test('the sheet leaves out uploads on their way and what is deleted, and counts each heap', async () => {
  const { actor } = await aSheet()
  const { photos: shown, counts } = await listOwnPhotos(actor)
  expect(shown).toHaveLength(4)
  expect(counts).toEqual({ ready: 1, submitted: 1, published: 2 })
})

test('photos are found by words of the title in either language, the file name and the tags, accents and case aside', async () => {
  const { actor, market, lagoon } = await aSheet()
  expect(await found(actor, { q: 'ETAL Dantok' })).toEqual([market])
  expect(await found(actor, { q: 'waters' })).toEqual([lagoon])
  expect(await found(actor, { q: 'dsc_0200' })).toEqual([lagoon])
  expect(await found(actor, { q: 'dantok' })).toEqual([market])
  expect(await found(actor, { q: 'marché lagune' })).toEqual([])
  expect(await found(actor, { q: 'dantokpa', status: 'submitted' })).toEqual([])
})

test('signs that mean something to the database are only signs', async () => {
  const { actor, market } = await aSheet()
  expect(await found(actor, { q: '100%' })).toEqual([market])
  expect(await found(actor, { q: '%' })).toEqual([market])
  expect(await found(actor, { q: "' or 1=1 --" })).toEqual([])
  expect(await found(actor, { q: '\\' })).toEqual([])
})

test('nobody sees another’s photos, and who is no photographer sees none', async () => {
  const { market } = await aSheet()
  const stranger = await aPhotographer()
  expect(await found(stranger.actor, { q: 'marché' })).not.toContain(market)
  await expect(listOwnPhotos((await aUser()).actor)).rejects.toMatchObject({ code: 'forbidden' })
})

test.each(['newest', 'oldest', 'changed'] as const)('pages by %s lose nothing and keep their order, also where times are equal', async (sort) => {
  const { photographer, actor } = await aPhotographer()
  const createdAt = new Date('2026-01-01T00:00:00Z')
  const same = await Promise.all([1, 2, 3, 4].map(() => aPublishedPhoto({ photographerId: photographer.id, createdAt })))
  const later = await Promise.all([2, 3, 4].map((month) => aPublishedPhoto({ photographerId: photographer.id, createdAt: new Date(2026, month, 1) })))
  const whole = (await listOwnPhotos(actor, { sort })).photos.map(({ id }) => id)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const next: Awaited<ReturnType<typeof listOwnPhotos>> = await listOwnPhotos(actor, { sort, cursor, limit: 2 })
    seen.push(...next.photos.map(({ id }) => id))
    cursor = next.nextCursor
  } while (cursor)
  expect(seen).toEqual(whole)
  expect([...seen].sort()).toEqual([...same, ...later].map(({ id }) => id).sort())
  if (sort === 'newest') expect(seen[0]).toBe(later[2]?.id)
  if (sort === 'oldest') expect(seen.at(-1)).toBe(later[2]?.id)
})

test('look-alikes of one’s own to decide on are a heap: both sides, until they are kept or one is gone', async () => {
  const { owner, actor, ready, market, lagoon } = await aSheet()
  const foreign = await aPublishedPhoto()
  await db.insert(nearDuplicates).values([
    { photoId: ready, otherId: market, isOwn: true, distance: 3 },
    { photoId: ready, otherId: foreign.id, isOwn: false, distance: 3 },
    { photoId: lagoon, otherId: foreign.id, isOwn: false, distance: 3 },
  ])
  expect((await found(actor, { status: 'near' })).sort()).toEqual([ready, market].sort())
  const { photos: shown, counts } = await listOwnPhotos(actor)
  expect(shown.find(({ id }) => id === ready)?.nearCount).toBe(1)
  expect(counts.near).toBe(2)
  await db.update(nearDuplicates).set({ keptBothAt: new Date() }).where(eq(nearDuplicates.otherId, market))
  expect(await found(actor, { status: 'near' })).toEqual([])
  await db.update(nearDuplicates).set({ keptBothAt: null }).where(eq(nearDuplicates.otherId, market))
  await db.update(photos).set({ status: 'deleted' }).where(eq(photos.id, market))
  expect(await found(owner.actor, { status: 'near' })).toEqual([])
})
