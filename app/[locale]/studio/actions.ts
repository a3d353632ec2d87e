'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import type { Actor, Locale } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { deleteDrafts } from '@/lib/photos/delete-drafts'
import { editPhotos } from '@/lib/photos/edit-photos'
import { submitPhotos } from '@/lib/photos/submit-photos'
import { undoEdit } from '@/lib/photos/undo-edit'
import { action } from '@/lib/web/action'
import type { FormState } from '@/lib/web/form-state'
import { wordsOf } from '@/lib/web/words-of-error'
import { bulkForm } from './inputs'
import { wordsOfRefusal } from './words-of-refusal'

type Bulk = z.output<typeof bulkForm>

/** The chosen photos are changed, and sent to review or deleted where that is meant. Each one that stays as it was is a field of the answer, under its id, with why. */
export const bulkEditAction = action(
  bulkForm,
  async (actor, input) => {
    const answer = input.intent === 'delete' ? await remove(actor, input) : await change(actor, input)
    refresh()
    return answer
  },
  { limit: 'write' },
)

async function change(actor: Actor, { photoIds, changes, intent, typed }: Bulk): Promise<Partial<FormState>> {
  const asked = Object.keys(changes).length > 0
  if (!asked && intent === 'apply') throw new AppError('invalid', 'sheet.nothingToDo')
  const edited = asked ? await editPhotos(actor, { photoIds, changes }) : { editId: null, changed: 0, refused: [] }
  const kept = new Set(edited.refused.map(({ photoId }) => photoId))
  const sent = intent === 'submit' ? await submitPhotos(actor, { photoIds: photoIds.filter((id) => !kept.has(id)) }) : null
  const said = [
    ...(asked ? [wordsOf(actor.locale, 'sheet.bulk.changed', { count: edited.changed })] : []),
    ...(sent ? [wordsOf(actor.locale, 'sheet.bulk.submitted', { count: sent.submitted.length })] : []),
  ]
  return told(actor.locale, said.join(' '), [...edited.refused, ...(sent?.refused ?? [])], { ...typed, editId: edited.editId ?? '' })
}

async function remove(actor: Actor, { photoIds, typed }: Bulk): Promise<Partial<FormState>> {
  const { deleted, refused } = await deleteDrafts(actor, { photoIds })
  return told(actor.locale, wordsOf(actor.locale, 'sheet.bulk.deleted', { count: deleted.length }), refused, typed)
}

const told = (locale: Locale, message: string, refused: Parameters<typeof wordsOfRefusal>[1][], values: Record<string, string>): Partial<FormState> => ({
  ok: refused.length === 0,
  message,
  fields: Object.fromEntries(refused.map((refusal) => [refusal.photoId, wordsOfRefusal(locale, refusal)])),
  values: refused.length ? values : { editId: values.editId ?? '' }, // What was typed comes back only where it is still needed.
})

/** A bulk edit is taken back where nothing changed since. */
export const undoEditAction = action(
  z.strictObject({ editId: z.uuid() }),
  async (actor, input) => {
    const { restored, left } = await undoEdit(actor, input)
    refresh()
    const said = [
      wordsOf(actor.locale, 'sheet.undo.done', { count: restored }),
      ...(left.length ? [wordsOf(actor.locale, 'sheet.undo.left', { count: left.length })] : []),
    ]
    return { message: said.join(' ') }
  },
  { limit: 'write' },
)
