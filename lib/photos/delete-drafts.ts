import { db } from '@/db'
import type { Actor } from '@/lib/actor'
import { movePhoto } from './move-photo'
import { assertPhotographer } from './policy'
import type { PhotoStatus } from './rules'
import { lockOwnPhotos, type Refusal, refusal } from './write-edit'

/** What a bulk deletion may take: never on sale, and nobody is judging it. */
const drafts: readonly PhotoStatus[] = ['ready', 'failed', 'rejected']

/** Those of these own photos that are drafts, refused or failed are gone; the others stay, and are listed with why. What was ever on sale is deleted one by one. */
export async function deleteDrafts(actor: Actor, { photoIds }: { photoIds: string[] }): Promise<{ deleted: string[]; refused: Refusal[] }> {
  assertPhotographer(actor)
  return db.transaction(async (tx) => {
    const rows = await lockOwnPhotos(tx, actor, photoIds)
    const held = new Set(rows.map(({ id }) => id))
    const deleted: string[] = []
    const refused = [...new Set(photoIds)].filter((id) => !held.has(id)).map((id) => refusal(id, 'notFound'))
    for (const photo of rows) {
      if (!drafts.includes(photo.status) || photo.publishedAt) {
        refused.push(refusal(photo.id, 'sheet.notADraft'))
        continue
      }
      await movePhoto(tx, photo, 'delete', actor, { deletedAt: new Date() })
      deleted.push(photo.id)
    }
    return { deleted, refused }
  })
}
