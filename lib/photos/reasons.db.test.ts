import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db, schema } from '@/db'
import { system, type User } from '@/lib/actor'
import { aDatabaseOfItsOwn, aModerator, anAdmin, aPhotographer, aVisitor } from '@/lib/testing'
import { moveReason } from './move-reason'
import { getOwnPhoto, listReasons } from './queries'
import { auditIdOf, listAllReasons } from './reasons'
import { rejectPhoto } from './reject-photo'
import { restoreReason, retireReason } from './retire-reason'
import { saveReason } from './save-reason'
import { aRefusedPhoto, aSubmittedPhoto } from './testing'

const { audit, rejectionReasons } = schema
const ORDER = ['sharpness', 'exposure', 'release', 'trademark', 'duplicate', 'keywords', 'caption', 'retouching', 'other']
const noise = {
  nameFr: 'Bruit',
  nameEn: 'Noise',
  adviceFr: 'Baissez la sensibilité.',
  adviceEn: 'Lower the sensitivity.',
  exampleFr: 'Le ciel nocturne est couvert de grains.',
  exampleEn: 'The night sky is full of grain.',
}

let admin: User
beforeAll(async () => {
  await aDatabaseOfItsOwn()
  admin = (await anAdmin()).actor
})
beforeEach(async () => {
  await db.delete(rejectionReasons).where(sql`code <> all(string_to_array(${ORDER.join()}, ','))`)
  await db.update(rejectionReasons).set({ retiredAt: null, position: sql`array_position(string_to_array(${ORDER.join()}, ','), code)` })
})

const order = async () => (await listAllReasons(admin)).offered.map(({ code }) => code)
const positions = async () => (await listAllReasons(admin)).offered.map(({ position }) => position)
const audited = async (code: string) =>
  (
    await db
      .select()
      .from(audit)
      .where(eq(audit.subjectId, auditIdOf(code)))
      .orderBy(audit.id)
  ).map(({ action, actorId }) => [action, actorId])
const count = (length: number) => Array.from({ length }, (_, index) => index + 1)

test('a new reason stands last, in both languages with an example; a changed one keeps its code and place', async () => {
  expect(await saveReason(admin, noise)).toMatchObject({ code: 'noise', position: 10, retiredAt: null })
  expect((await listReasons('fr')).at(-1)).toEqual({ code: 'noise', name: 'Bruit', advice: noise.adviceFr, example: noise.exampleFr })
  expect((await listReasons('en')).at(-1)).toEqual({ code: 'noise', name: 'Noise', advice: noise.adviceEn, example: noise.exampleEn })
  expect(await saveReason(admin, { ...noise, code: 'exposure', nameEn: 'Light' })).toMatchObject({ code: 'exposure', position: 2, nameEn: 'Light' })
  expect(await order()).toEqual([...ORDER, 'noise'])
  expect(await audited('noise')).toEqual([['reason.save', admin.userId]])
  const [kept] = await db
    .select()
    .from(audit)
    .where(eq(audit.subjectId, auditIdOf('exposure')))
  expect(kept).toMatchObject({ subject: 'reason', before: { nameEn: 'Exposure' }, after: { nameEn: 'Light', position: 2 } })
})

test('a reason may be put at a place of what is offered', async () => {
  await saveReason(admin, { ...noise, position: 2 })
  expect(await order()).toEqual(['sharpness', 'noise', ...ORDER.slice(1)])
  await saveReason(admin, { ...noise, code: 'noise', position: 999 })
  expect(await order()).toEqual([...ORDER, 'noise'])
  await saveReason(admin, { ...noise, code: 'noise', position: 1 })
  expect(await order()).toEqual(['noise', ...ORDER])
  expect(await positions()).toEqual(count(10))
})

test('new reasons of one name, made at once, are two with codes and places of their own', async () => {
  const made = await Promise.all(count(4).map(() => saveReason(admin, { ...noise, nameEn: 'Très flou !' })))
  expect(made.map(({ code }) => code).sort()).toEqual(['tres-flou', 'tres-flou-2', 'tres-flou-3', 'tres-flou-4'])
  expect(await positions()).toEqual(count(13))
  expect(await saveReason(admin, { ...noise, nameEn: '!?' })).toMatchObject({ code: 'reason' })
  expect((await saveReason(admin, { ...noise, nameEn: 'x'.repeat(40) })).code.length).toBeLessThanOrEqual(40)
})

