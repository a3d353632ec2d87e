import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { noticeWritten } from '@/lib/events'
import { sendNotice } from '@/lib/notices/send-notice'

/** A mail that was written is sent. What a long outage leaves behind, the sweep brings here again. */
export const sendNoticeJob = inngest.createFunction(
  { id: 'send-notice', triggers: [{ event: noticeWritten.name }], concurrency: { limit: 4 }, retries: 8 },
  async ({ event, step }) => {
    const { noticeId } = noticeWritten.data.parse(event.data)
    await step.run('send-notice', () => expected(() => sendNotice(noticeId)))
  },
)
