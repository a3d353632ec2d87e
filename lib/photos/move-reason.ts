import { db } from '@/db'
import type { Actor } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '@/lib/errors'
import { assertAdmin } from './policy'
import { auditIdOf, lockReason, orderReasons } from './reasons'

/** The reason has changed places with its neighbour; the first stays first and the last last. Throws `not_found` for anybody but admins, `conflict` when it is retired. */
export async function moveReason(actor: Actor, { code, by }: { code: string; by: 'up' | 'down' }) {
  assertAdmin(actor)
  await db.transaction(async (tx) => {
    const { offered, reason } = await lockReason(tx, code)
    const from = offered.indexOf(reason)
    if (from < 0) throw new AppError('conflict', 'wrongState')
    const to = by === 'up' ? from - 1 : from + 1
    if (to < 0 || to >= offered.length) return
    await orderReasons(tx, offered.toSpliced(from, 1).toSpliced(to, 0, reason))
    await recordAudit(tx, actor, {
      action: 'reason.move',
      subject: 'reason',
      id: auditIdOf(code),
      before: { position: from + 1 },
      after: { code, position: to + 1 },
    })
  })
}
