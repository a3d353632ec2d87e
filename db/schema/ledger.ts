import { sql } from 'drizzle-orm'
import { check, index, integer, pgEnum, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { photographers, users } from './accounts'
import { createdAt, id, moment, updatedAt } from './columns'
import { orderItems } from './sales'

export const transferReason = pgEnum('transfer_reason', [
  'sale',
  'commission',
  'release',
  'release_clawback',
  'payout_reserve',
  'payout_paid',
  'payout_returned',
  'provider_fee',
  'refund_share',
  'refund_clawback',
  'refund_commission',
  'owed',
  'owed_returned',
])
export const revenueStatus = pgEnum('revenue_status', ['held', 'available', 'reserved', 'paid_out', 'reversed'])
export const payoutStatus = pgEnum('payout_status', ['requested', 'cancelled', 'rejected', 'approved', 'submitted', 'confirmed', 'failed', 'unknown'])

/** Money that moved. Rows are only ever added: a mistake is put right by a second row. */
export const transfers = pgTable(
  'transfers',
  {
    id: id(),
    fromAccount: text().notNull(), // 'provider'
    toAccount: text().notNull(), // 'photographer:<id>:held'
    amountXof: integer().notNull(),
    reason: transferReason().notNull(),
    sourceId: uuid().notNull(), // The order item, revenue, payout, refund or payment that caused it.
    createdAt: createdAt(),
  },
  (t) => [
    check('transfers_amount_positive', sql`${t.amountXof} > 0`),
    check('transfers_two_accounts', sql`${t.fromAccount} <> ${t.toAccount}`),
    check(
      'transfers_known_accounts',
      sql`${t.fromAccount} ~ '^(provider|platform:(commission|fees)|photographer:[0-9a-f-]{36}:(held|available|reserved|clawback)|buyer:[0-9a-f-]{36}:owed)$' and ${t.toAccount} ~ '^(provider|platform:(commission|fees)|photographer:[0-9a-f-]{36}:(held|available|reserved|clawback)|buyer:[0-9a-f-]{36}:owed)$'`,
    ),
    unique('transfers_happen_once').on(t.sourceId, t.reason),
    index('transfers_from').on(t.fromAccount, t.createdAt), // balanceOf
    index('transfers_to').on(t.toAccount, t.createdAt), // balanceOf
  ],
)

export const payouts = pgTable(
  'payouts',
  {
    id: id(),
    photographerId: uuid()
      .notNull()
      .references(() => photographers.id),
    status: payoutStatus().notNull().default('requested'),
    amountXof: integer().notNull(),
    prefix: text().notNull(),
    phone: text().notNull(),
    holder: text().notNull(),
    clientTransactionId: text(),
    reference: text(),
    approvedBy: uuid().references(() => users.id),
    approvedAt: moment(),
    confirmedAt: moment(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex('payouts_open_once').on(t.photographerId).where(sql`status in ('requested', 'approved', 'submitted', 'unknown')`), // requestPayout
    uniqueIndex('payouts_client_transaction_once').on(t.clientTransactionId), // checkPayout
    index('payouts_by_photographer').on(t.photographerId, t.createdAt.desc()), // listPayouts
    index('payouts_by_status').on(t.status, t.createdAt), // listAllPayouts
    check('payouts_amount', sql`${t.amountXof} >= 2000`),
  ],
)

/** The photographer's share of one sold item, and how far it has come: held, available, paid. */
export const revenues = pgTable(
  'revenues',
  {
    id: id(),
    orderItemId: uuid()
      .notNull()
      .references(() => orderItems.id),
    photographerId: uuid()
      .notNull()
      .references(() => photographers.id),
    status: revenueStatus().notNull().default('held'),
    amountXof: integer().notNull(),
    paidAt: moment().notNull(), // When the buyer paid.
    availableAt: moment().notNull(), // Thirty days later.
    payoutId: uuid().references(() => payouts.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('revenues_item_once').on(t.orderItemId),
    index('revenues_by_photographer').on(t.photographerId, t.status, t.availableAt), // earningsOf
    index('revenues_due').on(t.availableAt).where(sql`status = 'held'`), // releaseRevenues
    index('revenues_by_payout').on(t.payoutId), // bookPaid
    check('revenues_amount', sql`${t.amountXof} > 0`),
    check('revenues_hold', sql`${t.availableAt} >= ${t.paidAt} + interval '30 days'`),
  ],
)
