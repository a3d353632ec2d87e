import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { foldWord } from '@/lib/catalog/fold-word'
import { AppError, notFound } from '@/lib/errors'
import { type SaveReason, saveReasonInput } from './inputs'
import { assertAdmin } from './policy'
import { auditIdOf, lockReasons, orderReasons, type Reason } from './reasons'

const { rejectionReasons } = schema
const CODE_MAX = 40 // A refusal takes no longer one.

/**
 * The reason says this, at this place of what is offered (from 1; a new one comes last unless it is told). Without a code it is a new one, its code made from its English name.
 * Earlier refusals say the new words too. Gives its row. Throws `not_found` for anybody but admins and for an unknown code, `invalid` with the fields at fault.
 */
export async function saveReason(actor: Actor, input: SaveReason): Promise<Reason> {
  assertAdmin(actor)
  const parsed = saveReasonInput.safeParse(input)
  if (!parsed.success)
    throw new AppError('invalid', 'badInput', {}, Object.fromEntries(parsed.error.issues.map(({ path }) => [String(path[0] ?? ''), 'fieldInvalid'])))
  const { code, position, ...words } = parsed.data
  return db.transaction(async (tx) => {
    const { offered, all, reason } = await lockReasons(tx, code)
    if (code && !reason) throw notFound()
    const given = { ...words, position: reason?.position ?? offered.length + 1 }
    const [saved] = reason
      ? await tx.update(rejectionReasons).set(given).where(eq(rejectionReasons.code, reason.code)).returning()
      : await tx
          .insert(rejectionReasons)
          .values({ ...given, code: newCode(words.nameEn, all) })
          .returning()
    if (!saved) throw new Error('the reason was not written')
    if (!saved.retiredAt) {
      const others = offered.filter((one) => one.code !== saved.code)
      const at = position ?? (reason ? offered.findIndex((one) => one.code === saved.code) + 1 : offered.length + 1)
      await orderReasons(tx, others.toSpliced(at - 1, 0, saved))
    }
    const after = await tx.query.rejectionReasons.findFirst({ where: eq(rejectionReasons.code, saved.code) })
    await recordAudit(tx, actor, { action: 'reason.save', subject: 'reason', id: auditIdOf(saved.code), before: reason, after })
    return after ?? saved
  })
}

function newCode(nameEn: string, taken: Reason[]) {
  const base = foldWord(nameEn)
    .replace(/[^a-z0-9-]/g, '')
    .slice(0, CODE_MAX - 4)
    .replace(/^-+|-+$/g, '')
  const free = (code: string) => !taken.some((reason) => reason.code === code)
  let code = base || 'reason'
  for (let number = 2; !free(code); number++) code = `${base || 'reason'}-${number}`
  return code
}
