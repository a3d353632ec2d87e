import { render } from '@react-email/render'
import { and, eq, ne, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { sendMail } from '@/lib/mail'
import { compose } from './compose'
import type { Template } from './kinds'

const { notices } = schema
type Notice = typeof notices.$inferSelect

/**
 * The mail is sent; one that never can be is marked failed. Throws `unavailable` when it should be tried again. No connection is held while the provider
 * is asked: of two tries at once both may ask, with the notice's id, which makes them one mail, and the row is marked once.
 */
export async function sendNotice(noticeId: string): Promise<{ status: Notice['status'] }> {
  const [notice] = await db
    .update(notices)
    .set({ attempts: sql`${notices.attempts} + 1` })
    .where(eq(notices.id, noticeId))
    .returning()
  if (!notice) throw new AppError('not_found', 'notFound')
  if (notice.status !== 'pending') return { status: notice.status }
  try {
    const providerId = await sendMail(await toMail(notice))
    await db
      .update(notices)
      .set({ status: 'sent', sentAt: sql`now()`, providerId })
      .where(and(eq(notices.id, noticeId), ne(notices.status, 'sent')))
    return { status: 'sent' }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unavailable') throw error
    log().error({ msg: 'a mail can never be sent', noticeId, template: notice.template, error: error.message, cause: String(error.cause ?? '') })
    await db
      .update(notices)
      .set({ status: 'failed' })
      .where(and(eq(notices.id, noticeId), eq(notices.status, 'pending'))) // Not when another try got through meanwhile.
    const [now] = await db.select({ status: notices.status }).from(notices).where(eq(notices.id, noticeId))
    return now ?? { status: 'failed' }
  }
}

async function toMail(notice: Notice) {
  const { subject, body, attachments } = await compose(notice.template as Template, notice.data, notice.locale, notice.userId)
  const [html, text] = await Promise.all([render(body), render(body, { plainText: true })])
  return { to: notice.toAddress, subject, html, text, attachments, idempotencyKey: notice.id }
}
