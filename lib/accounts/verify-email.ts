import { eq, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import { AppError } from '@/lib/errors'
import { isPassword } from './passwords'
import { takeToken } from './tokens'

const { users } = schema

/**
 * The address is confirmed and its account may sign in. Who reads the mail must also know the password they confirm: anybody can register an address
 * that is not theirs, with a password of their own. Throws `invalid` for another password (the link stays good), and when the link is spent or older than 30 minutes.
 */
export async function verifyEmail({ token, password }: { token: string; password: string }): Promise<{ email: string }> {
  return db.transaction(async (tx) => {
    const userId = await takeToken(tx, token, 'verify_email')
    if (!userId) throw new AppError('invalid', 'auth.linkSpent')
    const [user] = await tx.select().from(users).where(eq(users.id, userId))
    if (!user) throw new Error('a token without its user')
    if (!(await isPassword(user.passwordHash, password))) throw new AppError('invalid', 'badInput', {}, { password: 'auth.notThatPassword' })
    await tx
      .update(users)
      .set({ emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, now())` })
      .where(eq(users.id, userId))
    return { email: user.email }
  })
}
