import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { submitPhoto } from './submit-photo'
import { type Refusal, refusal } from './write-edit'

/** Those of these photos that are complete wait for review, each on its own; the others stay, and are listed with why. */
export async function submitPhotos(actor: Actor, { photoIds }: { photoIds: string[] }): Promise<{ submitted: string[]; refused: Refusal[] }> {
  const submitted: string[] = []
  const refused: Refusal[] = []
  for (const photoId of new Set(photoIds)) {
    try {
      await submitPhoto(actor, { photoId })
      submitted.push(photoId)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      refused.push(refusal(photoId, error.key, error.values, error.fields))
    }
  }
  return { submitted, refused }
}
