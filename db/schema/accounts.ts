import { sql } from 'drizzle-orm'
import { boolean, check, customType, index, inet, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, updatedAt } from './columns'

const citext = customType<{ data: string }>({ dataType: () => 'citext' })

export const locale = pgEnum('locale', ['fr', 'en'])
export const userRole = pgEnum('user_role', ['member', 'moderator', 'admin'])
export const photographerStatus = pgEnum('photographer_status', ['applied', 'approved', 'rejected'])
export const tokenPurpose = pgEnum('token_purpose', ['verify_email', 'reset_password'])

/** People. A photographer is a user with an approved row in `photographers`. */
export const users = pgTable(
  'users',
  {
    id: id(),
    email: citext().notNull(),
    name: text().notNull(),
    passwordHash: text().notNull(),
    role: userRole().notNull().default('member'),
    locale: locale().notNull().default('fr'),
    emailVerifiedAt: moment(),
    suspendedAt: moment(),
    deletedAt: moment(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex('users_email_once').on(t.email).where(sql`deleted_at is null`), // authenticate
    check('users_email_shape', sql`${t.email} ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(${t.email}) <= 254`),
    check('users_name_length', sql`length(${t.name}) between 1 and 100`),
  ],
)

/** One row a sign-in: the truth about whether a session lives. The cookie only names it. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    userAgent: text(),
    ip: inet(),
    createdAt: createdAt(),
    seenAt: createdAt(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
  },
  (t) => [index('sessions_by_user').on(t.userId)], // revokeSessions
)

/** Links sent by mail. Only the SHA-256 of the token is kept; used once, 30 minutes. */
export const userTokens = pgTable(
  'user_tokens',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    purpose: tokenPurpose().notNull(),
    tokenHash: text().notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('user_tokens_hash_once').on(t.tokenHash), // takeToken
    index('user_tokens_by_user').on(t.userId, t.purpose), // issueToken: older ones are closed
  ],
)

/** An application to sell, and after approval the public portfolio. */
export const photographers = pgTable(
  'photographers',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    handle: citext().notNull(),
    displayName: text().notNull(),
    bioFr: text().notNull().default(''),
    bioEn: text().notNull().default(''),
    city: text().notNull(),
    countryCode: text().notNull(),
    portfolioUrl: text(),
    motivation: text().notNull().default(''),
    status: photographerStatus().notNull().default('applied'),
    decidedBy: uuid().references(() => users.id),
    decidedAt: moment(),
    coverPhotoId: uuid(), // A photo of theirs; the migration holds the reference, since photos refer back.
    payoutPrefix: text(),
    payoutPhone: text(),
    payoutHolder: text(),
    featured: boolean().notNull().default(false),
    deletedAt: moment(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex('photographers_user_once').on(t.userId), // findOwnApplication
    uniqueIndex('photographers_handle_once').on(t.handle), // getPhotographerPage
    index('photographers_by_status').on(t.status, t.createdAt), // listApplications
    check('photographers_country', sql`${t.countryCode} ~ '^[A-Z]{2}$'`),
    check('photographers_handle_shape', sql`${t.handle} ~ '^[a-z0-9](-?[a-z0-9])+$' and length(${t.handle}) <= 40`),
  ],
)
