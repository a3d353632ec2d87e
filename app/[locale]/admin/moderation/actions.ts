'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { publishPhoto } from '@/lib/photos/publish-photo'
import { rejectPhoto } from '@/lib/photos/reject-photo'
import { action } from '@/lib/web/action'
import { path } from '@/lib/web/path'

const share = z
  .string()
  .regex(/^[01](\.\d{1,6})?$/)
  .transform(Number)
const noShare = z.literal('').transform(() => null)

/** One decision as the desk posts it. The four shares are the box; without a box they are empty. */
const reviewForm = z.strictObject({
  photoId: z.uuid(),
  decision: z.enum(['publish', 'reject']),
  reasons: z.array(z.string()).default([]),
  note: z.string(),
  x: z.union([noShare, share]),
  y: z.union([noShare, share]),
  width: z.union([noShare, share]),
  height: z.union([noShare, share]),
  next: z.union([z.literal(''), z.uuid()]),
})

/** The photo is published or refused, and the desk goes on to the next one. */
export const reviewPhotoAction = action(
  reviewForm,
  async (actor, { photoId, decision, reasons, note, next, x, y, width, height }) => {
    if (decision === 'publish') await publishPhoto(actor, { photoId })
    else await rejectPhoto(actor, { photoId, reasons, note, box: x === null || y === null || !width || !height ? null : { x, y, width, height } })
    redirect(path(actor.locale, `/admin/moderation${next && `?photo=${next}`}`))
  },
  { limit: 'write' },
)
