import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { db, schema } from '@/db'
import { type Actor, isStaff, isUser } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { notFound } from '@/lib/errors'
import { presignDownload } from '@/lib/storage'
import { isWhole } from './releases'

const { releases } = schema
const TTL_SECONDS = 60

/** An address that gives the release's file as an attachment, for a minute, to its photographer or to staff, whose look at it is kept in the audit. Throws `not_found` for anybody else. */
export async function openRelease(actor: Actor, { releaseId }: { releaseId: string }) {
  if (!isUser(actor) || !z.uuid().safeParse(releaseId).success) throw notFound()
  const release = await db.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(releases)
      .where(and(eq(releases.id, releaseId), isWhole))
    const isOwn = found && found.photographerId === actor.photographerId
    if (!found || !(isOwn || isStaff(actor))) throw notFound()
    if (!isOwn) await recordAudit(tx, actor, { action: 'release.open', subject: 'release', id: found.id })
    return found
  })
  return presignDownload({ key: release.key, fileName: release.fileName, mimeType: release.mimeType, ttlSeconds: TTL_SECONDS })
}
