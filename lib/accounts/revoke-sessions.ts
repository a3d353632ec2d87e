import { db } from '@/db'
import type { Actor } from '@/lib/actor'
import { assertUser } from './policy'
import { forgetSessions, revokeSession, revokeSessions } from './sessions'

/** One of the person's own sessions has ended. Another's is left as it is, without a word. */
export async function endSession(actor: Actor, { sessionId }: { sessionId: string }) {
  assertUser(actor)
  await revokeSession(actor.userId, sessionId)
}

/** Every session of the person has ended, this one too. */
export async function endAllSessions(actor: Actor) {
  assertUser(actor)
  await revokeSessions(db, actor.userId)
  forgetSessions()
}
