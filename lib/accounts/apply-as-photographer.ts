import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import type { Actor, User } from '@/lib/actor'
import { assertNext, recordHistory } from '@/lib/audit/machine'
import { AppError } from '@/lib/errors'
import { writeNotice } from '@/lib/notices/write-notice'
import type { ApplyInput } from './inputs'
import { assertUser } from './policy'
import { handleFrom, photographerMachine } from './rules'

const { photographers, users, countries } = schema

/** The application waits for an admin; a refused one is replaced and waits again. Throws `conflict` while one waits or is approved. */
export async function applyAsPhotographer(actor: Actor, input: ApplyInput) {
  assertUser(actor)
  return db.transaction(async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.id, actor.userId)).for('update') // Two sent at once: the second sees the first.
    if (!user) throw new AppError('forbidden', 'signInFirst')
    const [country] = await tx.select().from(countries).where(eq(countries.code, input.countryCode))
    if (!country) throw new AppError('invalid', 'badInput', {}, { countryCode: 'fieldInvalid' })
    const [known] = await tx.select().from(photographers).where(eq(photographers.userId, user.id)).for('update')
    const photographer = known ? await applyAgain(tx, actor, known, input) : await applyFirst(tx, actor, input)
    await writeNotice(tx, {
      effectKey: `application-received:${photographer.id}:${photographer.updatedAt.getTime()}`,
      userId: user.id,
      to: user.email,
      locale: user.locale,
      template: 'application-received',
      data: { photographerId: photographer.id },
    })
    return photographer
  })
}

async function applyFirst(tx: Tx, actor: User, input: ApplyInput) {
  const wanted = handleFrom(input.displayName)
  const insert = (handle: string) =>
    tx
      .insert(photographers)
      .values({ ...input, userId: actor.userId, handle })
      .onConflictDoNothing({ target: photographers.handle })
      .returning()
  const [made] = await insert(wanted)
  const [photographer] = made ? [made] : await insert(`${wanted}-${randomBytes(2).toString('hex')}`)
  if (!photographer) throw new AppError('conflict', 'account.handleTaken')
  await recordHistory(tx, { subject: 'photographer', id: photographer.id, from: null, to: 'applied', event: 'apply', actor })
  return photographer
}

async function applyAgain(tx: Tx, actor: User, known: typeof photographers.$inferSelect, input: ApplyInput) {
  const status = assertNext(photographerMachine, known.status, 'apply_again')
  const [photographer] = await tx
    .update(photographers)
    .set({ ...input, status, decidedBy: null, decidedAt: null })
    .where(eq(photographers.id, known.id))
    .returning()
  if (!photographer) throw new Error('the application was not written')
  await recordHistory(tx, { subject: 'photographer', id: known.id, from: known.status, to: status, event: 'apply_again', actor })
  return photographer
}
