import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '@/lib/errors'
import { assertAdmin } from './policy'
import { auditIdOf, isOffered, lockReason, orderReasons } from './reasons'

const { rejectionReasons } = schema

/** The reason is offered no more; refusals that name it keep it. Safe to repeat. Throws `not_found` for anybody but admins, `conflict` for the last one there is. */
export async function retireReason(actor: Actor, { code }: { code: string }) {
  assertAdmin(actor)
  await db.transaction(async (tx) => {
    const { offered, reason } = await lockReason(tx, code)
    if (!isOffered(reason)) return
    const left = offered.filter((one) => one.code !== code)
    if (!left.length) throw new AppError('conflict', 'admin.reasons.last')
    const retiredAt = new Date()
    await tx.update(rejectionReasons).set({ retiredAt }).where(eq(rejectionReasons.code, code))
    await orderReasons(tx, left)
    await recordAudit(tx, actor, { action: 'reason.retire', subject: 'reason', id: auditIdOf(code), before: { retiredAt: null }, after: { code, retiredAt } })
  })
}

/** The reason is offered again, as the last. Safe to repeat. Throws `not_found` for anybody but admins. */
export async function restoreReason(actor: Actor, { code }: { code: string }) {
  assertAdmin(actor)
  await db.transaction(async (tx) => {
    const { offered, reason } = await lockReason(tx, code)
    if (isOffered(reason)) return
    await tx.update(rejectionReasons).set({ retiredAt: null }).where(eq(rejectionReasons.code, code))
    await orderReasons(tx, [...offered, reason])
    await recordAudit(tx, actor, {
      action: 'reason.restore',
      subject: 'reason',
      id: auditIdOf(code),
      before: { retiredAt: reason.retiredAt },
      after: { code, retiredAt: null },
    })
  })
}
