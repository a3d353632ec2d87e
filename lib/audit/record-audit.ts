import { schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/errors'

/** A staff action is kept, with what changed and why. */
export async function recordAudit(
  tx: Tx,
  actor: Actor,
  deed: { action: string; subject: string; id: string; before?: unknown; after?: unknown; reason?: string },
) {
  if (!actor.userId) throw new AppError('forbidden', 'forbidden')
  await tx.insert(schema.audit).values({
    actorId: actor.userId,
    action: deed.action,
    subject: deed.subject,
    subjectId: deed.id,
    before: deed.before ?? null,
    after: deed.after ?? null,
    reason: deed.reason ?? null,
  })
}
