import { sql } from 'drizzle-orm'
import { bigint, bigserial, index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { locale, users } from './accounts'
import { createdAt, id, moment } from './columns'

export const historySubject = pgEnum('history_subject', ['order', 'payment', 'refund', 'revenue', 'payout', 'photo', 'photographer'])
export const noticeStatus = pgEnum('notice_status', ['pending', 'sent', 'failed'])

/** Every change of state, append-only: the last row of a subject is its state. */
export const histories = pgTable(
  'histories',
  {
    id: bigserial({ mode: 'bigint' }).primaryKey(), // Order of writing, where times are equal.
    subject: historySubject().notNull(),
    subjectId: uuid().notNull(),
    fromState: text(), // Null for the first.
    toState: text().notNull(),
    event: text().notNull(),
    actorId: uuid(), // Null: the system.
    cause: text(),
    createdAt: createdAt(),
  },
  (t) => [index('histories_by_subject').on(t.subjectId, t.id)], // getOrderTimeline
)

/** Every staff action, append-only. */
export const audit = pgTable(
  'audit',
  {
    id: id(),
    actorId: uuid()
      .notNull()
      .references(() => users.id),
    action: text().notNull(),
    subject: text().notNull(),
    subjectId: uuid().notNull(),
    before: jsonb(),
    after: jsonb(),
    reason: text(),
    createdAt: createdAt(),
  },
  (t) => [index('audit_newest').on(t.createdAt.desc()), index('audit_by_subject').on(t.subjectId, t.createdAt)], // the audit log's page and an item's own, by hand until they have one
)

/** Events written with the change that caused them; the relay sends each to Inngest with its id. */
export const outbox = pgTable(
  'outbox',
  { id: id(), name: text().notNull(), data: jsonb().$type<Record<string, unknown>>().notNull(), createdAt: createdAt(), sentAt: moment() },
  (t) => [index('outbox_unsent').on(t.createdAt).where(sql`sent_at is null`)], // takeUnsent
)

/** Mails and in-app notices. `effectKey` makes each happen once, whatever is retried. */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    effectKey: text().notNull(),
    userId: uuid().references(() => users.id),
    toAddress: text().notNull(),
    template: text().notNull(),
    locale: locale().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    status: noticeStatus().notNull().default('pending'),
    providerId: text(),
    attempts: integer().notNull().default(0),
    sentAt: moment(),
    readAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('notices_effect_once').on(t.effectKey),
    index('notices_unsent').on(t.createdAt).where(sql`status = 'pending'`), // sweepOwed
    index('notices_by_user').on(t.userId, t.createdAt.desc()), // a person's own list, by hand until it has a page
  ],
)

/** Points spent per key and window; rate-limiter-flexible's own shape, used where there is no Redis. */
export const rateLimits = pgTable('rate_limits', { key: text().primaryKey(), points: integer().notNull().default(0), expire: bigint({ mode: 'bigint' }) })
