import { db } from '@/db'
import type { Actor } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '@/lib/errors'
import { lockOwnPhoto } from './move-photo'
import { assertPhotographer } from './policy'
import { listReleaseIds, lockReleases, setReleases } from './releases'
import { editable } from './rules'
import { releaseFault } from './save-photo'

/** The photo has these releases of its photographer, and no others. Throws `conflict` while it is under review; `invalid` for somebody else's, or when a photo on sale would lose the last it needs, or a sold one any. */
export async function attachReleases(actor: Actor, { photoId, releaseIds }: { photoId: string; releaseIds: string[] }) {
  assertPhotographer(actor)
  await db.transaction(async (tx) => {
    const photo = await lockOwnPhoto(tx, actor, photoId)
    if (!editable.includes(photo.status)) throw new AppError('conflict', 'wrongState', { state: photo.status, event: 'save' })
    const held = await lockReleases(tx, actor.photographerId, releaseIds)
    const fault = await releaseFault(tx, photo, photo, held)
    if (Object.keys(fault).length) throw new AppError('invalid', 'badInput', {}, fault)
    const before = await listReleaseIds(tx, photo.id)
    await setReleases(tx, photo.id, held)
    if (photo.publishedAt)
      await recordAudit(tx, actor, {
        action: 'photo.releases',
        subject: 'photo',
        id: photo.id,
        before: { releaseIds: before },
        after: { releaseIds: held.map(({ id }) => id) },
      })
  })
}
