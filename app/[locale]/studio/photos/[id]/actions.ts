'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deletePhoto } from '@/lib/photos/delete-photo'
import { relistPhoto } from '@/lib/photos/relist-photo'
import { savePhoto } from '@/lib/photos/save-photo'
import { submitPhoto } from '@/lib/photos/submit-photo'
import { unlistPhoto } from '@/lib/photos/unlist-photo'
import { action } from '@/lib/web/action'
import { path } from '@/lib/web/path'
import { wordsOf } from '@/lib/web/words-of-error'
import { photoForm } from './inputs'

const photoInput = z.strictObject({ photoId: z.uuid() })

/** What was typed is kept; with `intent: submit` the photo also goes to review. What was typed stays kept when it is not ready for that. */
export const savePhotoAction = action(
  photoForm,
  async (actor, { intent, ...input }) => {
    await savePhoto(actor, input)
    if (intent === 'save') return { message: wordsOf(actor.locale, 'studio.edit.saved') }
    await submitPhoto(actor, { photoId: input.photoId })
    redirect(path(actor.locale, `/studio/photos/${input.photoId}?sent=1`))
  },
  { limit: 'write' },
)

export const unlistPhotoAction = action(photoInput, async (actor, input) => void (await unlistPhoto(actor, input)), { limit: 'write' })

export const relistPhotoAction = action(photoInput, async (actor, input) => void (await relistPhoto(actor, input)), { limit: 'write' })

export const deletePhotoAction = action(
  photoInput,
  async (actor, input) => {
    await deletePhoto(actor, input)
    redirect(path(actor.locale, '/studio'))
  },
  { limit: 'write' },
)
