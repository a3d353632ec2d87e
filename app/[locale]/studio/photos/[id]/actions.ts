'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { appealPhoto } from '@/lib/photos/appeal-photo'
import { deletePhoto } from '@/lib/photos/delete-photo'
import { appealPhotoInput } from '@/lib/photos/inputs'
import { keepBoth } from '@/lib/photos/keep-both'
import { relistPhoto } from '@/lib/photos/relist-photo'
import { retryIngest } from '@/lib/photos/retry-ingest'
import { savePhoto } from '@/lib/photos/save-photo'
import { submitPhoto } from '@/lib/photos/submit-photo'
import { unlistPhoto } from '@/lib/photos/unlist-photo'
import { action } from '@/lib/web/action'
import { path } from '@/lib/web/path'
import { wordsOf } from '@/lib/web/words-of-error'
import { asPosted, photoForm } from './inputs'

const photoInput = z.strictObject({ photoId: z.uuid() })
const pairInput = z.strictObject({ photoId: z.uuid(), otherId: z.uuid() })
const pageOf = (locale: 'fr' | 'en', photoId: string, done: string) => path(locale, `/studio/photos/${photoId}?done=${done}`)

/** What was typed is kept; with `intent: submit` the photo also goes to review. What was typed stays kept when it is not ready for that. */
export const savePhotoAction = action(
  photoForm,
  async (actor, { intent, ...input }) => {
    const { version, replaced } = await savePhoto(actor, input)
    if (intent === 'save') return { message: wordsOf(actor.locale, 'studio.edit.saved'), values: { ...asPosted(input), version, replaced: replaced.join(',') } }
    await submitPhoto(actor, { photoId: input.photoId })
    redirect(pageOf(actor.locale, input.photoId, 'sent'))
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

/** Of two of one's own that look alike, the other one goes; the page of this one says what is left to do. */
export const deleteOtherAction = action(
  pairInput,
  async (actor, { photoId, otherId }) => {
    await deletePhoto(actor, { photoId: otherId })
    redirect(pageOf(actor.locale, photoId, 'deleted'))
  },
  { limit: 'write' },
)

export const keepBothAction = action(
  pairInput,
  async (actor, input) => {
    await keepBoth(actor, input)
    redirect(pageOf(actor.locale, input.photoId, 'kept'))
  },
  { limit: 'write' },
)

export const appealPhotoAction = action(
  appealPhotoInput,
  async (actor, input) => {
    await appealPhoto(actor, input)
    redirect(pageOf(actor.locale, input.photoId, 'appealed'))
  },
  { limit: 'write' },
)

export const retryIngestAction = action(
  photoInput,
  async (actor, input) => {
    await retryIngest(actor, input)
    redirect(pageOf(actor.locale, input.photoId, 'retried'))
  },
  { limit: 'write' },
)
