'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { saveReasonInput } from '@/lib/photos/inputs'
import { moveReason } from '@/lib/photos/move-reason'
import { restoreReason, retireReason } from '@/lib/photos/retire-reason'
import { saveReason } from '@/lib/photos/save-reason'
import { action } from '@/lib/web/action'
import { path } from '@/lib/web/path'

const code = z.string().min(1).max(40)

/** The reason says what was typed; the page shows the catalogue again. */
export const saveReasonAction = action(
  saveReasonInput.omit({ position: true }),
  async (actor, input) => {
    await saveReason(actor, input)
    redirect(path(actor.locale, '/admin/reasons?done=saved'))
  },
  { limit: 'write' },
)

/** The reason has changed places with its neighbour. */
export const moveReasonAction = action(
  z.strictObject({ code, by: z.enum(['up', 'down']) }),
  async (actor, input) => {
    await moveReason(actor, input)
    redirect(path(actor.locale, '/admin/reasons?done=moved'))
  },
  { limit: 'write' },
)

/** The reason is offered no more, or again. */
export const retireReasonAction = action(
  z.strictObject({ code, retired: z.enum(['yes', 'no']) }),
  async (actor, input) => {
    await (input.retired === 'yes' ? retireReason : restoreReason)(actor, { code: input.code })
    redirect(path(actor.locale, `/admin/reasons?done=${input.retired === 'yes' ? 'retired' : 'restored'}`))
  },
  { limit: 'write' },
)
