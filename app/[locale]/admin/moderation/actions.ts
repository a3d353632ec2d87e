'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { translator } from '@/lib/i18n'
import { publishPhoto } from '@/lib/photos/publish-photo'
import { publishPhotos } from '@/lib/photos/publish-photos'
import { rejectPhoto } from '@/lib/photos/reject-photo'
import { action } from '@/lib/web/action'
import { safePath } from '@/lib/web/path'

const share = z
  .string()
  .regex(/^[01](\.\d{1,6})?$/)
  .transform(Number)
const noShare = z.literal('').transform(() => null)

/** One decision as the desk posts it without script. The four shares are the box; without a box they are empty. `next` is where the desk goes on. */
const reviewForm = z.strictObject({
  photoId: z.uuid(),
  decision: z.enum(['publish', 'reject']),
  reasons: z.array(z.string()).default([]),
  note: z.string(),
  x: z.union([noShare, share]),
  y: z.union([noShare, share]),
  width: z.union([noShare, share]),
  height: z.union([noShare, share]),
  next: z.string(),
})

/** The photo is published or refused, and the desk goes on to the next one. With script the desk posts to /api/desk/photos/<id>/decision and does not wait. */
export const reviewPhotoAction = action(
  reviewForm,
  async (actor, { photoId, decision, reasons, note, next, x, y, width, height }) => {
    if (decision === 'publish') await publishPhoto(actor, { photoId })
    else await rejectPhoto(actor, { photoId, reasons, note, box: x === null || y === null || !width || !height ? null : { x, y, width, height } })
    redirect(safePath(next, '/admin/moderation'))
  },
  { limit: 'write' },
)

/** All chosen photos that may be are published; `fields` says under the id of each other one why it was left. */
export const publishPhotosAction = action(
  z.strictObject({ photoIds: z.array(z.uuid()).default([]) }),
  async (actor, { photoIds }) => {
    const t = translator(actor.locale)
    if (!photoIds.length) return { ok: false, message: t('desk.selectFirst') }
    const { published, skipped } = await publishPhotos(actor, { photoIds })
    const wordsOf = (key: string) => (key === 'desk.lockedByOther' ? t('desk.skippedLocked') : t(key.includes('.') ? key : `errors.${key}`))
    return {
      ok: skipped.length === 0,
      message: t(skipped.length ? 'desk.bulkPartly' : 'desk.bulkDone', { count: published.length, skipped: skipped.length }),
      fields: Object.fromEntries(skipped.map(({ photoId, key }) => [photoId, wordsOf(key)])),
    }
  },
  { limit: 'write' },
)
