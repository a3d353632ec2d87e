'use server'

import { z } from 'zod'
import { decideApplication } from '@/lib/accounts/decide-application'
import { action } from '@/lib/web/action'
import { wordsOf } from '@/lib/web/words-of-error'

const decisionForm = z.strictObject({ photographerId: z.uuid(), decision: z.enum(['approve', 'reject']), reason: z.string().trim().max(500).default('') })

/** The application is approved or refused; its author is told by mail. */
export const decideApplicationAction = action(
  decisionForm,
  async (actor, { photographerId, decision, reason }) => {
    const approve = decision === 'approve'
    const { displayName } = await decideApplication(actor, { photographerId, approve, ...(reason && { reason }) })
    return { message: wordsOf(actor.locale, approve ? 'admin.photographers.approved' : 'admin.photographers.rejected', { name: displayName }) }
  },
  { limit: 'write' },
)
