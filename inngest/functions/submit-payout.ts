import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { sendPayout } from '@/lib/desk/send-payout'
import { payoutApproved } from '@/lib/events'
import { checkPayout } from '@/lib/payouts/check-payout'

/** An approved payout is handed to the provider once, then asked about; the sweep wakes this again until it has ended. */
export const submitPayout = inngest.createFunction(
  { id: 'submit-payout', triggers: [{ event: payoutApproved.name }], concurrency: { key: 'event.data.payoutId', limit: 1 } },
  async ({ event, step }) => {
    const { payoutId } = payoutApproved.data.parse(event.data)
    await step.run('send-payout', () => expected(() => sendPayout(payoutId)))
    let status = await step.run('check-payout', () => expected(() => checkPayout(payoutId)))
    for (const wait of ['10s', '20s', '40s']) {
      if (status !== 'submitted' && status !== 'unknown') return
      await step.sleep(`wait-${wait}`, wait)
      status = await step.run(`check-after-${wait}`, () => expected(() => checkPayout(payoutId)))
    }
  },
)
