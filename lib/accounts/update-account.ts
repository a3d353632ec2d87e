import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor, Locale } from '@/lib/actor'
import { assertUser } from './policy'
import { forgetSessions } from './sessions'

/** The person's name and the language of their mails are these. */
export async function updateAccount(actor: Actor, { name, locale }: { name: string; locale: Locale }) {
  assertUser(actor)
  await db.update(schema.users).set({ name, locale }).where(eq(schema.users.id, actor.userId))
  forgetSessions()
}
