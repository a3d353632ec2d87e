'use server'

import { approvePayout } from '@/lib/payouts/approve-payout'
import { payoutInput } from '@/lib/payouts/inputs'
import { rejectPayout } from '@/lib/payouts/reject-payout'
import { action } from '@/lib/web/action'
import { wordsOf } from '@/lib/web/words-of-error'

/** The money may leave; above the limit this is the first of two approvals. */
export const approvePayoutAction = action(
  payoutInput,
  async (actor, input) => {
    const payout = await approvePayout(actor, input)
    return { message: wordsOf(actor.locale, payout.status === 'approved' ? 'admin.payouts.approved' : 'admin.payouts.firstApproval') }
  },
  { limit: 'write' },
)

/** The request is refused and its money available again. */
export const rejectPayoutAction = action(
  payoutInput,
  async (actor, input) => {
    await rejectPayout(actor, input)
    return { message: wordsOf(actor.locale, 'admin.payouts.rejected') }
  },
  { limit: 'write' },
)
