import { render } from '@react-email/render'
import { eq, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { sendMail } from '@/lib/mail'
import { compose } from './compose'
import type { Template } from './kinds'

const { notices } = schema
type Notice = typeof notices.$inferSelect

/**
 * The mail is sent, once, whoever else tries at the same time; one that never can be is marked failed. Throws `unavailable` when it should be tried again.
 * Composed before the row is locked, so that the lock lasts one call; the provider, too, is given the effect key.
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
    const mail = await toMail(notice)
    return await db.transaction(async (tx) => {
      const [locked] = await tx.select({ status: notices.status }).from(notices).where(eq(notices.id, noticeId)).for('update')
      if (locked?.status !== 'pending') return { status: locked?.status ?? 'failed' }
      const providerId = await sendMail(mail)
      await tx.update(notices).set({ status: 'sent', sentAt: sql`now()`, providerId }).where(eq(notices.id, noticeId))
      return { status: 'sent' as const }
    })
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unavailable') throw error
    log().error({ msg: 'a mail can never be sent', noticeId, template: notice.template, error: error.message, cause: String(error.cause ?? '') })
    await db.update(notices).set({ status: 'failed' }).where(eq(notices.id, noticeId))
    return { status: 'failed' }
  }
}

async function toMail(notice: Notice) {
  const { subject, body, attachments } = await compose(notice.template as Template, notice.data, notice.locale, notice.userId)
  const [html, text] = await Promise.all([render(body), render(body, { plainText: true })])
  return { to: notice.toAddress, subject, html, text, attachments, idempotencyKey: notice.effectKey }
}
