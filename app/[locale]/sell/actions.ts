'use server'

import { redirect } from 'next/navigation'
import { applyAsPhotographer } from '@/lib/accounts/apply-as-photographer'
import { applyInput } from '@/lib/accounts/inputs'
import { action } from '@/lib/web/action'
import { path } from '@/lib/web/path'

export const applyAction = action(
  applyInput,
  async (actor, input) => {
    await applyAsPhotographer(actor, input)
    redirect(path(actor.locale, '/sell'))
  },
  { limit: 'apply' },
)
