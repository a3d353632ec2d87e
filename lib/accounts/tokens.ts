import { createHash, createHmac } from 'node:crypto'
import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { schema, type Tx } from '@/db'
import { env } from '@/lib/env'

const { users, userTokens } = schema

export type TokenPurpose = (typeof schema.tokenPurpose.enumValues)[number]

/**
 * The 128 bits a mail carries for a token's row, made again from its id under our secret whenever the mail is tried: so the token itself is stored nowhere,
 * not even in a mail that waits to be sent.
 */
export const tokenOf = (tokenId: string) =>
  createHmac('sha256', env().AUTH_SECRET).update(`mail-token ${tokenId}`).digest().subarray(0, 16).toString('base64url')

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** A link for this purpose lives 30 minutes from now; older ones of the person are closed. Gives the row's id. */
export async function issueToken(tx: Tx, userId: string, purpose: TokenPurpose) {
  await tx
    .update(userTokens)
    .set({ usedAt: sql`now()` })
    .where(and(eq(userTokens.userId, userId), eq(userTokens.purpose, purpose), isNull(userTokens.usedAt)))
  const id = crypto.randomUUID()
  await tx.insert(userTokens).values({ id, userId, purpose, tokenHash: hashOf(tokenOf(id)), expiresAt: sql`now() + interval '30 minutes'` })
  return id
}

/** Whose token it is, and it is spent; null when it is unknown, spent or too old. Of two at once, one gets it. */
export async function takeToken(tx: Tx, token: string, purpose: TokenPurpose) {
  const holder = tx
    .select({ id: userTokens.userId })
    .from(userTokens)
    .where(eq(userTokens.tokenHash, hashOf(token)))
  await tx.select({ id: users.id }).from(users).where(inArray(users.id, holder)).for('update') // The person first, as where links are issued: neither waits for the other for ever.
  const [taken] = await tx
    .update(userTokens)
    .set({ usedAt: sql`now()` })
    .where(and(eq(userTokens.tokenHash, hashOf(token)), eq(userTokens.purpose, purpose), isNull(userTokens.usedAt), gt(userTokens.expiresAt, sql`now()`)))
    .returning({ userId: userTokens.userId })
  return taken?.userId ?? null
}

/** Whether a link of this purpose went out within the last minute: a second click, not a second wish. */
export async function isFresh(tx: Tx, userId: string, purpose: TokenPurpose) {
  const [live] = await tx
    .select({ id: userTokens.id })
    .from(userTokens)
    .where(
      and(
        eq(userTokens.userId, userId),
        eq(userTokens.purpose, purpose),
        isNull(userTokens.usedAt),
        gt(userTokens.createdAt, sql`now() - interval '1 minute'`),
      ),
    )
    .limit(1)
  return live !== undefined
}
