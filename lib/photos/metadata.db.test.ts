import { eq, like } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { aPhotographer, aPublishedPhoto, aUser } from '@/lib/testing'
import { exportMetadata } from './export-metadata'
import { importMetadata, previewImport } from './import-metadata'
import { lockPhoto } from './move-photo'
import { savePhoto } from './save-photo'
import { aReadyPhoto, aSubmittedPhoto, someWords } from './testing'
import { findLastEdit, undoEdit } from './undo-edit'

const { photos } = schema
const bytes = (text: string) => new TextEncoder().encode(text)
const rowOf = async (id: string) => (await db.select().from(photos).where(eq(photos.id, id)))[0]

/** Two photos with words; both files of one name. */
async function twoPhotos() {
  const owner = await aPhotographer()
  const [one, two] = [(await aReadyPhoto(owner)).photo.id, (await aReadyPhoto(owner)).photo.id]
  await savePhoto(owner.actor, await someWords(one, { titleFr: '=1+1', descriptionFr: 'Une ligne\nune autre ; "deux"' }))
  await savePhoto(owner.actor, await someWords(two, { titleFr: 'Deux', people: 'several', editorialOnly: true }))
  return { owner, actor: owner.actor, one, two }
}

test.each(['fr', 'en'] as const)('what was exported in %s and brought back changes nothing', async (locale) => {
  const { actor } = await twoPhotos()
  const table = await exportMetadata({ ...actor, locale }, {})
  expect(table.split('\r\n')).toHaveLength(4)
  expect(table).toContain("'=1+1")
  expect(await previewImport(actor, bytes(table))).toMatchObject({ changes: [], faults: [], same: 2, unknown: [] })
  expect(await importMetadata(actor, bytes(table))).toEqual({ editId: null, changed: 0, refused: [] })
})

test('the export holds what the sheet shows and nothing of anybody else', async () => {
  const { actor, two } = await twoPhotos()
  const lines = (await exportMetadata(actor, { q: 'deux' })).split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]).toContain(two)
  expect((await exportMetadata((await aPhotographer()).actor, {})).split('\r\n')).toHaveLength(2)
  await expect(exportMetadata((await aUser()).actor, {})).rejects.toMatchObject({ code: 'forbidden' })
})

test('a changed file is shown before it is written, is written as one edit, and is taken back', async () => {
  const { actor, one, two } = await twoPhotos()
  const table = bytes(`Identifier,Title (French),Tags,Price,Country\n${one},Étal du soir,"soir, marché, rue, lampe, foule",15 000,Benin\n${two},Deux,,9000,\n`)
  const preview = await previewImport(actor, table)
  expect(preview.faults).toEqual([])
  expect(preview.changes).toMatchObject([
    { line: 2, photoId: one, title: '=1+1' },
    { line: 3, photoId: two },
  ])
  expect(preview.changes[0]?.differences.map(({ field, to }) => [field, to])).toEqual([
    ['titleFr', 'Étal du soir'],
    ['tags', ['soir', 'marché', 'rue', 'lampe', 'foule']],
    ['countryCode', 'BJ'],
    ['priceXof', 15_000],
  ])
  expect((await rowOf(one))?.titleFr).toBe('=1+1')
  const { editId, changed } = await importMetadata(actor, table)
  expect(changed).toBe(2)
  expect(await rowOf(one)).toMatchObject({ titleFr: 'Étal du soir', priceXof: 15_000, countryCode: 'BJ', city: 'Bamako' })
  expect(await rowOf(two)).toMatchObject({ priceXof: 9_000, countryCode: null })
  expect(await findLastEdit(actor)).toMatchObject({ id: editId, source: 'csv', changed: 2 })
  await undoEdit(actor, { editId: editId ?? '' })
  expect(await rowOf(one)).toMatchObject({ titleFr: '=1+1', priceXof: 12_500, countryCode: 'ML' })
})

