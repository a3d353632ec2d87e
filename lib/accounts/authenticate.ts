import { and, eq, isNull } from 'drizzle-orm'
import { db, schema } from '@/db'
import { AppError } from '@/lib/errors'
import { evenly } from './evenly'
import { isPassword } from './passwords'
import { sendVerification } from './register-user'
import { isFresh } from './tokens'

const { users } = schema

/**
 * Whose address and password these are; null alike for an unknown address, a wrong password and a suspended account, in the same time.
 * Right but not yet confirmed: a fresh link is sent, and `forbidden` is thrown, which only who knows the password can see.
 */
export function authenticate({ email, password }: { email: string; password: string }): Promise<{ userId: string } | null> {
  return evenly(async () => {
    const [user] = await db
      .select()
      .from(users)
      .where(and(eq(users.email, email), isNull(users.deletedAt)))
    const right = await isPassword(user?.passwordHash ?? null, password)
    if (!user || !right || user.suspendedAt) return null
    if (user.emailVerifiedAt) return { userId: user.id }
    await db.transaction(async (tx) => {
      await tx.select({ id: users.id }).from(users).where(eq(users.id, user.id)).for('update')
      if (!(await isFresh(tx, user.id, 'verify_email'))) await sendVerification(tx, user)
    })
    throw new AppError('forbidden', 'auth.verifyFirst')
  })
}
