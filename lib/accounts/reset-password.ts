import { and, eq, isNull, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import { AppError } from '@/lib/errors'
import { writeNotice } from '@/lib/notices/write-notice'
import { evenly } from './evenly'
import { hashPassword } from './passwords'
import { forgetSessions, revokeSessions } from './sessions'
import { isFresh, issueToken, takeToken } from './tokens'

const { users } = schema

/** If the address has an account, a link to choose a new password goes there. The answer and its time are the same if not. */
export async function requestReset({ email }: { email: string }) {
  await evenly(() =>
    db.transaction(async (tx) => {
      const [user] = await tx
        .select()
        .from(users)
        .where(and(eq(users.email, email), isNull(users.deletedAt), isNull(users.suspendedAt)))
        .for('update')
      if (!user || (await isFresh(tx, user.id, 'reset_password'))) return
      const tokenId = await issueToken(tx, user.id, 'reset_password')
      await writeNotice(tx, {
        effectKey: `reset:${tokenId}`,
        userId: user.id,
        to: user.email,
        locale: user.locale,
        template: 'reset-password',
        data: { tokenId },
      })
    }),
  )
}

/** The password is the new one, the address is confirmed (the mail was read), every session has ended. Throws `invalid` when the link is spent or older than 30 minutes. */
export async function resetPassword({ token, password }: { token: string; password: string }): Promise<{ email: string }> {
  const passwordHash = await hashPassword(password)
  const email = await db.transaction(async (tx) => {
    const userId = await takeToken(tx, token, 'reset_password')
    if (!userId) throw new AppError('invalid', 'auth.linkSpent')
    const [user] = await tx
      .update(users)
      .set({ passwordHash, emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, now())` })
      .where(eq(users.id, userId))
      .returning()
    if (!user) throw new Error('a token without its user')
    await revokeSessions(tx, userId)
    await writeNotice(tx, {
      effectKey: `password-changed:${crypto.randomUUID()}`,
      userId,
      to: user.email,
      locale: user.locale,
      template: 'password-changed',
      data: {},
    })
    return user.email
  })
  forgetSessions()
  return { email }
}
