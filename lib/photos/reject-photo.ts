import { and, inArray, isNull } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '@/lib/errors'
import { photoRejected } from '@/lib/events'
import { emit } from '@/lib/outbox'
import { type RejectPhoto, rejectPhotoInput } from './inputs'
import { assertMayDecide, endReview } from './may-decide'
import { lockPhoto, movePhoto } from './move-photo'
import { assertStaff } from './policy'

const { rejectionReasons, reviews } = schema

/**
 * The photo goes back with all reasons at once, a box and a note if given. Throws `invalid` without a known reason, or for `other` without a note;
 * else as publishPhoto does. A reason that was retired is no longer known.
 */
export async function rejectPhoto(actor: Actor, input: RejectPhoto) {
  assertStaff(actor)
  const parsed = rejectPhotoInput.safeParse(input)
  if (!parsed.success)
    throw new AppError(
      'invalid',
      'badInput',
      {},
      Object.fromEntries(parsed.error.issues.map(({ path }) => [String(path[0] ?? ''), path[0] === 'reasons' ? 'ingest.reasonsMissing' : 'fieldInvalid'])),
    )
  const { photoId, box, note } = parsed.data
  const reasons = [...new Set(parsed.data.reasons)]
  if (reasons.includes('other') && !note) throw new AppError('invalid', 'badInput', {}, { note: 'ingest.noteMissing' })
  return db.transaction(async (tx) => {
    const photo = await lockPhoto(tx, photoId)
    await assertMayDecide(tx, actor, photo)
    if ((await tx.$count(rejectionReasons, and(inArray(rejectionReasons.code, reasons), isNull(rejectionReasons.retiredAt)))) !== reasons.length)
      throw new AppError('invalid', 'badInput', {}, { reasons: 'ingest.reasonsMissing' })
    const rejected = await movePhoto(tx, photo, 'reject', actor, {}, reasons.join(', '))
    const [review] = await tx
      .insert(reviews)
      .values({ photoId: photo.id, reviewerId: actor.userId, decision: 'rejected', reasons, box: box ?? null, note })
      .returning()
    if (!review) throw new Error('the review was not written')
    await endReview(tx, photo)
    await recordAudit(tx, actor, {
      action: 'photo.reject',
      subject: 'photo',
      id: photo.id,
      before: { status: photo.status },
      after: { status: rejected.status, reasons },
      reason: note || undefined,
    })
    await emit(tx, photoRejected, { photoId: photo.id, reviewId: review.id, isAppeal: photo.status === 'appealed' })
    return rejected
  })
}
