import { and, eq, inArray, notInArray, or } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { getExtendedFactor } from '@/lib/catalog/settings'
import { type Changes, changed, differences, type PhotoBefore } from './edit-changes'
import { type Edited, writeEdit } from './edit-photos'
import { type Column, type Row, readTable } from './metadata-table'
import { assertPhotographer, type Photographer } from './policy'
import { type CellFault, type Lists, readCells } from './read-cells'
import { foresee, statesOf } from './write-edit'

const { photos, categories, countries } = schema

/** A row that will be left out, and why; `column` is null where the whole row is at fault. */
export type RowFault = { line: number; column: Column | null; key: string; values: Record<string, string | number>; fields: Record<string, string> }
export type Difference = { field: Exclude<keyof PhotoBefore, 'photoId'>; from: PhotoBefore[keyof PhotoBefore]; to: PhotoBefore[keyof PhotoBefore] }
export type Preview = {
  changes: { line: number; photoId: string; title: string; differences: Difference[] }[]
  same: number
  faults: RowFault[]
  unknown: string[]
  lists: Lists
}

/** What a file would change, and which of its rows cannot be taken; nothing is written. Throws `invalid` for a file that is no table of photos. */
export async function previewImport(actor: Actor, bytes: Uint8Array): Promise<Preview> {
  assertPhotographer(actor)
  const { rows, unknown } = readTable(bytes)
  const [lists, owned, factor] = await Promise.all([readLists(), ownPhotosNamed(actor, rows), getExtendedFactor()])
  const { edits, faults } = match(rows, owned, lists)
  const states = await db.transaction((tx) =>
    statesOf(
      tx,
      owned.filter(({ id }) => edits.has(id)),
    ),
  )
  const changes: Preview['changes'] = []
  for (const photo of owned) {
    const [edit, before] = [edits.get(photo.id), states.get(photo.id)]
    if (!edit || !before) continue
    const wanted = changed(before, edit.changes)
    const fields = differences(before, wanted)
    const refused = fields.length ? foresee(photo, wanted, factor) : null
    if (refused) faults.push({ line: edit.line, column: null, key: refused.key, values: refused.values, fields: refused.fields })
    else if (fields.length)
      changes.push({
        line: edit.line,
        photoId: photo.id,
        title: before.titleFr || photo.fileName,
        differences: fields.map((field) => ({ field, from: before[field], to: wanted[field] })),
      })
  }
  const byLine = (one: { line: number }, other: { line: number }) => one.line - other.line
  return {
    changes: changes.sort(byLine),
    same: rows.length - changes.length - new Set(faults.map(({ line }) => line)).size,
    faults: faults.sort(byLine),
    unknown,
    lists,
  }
}

/** The rows of the file that can be taken are written as one edit, which can be undone; the others change nothing. Throws as previewImport does. */
export async function importMetadata(actor: Actor, bytes: Uint8Array): Promise<Edited> {
  assertPhotographer(actor)
  const { rows } = readTable(bytes)
  const [lists, owned] = await Promise.all([readLists(), ownPhotosNamed(actor, rows)])
  const { edits } = match(rows, owned, lists)
  return writeEdit(actor, 'csv', new Map([...edits].map(([photoId, { changes }]) => [photoId, changes])))
}

async function readLists(): Promise<Lists> {
  const [subjects, lands] = await Promise.all([
    db.select({ id: categories.id, slug: categories.slug, nameFr: categories.nameFr, nameEn: categories.nameEn }).from(categories),
    db.select().from(countries),
  ])
  return { categories: subjects, countries: lands }
}

const idOf = (row: Row) => row.cells.id?.trim().toLowerCase() ?? ''
const nameOf = (row: Row) => row.cells.fileName?.trim() ?? ''

/** The photographer's own photos that rows name by identifier or by file. */
function ownPhotosNamed(actor: Photographer, rows: Row[]) {
  const ids = rows.map(idOf).filter((id) => z.uuid().safeParse(id).success)
  const names = rows.map(nameOf).filter((name) => name && !name.includes('\0'))
  return db
    .select()
    .from(photos)
    .where(
      and(
        eq(photos.photographerId, actor.photographerId),
        notInArray(photos.status, ['deleted', 'draft']),
        or(inArray(photos.id, ids), inArray(photos.fileName, names)),
      ),
    )
}

/** Each row with the photo it means: by its identifier if it has one, else by its file name if only one photo has it. */
function match(rows: Row[], owned: { id: string; fileName: string }[], lists: Lists) {
  const byId = new Map(owned.map((photo) => [photo.id, photo.id]))
  const byName = new Map<string, string[]>()
  for (const { id, fileName } of owned) byName.set(fileName, [...(byName.get(fileName) ?? []), id])
  const edits = new Map<string, { line: number; changes: Changes }>()
  const faults: RowFault[] = []
  for (const row of rows) {
    const fault = (what: string, values: RowFault['values'] = {}) =>
      void faults.push({ line: row.line, column: null, key: `sheet.csv.fault.${what}`, values, fields: {} })
    const id = idOf(row)
    const found = id ? [byId.get(id) ?? []].flat() : (byName.get(nameOf(row)) ?? [])
    const [photoId] = found
    const earlier = photoId && edits.get(photoId)
    if (!id && !nameOf(row)) fault('noId')
    else if (!photoId) fault('unknown')
    else if (found.length > 1) fault('several')
    else if (earlier) fault('twice', { line: earlier.line })
    else {
      const read = readCells(row, lists)
      if (read.faults.length) faults.push(...read.faults.map((one: CellFault) => ({ line: row.line, ...one, fields: {} })))
      else edits.set(photoId, { line: row.line, changes: read.changes })
    }
  }
  return { edits, faults }
}
