import { and, eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { asId } from '@/lib/id'
import { assertStaff } from './policy'

const { reviewLocks } = schema

/** This reviewer looks at the photo no more; somebody else's lock stays. Safe to repeat. Throws `not_found` for anybody but staff. */
export async function releaseLock(actor: Actor, { photoId }: { photoId: string }) {
  assertStaff(actor)
  await db.delete(reviewLocks).where(and(eq(reviewLocks.photoId, asId(photoId)), eq(reviewLocks.reviewerId, actor.userId)))
}
