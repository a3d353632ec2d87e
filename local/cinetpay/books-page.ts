import type { Pool } from 'pg'
import { z } from 'zod'
import { inTransaction, type Merchant, type Notification, providerTime, type Transaction, type Transfer } from './books'
import { escaped } from './exchange'
import { layout } from './layout'
import { money } from './pay-page'
import { payoutBalance } from './transfers'

/** Everything the simulator knows, oldest first, so that a test can hold its books against the shop's. */
export async function readBooks(pool: Pool, merchant: Merchant) {
  const [transactions, notifications, transfers, contacts] = await Promise.all([
    pool.query<Transaction>('select * from transactions order by created_at, transaction_id'),
    pool.query<Notification>('select * from notifications order by id'),
    pool.query<Transfer>('select * from transfers order by created_at, client_transaction_id'),
    pool.query('select * from contacts order by prefix, phone'),
  ])
  const bySubject = new Map<string, Notification[]>()
  for (const notice of notifications.rows) bySubject.set(notice.subject, [...(bySubject.get(notice.subject) ?? []), notice])
  return {
    balance: await payoutBalance(pool, merchant),
    transactions: transactions.rows.map((row) => ({ ...row, notifications: bySubject.get(row.transaction_id) ?? [] })),
    transfers: transfers.rows.map((row) => ({ ...row, notifications: bySubject.get(row.client_transaction_id) ?? [] })),
    contacts: contacts.rows,
  }
}

const backdating = z.union([
  z.strictObject({ transaction_id: z.string(), paid_at: z.iso.datetime({ offset: true }) }),
  z.strictObject({ client_transaction_id: z.string(), validated_at: z.iso.datetime({ offset: true }) }),
])
export const backdateInput = z.union([backdating, z.array(backdating)]).transform((given) => [given].flat())

/** Each payment or transfer was decided at the time given; its other times keep their distance to that. The ids that do not exist come back. */
export async function backdate(pool: Pool, given: z.infer<typeof backdateInput>): Promise<string[]> {
  return inTransaction(pool, async (sql) => {
    const absent: string[] = []
    for (const one of given) {
      const [id, at] = 'transaction_id' in one ? [one.transaction_id, one.paid_at] : [one.client_transaction_id, one.validated_at]
      const moved =
        'transaction_id' in one
          ? await sql.query(
              `with shift as (select transaction_id as moved_id, $2::timestamptz - coalesce(decided_at, created_at) as by from transactions where transaction_id = $1),
               notes as (update notifications set due_at = due_at + by, sent_at = sent_at + by from shift where subject = moved_id and state <> 'queued')
               update transactions set created_at = created_at + by, decided_at = decided_at + by, visible_at = visible_at + by
               from shift where transaction_id = moved_id`,
              [id, at],
            )
          : await sql.query(
              `with shift as (select client_transaction_id as moved_id, $2::timestamptz - coalesce(validated_at, created_at) as by from transfers where client_transaction_id = $1),
               notes as (update notifications set due_at = due_at + by, sent_at = sent_at + by from shift where subject = moved_id and state <> 'queued')
               update transfers set created_at = created_at + by, validated_at = validated_at + by from shift where client_transaction_id = moved_id`,
              [id, at],
            )
      if (moved.rowCount === 0) absent.push(id)
    }
    return absent
  })
}

function table(head: string[], rows: (string | number | null)[][], none: string): string {
  if (rows.length === 0) return `<p>${none}</p>`
  const cells = (row: (string | number | null)[]) => row.map((cell) => `<td>${escaped(String(cell ?? ''))}</td>`).join('')
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(head.join(', '))}"><table><thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>`
}

const shownRows = 200

/** GET /: the books for a human, newest first, at most 200 payments; /_books has all. */
export async function booksPage(pool: Pool, merchant: Merchant): Promise<string> {
  const books = await readBooks(pool, merchant)
  const sent = (notices: Notification[]) =>
    notices.map(({ kind, state, attempts, last_status }) => `${kind} ${state} ×${attempts}${last_status === null ? '' : ` (${last_status})`}`).join(', ')
  const payments = books.transactions
    .toReversed()
    .slice(0, shownRows)
    .map((row) => [
      providerTime(row.created_at),
      row.transaction_id,
      money(row.amount, 'en'),
      row.status,
      row.code,
      row.payment_method,
      row.decided_at && providerTime(row.decided_at),
      sent(row.notifications),
    ])
  const transfers = books.transfers
    .toReversed()
    .slice(0, shownRows)
    .map((row) => [
      providerTime(row.created_at),
      row.client_transaction_id,
      `${row.prefix} ${row.phone}`,
      money(row.amount, 'en'),
      row.status,
      row.validated_at && providerTime(row.validated_at),
      sent(row.notifications),
    ])
  const accepted = books.transactions.filter((row) => row.status === 'ACCEPTED')
  return layout(
    'en',
    'CinetPay simulator: books',
    'CinetPay simulator: no money moves.',
    `<h1>Books</h1><p>${books.transactions.length} payments, ${accepted.length} accepted for ${money(
      accepted.reduce((sum, row) => sum + row.amount, 0),
      'en',
    )}.
${money(books.balance.available, 'en')} can be paid out. As JSON: <a href="/_books">/_books</a>, dials: <a href="/_dials">/_dials</a>.</p>
<h2>Payments, the newest ${shownRows}</h2>${table(['Created (UTC)', 'Transaction', 'Amount', 'Status', 'Code', 'Method', 'Decided', 'Notifications'], payments, 'No payment yet.')}
<h2>Transfers, the newest ${shownRows}</h2>${table(['Created (UTC)', 'Transfer', 'To', 'Amount', 'Status', 'Ended', 'Notifications'], transfers, 'No transfer yet.')}`,
    true,
  )
}
