import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema, type Tx } from '@/db'
import { ensureTags } from '@/lib/catalog/ensure-tags'
import { aPhotographer, aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { keepBoth } from './keep-both'
import { countUndecided, findNearDuplicates, keepNearDuplicates, listNearDuplicates } from './near-duplicates'
import type { PhotoStatus } from './rules'
import { setTags } from './save-photo'
import { submitPhoto } from './submit-photo'
import { submitPhotos } from './submit-photos'

const { nearDuplicates, photos } = schema

/** 64 bits nobody else in these tests has, as PostgreSQL's bigint. */
const someBits = () => crypto.getRandomValues(new BigInt64Array(1))[0] ?? 0n
/** The hash with its `count` lowest bits turned. */
const off = (hash: bigint, count: number) => BigInt.asIntN(64, hash ^ ((1n << BigInt(count)) - 1n))
const aLook = () => ({ phash: someBits(), dhash: someBits(), mirrorPhash: someBits(), mirrorDhash: someBits() })
const find = (photo: { id: string; photographerId: string }, look: ReturnType<typeof aLook>) => db.transaction((tx) => findNearDuplicates(tx, photo, look))
const undecided = (photoId: string) => db.transaction((tx) => countUndecided(tx, photoId))

/** Two photos of one photographer that look alike, the later one kept beside the first. */
async function aPair(status: PhotoStatus = 'ready') {
  const owner = await aPhotographer()
  const look = aLook()
  const first = await aPublishedPhoto({ photographerId: owner.photographer.id, phash: look.phash, dhash: look.dhash })
  const second = await aPublishedPhoto({ photographerId: owner.photographer.id, status, phash: look.phash, dhash: look.dhash })
  await db.transaction((tx) => keepNearDuplicates(tx, second, look))
  return { ...owner, first, second, look }
}

test('a photo is near at 8 bits of one hash or 6 of the other, straight or mirrored, and not at one more', async () => {
  const look = aLook()
  const photo = await aPublishedPhoto({ status: 'ready', phash: look.phash, dhash: look.dhash })
  const other = await aPublishedPhoto({ photographerId: photo.photographerId })
  const looksLike = async (phash: bigint, dhash: bigint) => {
    await db.update(photos).set({ phash, dhash }).where(eq(photos.id, other.id))
    return (await find(photo, look)).map(({ isOwn, isMirrored, distance }) => [isOwn, isMirrored, distance])
  }
  expect(await looksLike(off(look.phash, 8), ~look.dhash)).toEqual([[true, false, 8]])
  expect(await looksLike(off(look.phash, 9), ~look.dhash)).toEqual([])
  expect(await looksLike(~look.phash, off(look.dhash, 6))).toEqual([[true, false, 64]])
  expect(await looksLike(~look.phash, off(look.dhash, 7))).toEqual([])
  expect(await looksLike(off(look.mirrorPhash, 8), ~look.dhash)).toEqual([[true, true, 8]])
  expect(await looksLike(off(look.mirrorPhash, 9), ~look.mirrorDhash)).toEqual([])
  expect(await looksLike(~look.mirrorPhash, off(look.mirrorDhash, 6))).toEqual([[true, true, 64]])
})

test('photos that are not there to be seen are not compared with; somebody else’s are', async () => {
  const look = aLook()
  const photo = await aPublishedPhoto({ status: 'ready', phash: look.phash, dhash: look.dhash })
  const other = await aPublishedPhoto({ phash: look.phash, dhash: look.dhash })
  const statuses = ['ready', 'submitted', 'appealed', 'published', 'unlisted', 'rejected', 'draft', 'processing', 'failed', 'deleted', 'taken_down'] as const
  const seen: string[] = []
  for (const status of statuses) {
    await db.update(photos).set({ status }).where(eq(photos.id, other.id))
    const near = await find(photo, look)
    if (near.length) seen.push(status)
    if (near.length) expect(near).toEqual([{ otherId: other.id, isOwn: false, isMirrored: false, distance: 0 }])
  }
  expect(seen).toEqual(['ready', 'submitted', 'appealed', 'published', 'unlisted', 'rejected'])
})

test('a crowd of photos that are alike is shown by its twelve nearest', async () => {
  const look = aLook()
  const owner = await aPhotographer()
  const photo = await aPublishedPhoto({ photographerId: owner.photographer.id, status: 'ready', phash: look.phash, dhash: look.dhash })
  for (let index = 0; index < 15; index++)
    await aPublishedPhoto({ photographerId: owner.photographer.id, phash: off(look.phash, index % 9), dhash: look.dhash })
  const distances = (await find(photo, look)).map(({ distance }) => distance)
  expect(distances).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
})

test('hashes are compared in their index, and the table is asked only for those that are alike', async () => {
  const look = aLook()
  const photo = await aPublishedPhoto({ phash: look.phash, dhash: look.dhash })
  const plan = await db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`) // A few hundred rows are scanned faster; what matters is that the index would be enough.
    await tx.execute(sql`set local enable_bitmapscan = off`)
    const explaining = { execute: (query: SQL) => tx.execute(sql`explain (costs off) ${query}`) } as unknown as Tx
    return JSON.stringify(await findNearDuplicates(explaining, photo, look))
  })
  expect(plan).toContain('Index Only Scan using photos_by_look')
})

test('each of two is listed with the other, from both sides, until one is deleted', async () => {
  const { first, second, photographer } = await aPair()
  const [ofSecond] = await listNearDuplicates(second.id)
  expect(ofSecond).toMatchObject({
    otherId: first.id,
    isOwn: true,
    isMirrored: false,
    distance: 0,
    keptBothAt: null,
    status: 'published',
    photographerName: photographer.displayName,
    photographerId: photographer.id,
  })
  expect(ofSecond?.preview).toMatch(/^http/)
  expect(JSON.stringify(ofSecond)).not.toMatch(/Key"|originals/)
  expect((await listNearDuplicates(first.id)).map(({ otherId }) => otherId)).toEqual([second.id])
  expect([await undecided(first.id), await undecided(second.id)]).toEqual([1, 1])
  for (const status of ['deleted', 'taken_down'] as const) {
    await db.update(photos).set({ status }).where(eq(photos.id, first.id))
    expect(await listNearDuplicates(second.id)).toEqual([])
    expect(await undecided(second.id)).toBe(0)
  }
})

test('kept both, once or five times at once, nothing is left to decide, from either side', async () => {
  const { actor, first, second } = await aPair()
  await Promise.all(Array.from({ length: 5 }, () => keepBoth(actor, { photoId: first.id, otherId: second.id })))
  const [pair] = await listNearDuplicates(second.id)
  expect(pair?.keptBothAt).toBeInstanceOf(Date)
  await keepBoth(actor, { photoId: second.id, otherId: first.id })
  expect((await listNearDuplicates(first.id))[0]?.keptBothAt).toEqual(pair?.keptBothAt)
  expect([await undecided(first.id), await undecided(second.id)]).toEqual([0, 0])
})

test.each(['kept both', 'deleted the other'] as const)('a photo that looks like another of one’s own is not sent to review before one has %s', async (how) => {
  const { actor, first, second } = await aPair()
  await db.transaction(async (tx) => setTags(tx, second.id, await ensureTags(tx, ['piment', 'étal', 'marché', 'bamako', 'rouge'])))
  await expect(submitPhoto(actor, { photoId: second.id })).rejects.toMatchObject({
    code: 'invalid',
    fields: { nearDuplicates: 'studio.edit.faults.nearDuplicates' },
  })
  expect(await submitPhotos(actor, { photoIds: [second.id] })).toMatchObject({ submitted: [], refused: [{ photoId: second.id }] })
  if (how === 'kept both') await keepBoth(actor, { photoId: first.id, otherId: second.id })
  else await db.update(photos).set({ status: 'deleted' }).where(eq(photos.id, first.id))
  expect(await submitPhoto(actor, { photoId: second.id })).toMatchObject({ status: 'submitted' })
})

test('nobody but their photographer decides about two photos, and only about two that are alike', async () => {
  const { actor, first, second, look } = await aPair()
  const input = { photoId: first.id, otherId: second.id }
  const { actor: stranger } = await aPhotographer()
  await expect(keepBoth(stranger, input)).rejects.toMatchObject({ code: 'not_found' })
  await expect(keepBoth((await aUser()).actor, input)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(keepBoth(aVisitor(), input)).rejects.toMatchObject({ code: 'forbidden' })
  const unlike = await aPublishedPhoto({ photographerId: first.photographerId })
  await expect(keepBoth(actor, { photoId: first.id, otherId: unlike.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(keepBoth(actor, { photoId: first.id, otherId: first.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(keepBoth(actor, { photoId: first.id, otherId: 'x' })).rejects.toMatchObject({ code: 'not_found' })

  const theirs = await aPublishedPhoto({ status: 'ready', phash: look.phash, dhash: look.dhash })
  await db.transaction((tx) => keepNearDuplicates(tx, theirs, look))
  expect((await listNearDuplicates(theirs.id)).map(({ isOwn }) => isOwn)).toEqual([false, false])
  expect(await undecided(theirs.id)).toBe(0) // Somebody else's is the desk's to judge.
  await expect(keepBoth(actor, { photoId: first.id, otherId: theirs.id })).rejects.toMatchObject({ code: 'not_found' })
})

test('two that are alike and come in at the same moment find each other', async () => {
  const look = aLook()
  const owner = await aPhotographer()
  const pair = await Promise.all([1, 2].map(() => aPublishedPhoto({ photographerId: owner.photographer.id, status: 'processing' })))
  await Promise.all(
    pair.map((photo) =>
      db.transaction(async (tx) => {
        await tx.update(photos).set({ status: 'ready', phash: look.phash, dhash: look.dhash }).where(eq(photos.id, photo.id))
        await keepNearDuplicates(tx, photo, look)
      }),
    ),
  )
  const isOurs = or(...pair.map(({ id }) => eq(nearDuplicates.photoId, id)))
  expect(await db.$count(nearDuplicates, and(isOurs, eq(nearDuplicates.isOwn, true)))).toBe(1)
})
