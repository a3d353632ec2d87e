import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { type Db, db, schema } from '@/db'
import { migrateDatabase } from '@/db/migrate'
import type { Actor, User } from '@/lib/actor'

/** Rows for database tests, straight into the tables. Each call makes new ones, so test files never disturb one another. */

const unique = () => randomBytes(6).toString('hex')

/** An empty database of a test file's own, for what counts or measures all there is: called before anything else touches one. Gives its name. */
export async function aDatabaseOfItsOwn() {
  const { DATABASE_OWNER_URL: owner = '', DATABASE_URL: app = '' } = process.env
  const name = `own_${unique()}`
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  const admin = new Client({ connectionString: owner })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  await migrateDatabase(at(owner), at(app))
  Object.assign(process.env, { DATABASE_URL: at(app), DATABASE_OWNER_URL: at(owner) })
  return name
}

type NewUser = Partial<typeof schema.users.$inferInsert>

/** A verified user and the actor who is that user. The password hash opens nothing. */
export async function aUser(values: NewUser = {}): Promise<{ user: typeof schema.users.$inferSelect; actor: User }> {
  const [user] = await db
    .insert(schema.users)
    .values({ email: `user-${unique()}@example.test`, name: 'Awa Traoré', passwordHash: 'none', emailVerifiedAt: new Date(), ...values })
    .returning()
  if (!user) throw new Error('no user was made')
  return { user, actor: actorOf(user) }
}

export const anAdmin = () => aUser({ role: 'admin', name: 'Rokia Sidibé' })
export const aModerator = () => aUser({ role: 'moderator', name: 'Kofi Mensah' })

const actorOf = (user: typeof schema.users.$inferSelect, photographerId: string | null = null): User => ({
  kind: 'user',
  userId: user.id,
  role: user.role,
  photographerId,
  sessionId: null,
  visitorId: null,
  locale: user.locale,
})

/** Somebody not signed in, with a cart of their own. */
export const aVisitor = (): Actor => ({
  kind: 'visitor',
  userId: null,
  role: 'visitor',
  photographerId: null,
  sessionId: null,
  visitorId: unique(),
  locale: 'fr',
})

/** An approved photographer and their actor. */
export async function aPhotographer(values: Partial<typeof schema.photographers.$inferInsert> = {}) {
  const { user } = await aUser({ name: 'Aïssata Koné' })
  const [photographer] = await db
    .insert(schema.photographers)
    .values({ userId: user.id, handle: `p-${unique()}`, displayName: 'Aïssata Koné', city: 'Bamako', countryCode: 'ML', status: 'approved', ...values })
    .returning()
  if (!photographer) throw new Error('no photographer was made')
  const life = ['applied', ...(photographer.status === 'applied' ? [] : [photographer.status])]
  await db.insert(schema.histories).values(
    life.map((state, index) => ({
      subject: 'photographer' as const,
      subjectId: photographer.id,
      fromState: life[index - 1] ?? null,
      toState: state,
      event: 'made_for_test',
    })),
  )
  return { user, photographer, actor: actorOf(user, photographer.id) }
}

/** A published photo with all its keys (the objects themselves are not stored), and its photographer unless one is given. */
export async function aPublishedPhoto(values: Partial<typeof schema.photos.$inferInsert> & { tags?: string[] } = {}) {
  const { tags = [], ...columns } = values
  const photographerId = columns.photographerId ?? (await aPhotographer()).photographer.id
  const [category] = await db.select().from(schema.categories).limit(1)
  const key = unique() + unique()
  const [photo] = await (db as Db)
    .insert(schema.photos)
    .values({
      slug: `photo-${unique()}`,
      photographerId,
      status: 'published',
      titleFr: 'Piments, étal du matin',
      titleEn: 'Chillies on a morning stall',
      categoryId: category?.id,
      city: 'Bamako',
      countryCode: 'ML',
      priceXof: 10_000,
      fileName: 'DSC_0001.jpg',
      mimeType: 'image/jpeg',
      sizeBytes: 4_000_000,
      uploadKey: `uploads/${key}`,
      sha256: key,
      widthPx: 4272,
      heightPx: 2848,
      orientation: 'landscape',
      originalKey: `originals/${key}`,
      deliveryKey: `delivery/${key}`,
      deliverySha256: key,
      deliveryBytes: 3_900_000,
      previewKey: `${key}.webp`,
      previewJpegKey: `${key}.jpg`,
      largeKey: `${key}-l.webp`,
      mediumKey: `${key}-m.webp`,
      smallKey: `${key}-s.webp`,
      submittedAt: new Date(),
      publishedAt: new Date(),
      ...columns,
    })
    .returning()
  if (!photo) throw new Error('no photo was made')
  const life = ['draft', 'uploaded', 'processing', 'ready', 'submitted', 'published']
  await db.insert(schema.histories).values(
    life.map((state, index) => ({
      subject: 'photo' as const,
      subjectId: photo.id,
      fromState: life[index - 1] ?? null,
      toState: state,
      event: 'made_for_test',
    })),
  )
  for (const [position, word] of tags.entries()) {
    const slug = `${word
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z0-9]+/g, '-')}`
    await db.insert(schema.tags).values({ slug, wordFr: word }).onConflictDoNothing()
    const tag = await db.query.tags.findFirst({ where: (t, { eq }) => eq(t.slug, slug) })
    if (tag) await db.insert(schema.photoTags).values({ photoId: photo.id, tagId: tag.id, position })
  }
  return photo
}
