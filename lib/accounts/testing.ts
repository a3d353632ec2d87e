import { and, desc, eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { TokenPurpose } from './tokens'
import { tokenOf } from './tokens'

/** The token that the newest link of this purpose carries, as its mail would. */
export async function newestToken(userId: string, purpose: TokenPurpose) {
  const [row] = await db
    .select({ id: schema.userTokens.id })
    .from(schema.userTokens)
    .where(and(eq(schema.userTokens.userId, userId), eq(schema.userTokens.purpose, purpose)))
    .orderBy(desc(schema.userTokens.createdAt))
    .limit(1)
  if (!row) throw new Error(`no ${purpose} token was issued`)
  return tokenOf(row.id)
}

export const noticesOf = (userId: string) => db.select().from(schema.notices).where(eq(schema.notices.userId, userId))
