'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { cancelPayout } from '@/lib/payouts/cancel-payout'
import { payoutInput } from '@/lib/payouts/inputs'
import { requestPayout } from '@/lib/payouts/request-payout'
import { action } from '@/lib/web/action'
import { path } from '@/lib/web/path'

/** Everything available is asked for; the amount is never taken from the form. */
export const requestPayoutAction = action(
  z.strictObject({}),
  async (actor) => {
    await requestPayout(actor)
    redirect(path(actor.locale, '/studio/payouts?asked=1'))
  },
  { limit: 'write' },
)

/** The photographer's own request is withdrawn. */
export const cancelPayoutAction = action(
  payoutInput,
  async (actor, input) => {
    await cancelPayout(actor, input)
    redirect(path(actor.locale, '/studio/payouts?cancelled=1'))
  },
  { limit: 'write' },
)
