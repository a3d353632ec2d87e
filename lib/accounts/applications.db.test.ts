import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { aModerator, anAdmin, aPhotographer, aUser, aVisitor } from '@/lib/testing'
import { applyAsPhotographer } from './apply-as-photographer'
import { decideApplication } from './decide-application'
import { findOwnApplication, listApplications } from './queries'
import { findSession, openSession } from './sessions'
import { noticesOf } from './testing'

const application = { displayName: 'Kofi Mensah', city: 'Kumasi', countryCode: 'GH', portfolioUrl: null, motivation: 'Dix ans de rues et de marchés.' }

test('an approved application opens the studio from the next request, leaves an audit row and a mail', async () => {
  const [{ user, actor }, admin] = [await aUser(), await anAdmin()]
  const session = await openSession(user.id, { userAgent: null, ip: null })
  expect(await findSession(session)).toMatchObject({ photographerId: null })
  const { id } = await applyAsPhotographer(actor, application)
  expect((await listApplications(admin.actor)).map((row) => row.id)).toContain(id)
  await decideApplication(admin.actor, { photographerId: id, approve: true })
  expect(await findSession(session)).toMatchObject({ photographerId: id })
  const audit = await db.select().from(schema.audit).where(eq(schema.audit.subjectId, id))
  expect(audit.map((row) => [row.actorId, row.action])).toEqual([[admin.user.id, 'application.approve']])
  expect((await noticesOf(user.id)).map((notice) => notice.template).sort()).toEqual(['application-approved', 'application-received'])
})

test('two admins deciding at once: one decision, one mail', async () => {
  const [{ user, actor }, one, two] = [await aUser(), await anAdmin(), await anAdmin()]
  const { id } = await applyAsPhotographer(actor, application)
  const results = await Promise.allSettled([
    decideApplication(one.actor, { photographerId: id, approve: true }),
    decideApplication(two.actor, { photographerId: id, approve: false }),
  ])
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  expect((await noticesOf(user.id)).filter((notice) => notice.template !== 'application-received')).toHaveLength(1)
})

test('neither a moderator, nor a buyer, nor the applicant decides', async () => {
  const [moderator, buyer, admin] = [await aModerator(), await aUser(), await anAdmin()]
  const { id } = await applyAsPhotographer(admin.actor, application)
  for (const { actor } of [moderator, buyer, admin])
    await expect(decideApplication(actor, { photographerId: id, approve: true })).rejects.toMatchObject({ code: 'not_found' })
  await expect(listApplications(moderator.actor)).rejects.toMatchObject({ code: 'not_found' })
  expect(await findOwnApplication(admin.actor)).toMatchObject({ status: 'applied' })
})

test('a refused application may be sent again; one that waits or was approved may not', async () => {
  const [{ actor }, admin, photographer] = [await aUser(), await anAdmin(), await aPhotographer()]
  const { id } = await applyAsPhotographer(actor, application)
  await expect(applyAsPhotographer(actor, application)).rejects.toMatchObject({ code: 'conflict' })
  await decideApplication(admin.actor, { photographerId: id, approve: false })
  expect(await applyAsPhotographer(actor, { ...application, city: 'Accra' })).toMatchObject({ id, status: 'applied', city: 'Accra' })
  await expect(applyAsPhotographer(photographer.actor, application)).rejects.toMatchObject({ code: 'conflict' })
  await expect(applyAsPhotographer(aVisitor(), application)).rejects.toMatchObject({ code: 'forbidden' })
})

test('one person applying twice at once applies once; two of one name have two handles', async () => {
  const [{ actor }, other] = [await aUser(), await aUser()]
  const results = await Promise.allSettled([applyAsPhotographer(actor, application), applyAsPhotographer(actor, application)])
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  const theirs = await applyAsPhotographer(other.actor, application)
  const own = await findOwnApplication(actor)
  expect(theirs.handle).not.toBe(own?.handle)
  expect(theirs.handle).toMatch(/^kofi-mensah/)
})

test('a country that is not on the list is refused beside its field', async () => {
  const { actor } = await aUser()
  await expect(applyAsPhotographer(actor, { ...application, countryCode: 'XX' })).rejects.toMatchObject({
    code: 'invalid',
    fields: { countryCode: 'fieldInvalid' },
  })
})
