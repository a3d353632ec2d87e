import { eq, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import { AppError } from '@/lib/errors'
import { takeToken } from './tokens'

const { users } = schema

/** The address is confirmed and its account may sign in. Throws `invalid` when the link is spent or older than 30 minutes. */
export async function verifyEmail({ token }: { token: string }) {
  await db.transaction(async (tx) => {
    const userId = await takeToken(tx, token, 'verify_email')
    if (!userId) throw new AppError('invalid', 'auth.linkSpent')
    await tx
      .update(users)
      .set({ emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, now())` })
      .where(eq(users.id, userId))
  })
}
