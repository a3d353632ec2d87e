import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { writePaymentNotice } from '@/lib/desk/write-money-notices'
import { paymentInReview, paymentOwed } from '@/lib/events'

/** Staff hear of money that buys nothing, or came in a wrong amount. */
export const reportOwed = inngest.createFunction(
  { id: 'report-owed', triggers: [{ event: paymentOwed.name }, { event: paymentInReview.name }] },
  async ({ event, step }) => {
    const { paymentId } = paymentOwed.data.parse(event.data)
    await step.run('write-notice', () => expected(() => writePaymentNotice(paymentId, event.name === paymentInReview.name ? 'review' : 'owed')))
  },
)