test('a row is known by its file name where only one photo has it', async () => {
  const { actor, one, two } = await twoPhotos()
  await db.update(photos).set({ fileName: 'étal.jpg' }).where(eq(photos.id, one))
  const { changes, faults } = await previewImport(actor, bytes('Fichier;Prix\nétal.jpg;15000\nDSC_0001.jpg;15000\nperdue.jpg;15000\n;100\n'))
  expect(changes).toMatchObject([{ photoId: one }, { photoId: two }])
  expect(faults.map(({ line, key }) => [line, key])).toEqual([
    [4, 'sheet.csv.fault.unknown'],
    [5, 'sheet.csv.fault.noId'],
  ])
  await db.update(photos).set({ fileName: 'DSC_0001.jpg' }).where(eq(photos.id, one))
  expect((await previewImport(actor, bytes('Fichier;Prix\nDSC_0001.jpg;15000\n'))).faults).toMatchObject([{ line: 2, key: 'sheet.csv.fault.several' }])
})

test('rows that cannot be taken are left out with why: others’ photos, under review, a bad price, twice, a word too long', async () => {
  const { owner, actor, one, two } = await twoPhotos()
  const foreign = (await aReadyPhoto()).photo.id
  const waiting = (await aSubmittedPhoto(owner)).photo.id
  const sold = (await aPublishedPhoto({ photographerId: owner.photographer.id, tags: ['piment', 'etal', 'marche', 'bamako', 'rouge'] })).id
  const table = bytes(
    [
      'Identifiant;Titre;Prix',
      `${foreign};Volée;100`,
      `${waiting};En relecture;100`,
      `${one};Une;110`,
      `${two};${'x'.repeat(121)};100`,
      `${two};Deux fois;100`,
      `${sold};;15000`,
      'pas un identifiant;Rien;100',
    ].join('\n'),
  )
  const { changes, faults } = await previewImport(actor, table)
  expect(changes).toEqual([])
  expect(faults.map(({ line, key, fields }) => [line, key, Object.keys(fields)])).toEqual([
    [2, 'sheet.csv.fault.unknown', []],
    [3, 'sheet.notNow.submitted', []],
    [4, 'badInput', ['priceXof']],
    [5, 'badInput', ['titleFr']],
    [6, 'sheet.csv.fault.twice', []],
    [7, 'badInput', ['titleFr']],
    [8, 'sheet.csv.fault.unknown', []],
  ])
  expect(await importMetadata(actor, table)).toMatchObject({ editId: null, changed: 0 })
  expect((await rowOf(foreign))?.titleFr).toBe('')
  expect((await rowOf(one))?.priceXof).toBe(12_500)
  expect((await rowOf(sold))?.priceXof).toBe(10_000)
})

test('hostile cells are text: markup, formulas and quotes come out as they went in', async () => {
  const { actor, one } = await twoPhotos()
  const hostile = `<script>alert(1)</script> '=cmd|' /C calc'!A0 "; drop table photos; --`
  const table = bytes(`Identifiant;Titre\n${one};"${hostile.replaceAll('"', '""')}"\n`)
  await importMetadata(actor, table)
  expect((await rowOf(one))?.titleFr).toBe(hostile)
  expect(await previewImport(actor, bytes(await exportMetadata(actor, {})))).toMatchObject({ changes: [], faults: [] })
})

test('a file adds no word to everybody’s tags that no photo could take: too many in a cell, or too long', async () => {
  const { actor, one, two } = await twoPhotos()
  const mark = `zq${Math.random().toString(36).slice(2, 10)}`
  const many = Array.from({ length: 51 }, (_, index) => `${mark}${index}z`).join(', ')
  const table = bytes(`Identifiant;Mots-clés\n${one};${many}\n${two};${mark}${'y'.repeat(40)}\n`)
  expect(await importMetadata(actor, table)).toMatchObject({ editId: null, changed: 0, refused: [{ key: 'badInput' }, { key: 'badInput' }] })
  expect(await db.$count(schema.tags, like(schema.tags.slug, `${mark}%`))).toBe(0)
})

test('of many files sent at once a few are taken one after the other, and the rest are refused: they would hold every connection', async () => {
  const { actor, one } = await twoPhotos()
  const refused: unknown[] = []
  const sent = await db.transaction(async (tx) => {
    await lockPhoto(tx, one) // The first waits for this row until all twelve have come.
    const all = Array.from({ length: 12 }, (_, index) => importMetadata(actor, bytes(`Identifiant;Prix\n${one};${100 * (index + 1)}\n`)))
    await new Promise<void>((done) => {
      for (const one of all) one.catch((reason) => refused.push(reason) === 8 && done())
    })
    return all
  })
  expect((await Promise.allSettled(sent)).filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
  for (const reason of refused) expect(reason).toMatchObject({ code: 'limited' })
})
