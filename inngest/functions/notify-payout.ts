import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { writePayoutNotice } from '@/lib/desk/write-money-notices'
import { payoutEnded } from '@/lib/events'

/** The photographer hears how the payout ended. */
export const notifyPayout = inngest.createFunction({ id: 'notify-payout', triggers: [{ event: payoutEnded.name }] }, async ({ event, step }) => {
  const { payoutId } = payoutEnded.data.parse(event.data)
  await step.run('write-notice', () => expected(() => writePayoutNotice(payoutId)))
})