test('a reason without its words is not saved, nor one there is not', async () => {
  const save = (changes: object) => saveReason(admin, { ...noise, ...changes })
  for (const field of ['nameFr', 'nameEn', 'adviceFr', 'adviceEn'])
    await expect(save({ [field]: '  ' })).rejects.toMatchObject({ code: 'invalid', fields: { [field]: 'fieldInvalid' } })
  await expect(save({ adviceFr: 'x'.repeat(301) })).rejects.toMatchObject({ fields: { adviceFr: 'fieldInvalid' } })
  await expect(save({ position: 0 })).rejects.toMatchObject({ code: 'invalid' })
  await expect(save({ retiredAt: null })).rejects.toMatchObject({ code: 'invalid' }) // No extra fields are taken.
  await expect(save({ code: 'nothing' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(save({ exampleFr: '', exampleEn: '' })).resolves.toMatchObject({ exampleFr: '' })
  expect(await order()).toHaveLength(10)
})

test('a retired reason is offered no more and refuses nothing; photos refused for it keep it; it can be put back, last', async () => {
  const { photo, actor } = await aRefusedPhoto() // For sharpness and keywords.
  await Promise.all([1, 2, 3].map(() => retireReason(admin, { code: 'sharpness' })))
  expect(await order()).toEqual(ORDER.slice(1))
  expect(await positions()).toEqual(count(8))
  expect((await listAllReasons(admin)).retired.map(({ code }) => code)).toEqual(['sharpness'])
  expect((await listReasons('fr')).map(({ code }) => code)).toEqual(ORDER.slice(1))
  expect((await getOwnPhoto(actor, photo.id)).review?.reasons.map(({ code }) => code)).toContain('sharpness')
  const other = await aSubmittedPhoto()
  const { actor: moderator } = await aModerator()
  await expect(rejectPhoto(moderator, { photoId: other.photo.id, reasons: ['sharpness', 'caption'] })).rejects.toMatchObject({
    fields: { reasons: 'ingest.reasonsMissing' },
  })
  await expect(moveReason(admin, { code: 'sharpness', by: 'up' })).rejects.toMatchObject({ code: 'conflict' })
  await Promise.all([1, 2].map(() => restoreReason(admin, { code: 'sharpness' })))
  expect(await order()).toEqual([...ORDER.slice(1), 'sharpness'])
  await rejectPhoto(moderator, { photoId: other.photo.id, reasons: ['sharpness'] })
  expect((await audited('sharpness')).map(([action]) => action)).toEqual(['reason.retire', 'reason.restore'])
})

test('the last reason is not retired, even by two at once', async () => {
  for (const code of ORDER.slice(2)) await retireReason(admin, { code })
  const tries = await Promise.allSettled(ORDER.slice(0, 2).map((code) => retireReason(admin, { code })))
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict', key: 'admin.reasons.last' } })
  expect(await order()).toHaveLength(1)
})

test('a reason changes places with its neighbour, and stays at either end', async () => {
  await moveReason(admin, { code: 'exposure', by: 'up' })
  await moveReason(admin, { code: 'release', by: 'down' })
  expect(await order()).toEqual(['exposure', 'sharpness', 'trademark', 'release', ...ORDER.slice(4)])
  await moveReason(admin, { code: 'exposure', by: 'up' })
  await moveReason(admin, { code: 'other', by: 'down' })
  expect(await order()).toEqual(['exposure', 'sharpness', 'trademark', 'release', ...ORDER.slice(4)])
  expect((await audited('other')).filter(([action]) => action === 'reason.move')).toEqual([])
  await Promise.all(count(6).map((index) => moveReason(admin, { code: 'caption', by: index % 2 ? 'up' : 'down' })))
  expect(await order()).toEqual(['exposure', 'sharpness', 'trademark', 'release', ...ORDER.slice(4)])
  expect(await positions()).toEqual(count(9))
})

test('the catalogue is the admins’ alone', async () => {
  for (const actor of [(await aModerator()).actor, (await aPhotographer()).actor, aVisitor(), system]) {
    const absent = { code: 'not_found' }
    await expect(listAllReasons(actor)).rejects.toMatchObject(absent)
    await expect(saveReason(actor, noise)).rejects.toMatchObject(absent)
    await expect(moveReason(actor, { code: 'exposure', by: 'up' })).rejects.toMatchObject(absent)
    for (const verb of [retireReason, restoreReason]) await expect(verb(actor, { code: 'exposure' })).rejects.toMatchObject(absent)
  }
  for (const verb of [retireReason, restoreReason]) await expect(verb(admin, { code: 'nothing' })).rejects.toMatchObject({ code: 'not_found' })
  expect(await order()).toEqual(ORDER)
})
