'use server'

import { refresh } from 'next/cache'
import { applyAsPhotographer } from '@/lib/accounts/apply-as-photographer'
import { applyInput } from '@/lib/accounts/inputs'
import { action } from '@/lib/web/action'

export const applyAction = action(
  applyInput,
  async (actor, input) => {
    await applyAsPhotographer(actor, input)
    refresh() // The page shows the waiting application; a redirect to itself would show it as it was.
  },
  { limit: 'apply' },
)
