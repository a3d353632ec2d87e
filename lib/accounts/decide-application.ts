import { eq, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { assertNext, recordHistory } from '@/lib/audit/machine'
import { recordAudit } from '@/lib/audit/record-audit'
import { notFound } from '@/lib/errors'
import { writeNotice } from '@/lib/notices/write-notice'
import { canDecideApplication } from './policy'
import { photographerMachine } from './rules'
import { forgetSessions } from './sessions'

const { photographers, users } = schema

/** The application is approved (its person may sell from the next request on) or refused; they are told by mail. Admins only, and not one's own: else `not_found`. */
export async function decideApplication(actor: Actor, { photographerId, approve, reason }: { photographerId: string; approve: boolean; reason?: string }) {
  const event = approve ? 'approve' : 'reject'
  const decided = await db.transaction(async (tx) => {
    const [known] = await tx
      .select({ photographer: photographers, user: users })
      .from(photographers)
      .innerJoin(users, eq(users.id, photographers.userId))
      .where(eq(photographers.id, photographerId))
      .for('update', { of: photographers })
    if (!known || !canDecideApplication(actor, known.photographer)) throw notFound()
    const { photographer, user } = known
    const status = assertNext(photographerMachine, photographer.status, event)
    const [changed] = await tx
      .update(photographers)
      .set({ status, decidedBy: actor.userId, decidedAt: sql`now()` })
      .where(eq(photographers.id, photographerId))
      .returning()
    if (!changed) throw new Error('the decision was not written')
    await recordHistory(tx, { subject: 'photographer', id: photographerId, from: photographer.status, to: status, event, actor, cause: reason })
    await recordAudit(tx, actor, {
      action: `application.${event}`,
      subject: 'photographer',
      id: photographerId,
      before: { status: photographer.status },
      after: { status },
      reason,
    })
    await writeNotice(tx, {
      effectKey: `application-decided:${photographerId}:${changed.updatedAt.getTime()}`,
      userId: user.id,
      to: user.email,
      locale: user.locale,
      template: approve ? 'application-approved' : 'application-rejected',
      data: { photographerId },
    })
    return changed
  })
  forgetSessions()
  return decided
}
