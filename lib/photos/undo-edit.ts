import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError, notFound } from '@/lib/errors'
import { putBack } from './edit-changes'
import { assertPhotographer, type Photographer } from './policy'
import { takeTurns } from './take-turns'
import { lockOwnPhotos, ownReleases, type Refusal, refusal, statesOf, writeState } from './write-edit'

const { photoEdits } = schema
const isFresh = gt(photoEdits.createdAt, sql`now() - interval '1 hour'`)

/** The photographer's newest edit, if it is less than an hour old and was not undone: what an undo is offered for. */
export async function findLastEdit(actor: Actor) {
  assertPhotographer(actor)
  const [edit] = await db
    .select({
      id: photoEdits.id,
      source: photoEdits.source,
      changed: sql<number>`jsonb_array_length(${photoEdits.after})`.mapWith(Number),
      createdAt: photoEdits.createdAt,
      undoneAt: photoEdits.undoneAt,
      isFresh: sql<boolean>`${isFresh}`,
    })
    .from(photoEdits)
    .where(eq(photoEdits.photographerId, actor.photographerId))
    .orderBy(desc(photoEdits.createdAt), desc(photoEdits.id))
    .limit(1)
  return edit?.isFresh && !edit.undoneAt ? { id: edit.id, source: edit.source, changed: edit.changed, createdAt: edit.createdAt } : null
}

/**
 * What the edit changed is as it was before, where nobody has changed it again since and the rules still allow it; `left` says why for the other photos.
 * Throws `not_found` for somebody else's edit, `conflict` when it was undone already or is over an hour old.
 */
export async function undoEdit(actor: Actor, { editId }: { editId: string }): Promise<{ restored: number; left: Refusal[] }> {
  assertPhotographer(actor)
  if (!z.uuid().safeParse(editId).success) throw notFound()
  return takeTurns(actor.photographerId, () => undo(actor, editId))
}

const undo = (actor: Photographer, editId: string) =>
  db.transaction(async (tx) => {
    const [edit] = await tx
      .select({ before: photoEdits.before, after: photoEdits.after, undoneAt: photoEdits.undoneAt, isFresh: sql<boolean>`${isFresh}` })
      .from(photoEdits)
      .where(and(eq(photoEdits.id, editId), eq(photoEdits.photographerId, actor.photographerId)))
      .for('update')
    if (!edit) throw notFound()
    if (edit.undoneAt) throw new AppError('conflict', 'sheet.undoneAlready')
    if (!edit.isFresh) throw new AppError('conflict', 'sheet.undoLate')
    const beforeOf = new Map(edit.before.map((state) => [state.photoId, state]))
    const afterOf = new Map(edit.after.map((state) => [state.photoId, state]))
    const rows = await lockOwnPhotos(tx, actor, [...afterOf.keys()])
    const states = await statesOf(tx, rows)
    const there = new Set(rows.map(({ id }) => id))
    const left = [...afterOf.keys()].filter((id) => !there.has(id)).map((id) => refusal(id, 'notFound'))
    const papers = await ownReleases(tx, actor, [...new Set(edit.before.flatMap(({ releaseIds }) => releaseIds))])
    let restored = 0
    for (const photo of rows) {
      const [now, before, after] = [states.get(photo.id), beforeOf.get(photo.id), afterOf.get(photo.id)]
      if (!now || !before || !after) throw new Error(`Photo ${photo.id} is not whole in edit ${editId}.`)
      const wanted = putBack(now, before, after)
      const kept = wanted && { ...wanted, releaseIds: wanted.releaseIds.filter((id) => now.releaseIds.includes(id) || papers.includes(id)) }
      const answer = kept ? await writeState(tx, actor, photo, now, kept) : refusal(photo.id, 'sheet.changedSince')
      if (answer && 'key' in answer) left.push(answer)
      else restored++
    }
    await tx
      .update(photoEdits)
      .set({ undoneAt: new Date() })
      .where(and(eq(photoEdits.id, editId), isNull(photoEdits.undoneAt)))
    return { restored, left }
  })
