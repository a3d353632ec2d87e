import { readFileSync } from 'node:fs'
import { eq, sql } from 'drizzle-orm'
import type { Client } from 'pg'
import { db, schema } from '@/db'
import { applyAsPhotographer } from '@/lib/accounts/apply-as-photographer'
import { decideApplication } from '@/lib/accounts/decide-application'
import { registerUser } from '@/lib/accounts/register-user'
import { saveProfile } from '@/lib/accounts/save-profile'
import { verifyEmail } from '@/lib/accounts/verify-email'
import type { Actor, User } from '@/lib/actor'
import { buyers, DEMO_PASSWORD, photographers, staff } from './people'
import { until } from './until'

const visitor: Actor = { kind: 'visitor', userId: null, role: 'visitor', photographerId: null, sessionId: null, visitorId: null, locale: 'fr' }

/** Everybody is registered, confirmed by the link in their mail, and approved where they sell. Gives their actors by address. */
export async function loadPeople(owner: Client, mailboxUrl: string): Promise<Map<string, User>> {
  for (const person of [...staff, ...buyers, ...photographers]) {
    const known = await db.query.users.findFirst({ where: eq(schema.users.email, person.email) })
    if (!known?.emailVerifiedAt) await register(person, mailboxUrl)
  }
  // The first admin of any installation is made by the owner of the database: no door gives that role.
  for (const { email, role } of staff) await owner.query('update users set role = $2 where email = $1 and role <> $2', [email, role])

  const actors = new Map<string, User>()
  for (const { email } of [...staff, ...buyers]) actors.set(email, await actorOf(email))
  const admin = actors.get('admin@pouire.test')
  if (!admin) throw new Error('no admin')
  for (const person of photographers) {
    const applicant = await actorOf(person.email)
    if (!applicant.photographerId) {
      const application =
        (await db.query.photographers.findFirst({ where: eq(schema.photographers.userId, applicant.userId) })) ??
        (await applyAsPhotographer(applicant, {
          displayName: person.name,
          city: person.city,
          countryCode: person.countryCode,
          portfolioUrl: null,
          motivation: person.bioFr,
        }))
      await decideApplication(admin, { photographerId: application.id, approve: true })
    }
    actors.set(person.email, await actorOf(person.email))
    // The payout number's form is yet to come; the demo writes what it would.
    await db
      .update(schema.photographers)
      .set({
        payoutPrefix: person.prefix,
        payoutPhone: person.phone,
        payoutHolder: person.name,
        featured: person.email === 'aissata@pouire.test',
      })
      .where(eq(schema.photographers.userId, applicant.userId))
  }
  return actors
}

/** Each photographer's page has its words, and its cover where that photo is on sale. */
export async function loadProfiles(actors: Map<string, User>) {
  for (const { email, bioFr, bioEn, city, countryCode, cover, site } of photographers) {
    const actor = actors.get(email)
    if (!actor?.photographerId) throw new Error(`no photographer ${email}`)
    const photo = await db.query.photos.findFirst({
      where: sql`file_name = ${cover ?? ''} and photographer_id = ${actor.photographerId} and status = 'published'`,
    })
    await saveProfile(actor, { bioFr, bioEn, city, countryCode, coverPhotoId: photo?.id ?? null, portfolioUrl: site ?? null })
  }
}

async function register({ email, name }: { email: string; name: string }, mailboxUrl: string) {
  await registerUser(visitor, { email, name, password: DEMO_PASSWORD })
  const token = await until(`the confirmation mail to ${email}`, async () => {
    const mails = (await (await fetch(`${mailboxUrl}/api/mails?to=${encodeURIComponent(email)}`)).json()) as { text: string }[]
    return mails.map(({ text }) => /[?&]token=([\w-]+)/.exec(text)?.[1]).find(Boolean)
  })
  await verifyEmail({ token, password: DEMO_PASSWORD })
}

async function actorOf(email: string): Promise<User> {
  const user = await db.query.users.findFirst({ where: eq(schema.users.email, email) })
  if (!user) throw new Error(`${email} was not registered`)
  const photographer = await db.query.photographers.findFirst({ where: sql`user_id = ${user.id} and status = 'approved'` })
  return { kind: 'user', userId: user.id, role: user.role, photographerId: photographer?.id ?? null, sessionId: null, visitorId: null, locale: user.locale }
}

/** Tags have their English word too. */
export async function translateTags(owner: Client) {
  const words = JSON.parse(readFileSync(new URL('./words-en.json', import.meta.url), 'utf8')) as Record<string, string>
  await owner.query(
    'update tags set word_en = given.en from (select key as fr, value as en from json_each_text($1)) as given where word_fr = given.fr and word_en is null',
    [JSON.stringify(words)],
  )
  // Vectors are made from tag words: fill them again.
  await owner.query('update photos set search_vector = null where id in (select photo_id from photo_tags)')
}
