'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deleteRelease } from '@/lib/photos/delete-release'
import { action } from '@/lib/web/action'
import { path } from '@/lib/web/path'

export const deleteReleaseAction = action(
  z.strictObject({ releaseId: z.uuid() }),
  async (actor, input) => {
    await deleteRelease(actor, input)
    redirect(path(actor.locale, '/studio/releases?done=deleted'))
  },
  { limit: 'write' },
)
