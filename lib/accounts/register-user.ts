import { and, eq, isNull } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { writeNotice } from '@/lib/notices/write-notice'
import { evenly } from './evenly'
import type { RegisterInput } from './inputs'
import { hashPassword } from './passwords'
import { isFresh, issueToken } from './tokens'

const { users } = schema
type User = typeof users.$inferSelect

/**
 * There is one account under this address, and a mail on its way there: the link that confirms it, or word that it is taken. The answer and its time are the same.
 * Until an address is confirmed the last registration counts, so whoever mistyped a password just registers again; a stranger's comes to nothing, as
 * `verifyEmail` asks for the password, and a reset puts the reader's own in its place.
 */
export async function registerUser(actor: Actor, input: RegisterInput) {
  await evenly(async () => {
    const passwordHash = await hashPassword(input.password)
    await db.transaction(async (tx) => {
      const [made] = await tx
        .insert(users)
        .values({ email: input.email, name: input.name, passwordHash, locale: actor.locale })
        .onConflictDoNothing()
        .returning()
      if (made) return sendVerification(tx, made, input.next)
      const [known] = await tx
        .select()
        .from(users)
        .where(and(eq(users.email, input.email), isNull(users.deletedAt)))
        .for('update')
      if (!known || known.suspendedAt) return
      if (known.emailVerifiedAt) return sendAlreadyRegistered(tx, known)
      if (await isFresh(tx, known.id, 'verify_email')) return
      await tx.update(users).set({ name: input.name, passwordHash, locale: actor.locale }).where(eq(users.id, known.id))
      await sendVerification(tx, { ...known, locale: actor.locale }, input.next)
    })
  })
}

/** The link that confirms an address goes there. */
export async function sendVerification(tx: Tx, user: Pick<User, 'id' | 'email' | 'locale'>, next?: string) {
  const tokenId = await issueToken(tx, user.id, 'verify_email')
  await writeNotice(tx, {
    effectKey: `verify:${tokenId}`,
    userId: user.id,
    to: user.email,
    locale: user.locale,
    template: 'verify-email',
    data: { tokenId, next },
  })
}

async function sendAlreadyRegistered(tx: Tx, user: User) {
  const hour = Math.floor(Date.now() / 3_600_000) // One an hour, however often somebody tries.
  await writeNotice(tx, {
    effectKey: `known:${user.id}:${hour}`,
    userId: user.id,
    to: user.email,
    locale: user.locale,
    template: 'already-registered',
    data: {},
  })
}
