import type { Client } from 'pg'
import type { PlannedPhoto } from './plan'

const DAY_MS = 86_400_000

/**
 * The demo happened over the last months and not just now: every row of an order, photo or payout lies `daysAgo` earlier, all by the same distance, so what was true between
 * them stays true. Done as the owner, the one role that may: append-only rows are guarded against everybody else. One transaction: all or nothing.
 */
export async function moveDates(
  owner: Client,
  cinetpayUrl: string,
  moves: { orders: { orderId: string; transactionId: string; daysAgo: number }[]; photos: PlannedPhoto[] },
) {
  await withoutGuards(owner, ['transfers', 'histories', 'webhook_notices', 'order_items', 'reviews'], async () => {
    for (const photo of moves.photos) await movePhoto(owner, photo)
    for (const order of moves.orders) await moveOrder(owner, order.orderId, order.daysAgo)
    await movePeople(owner)
    await renumberInvoices(owner)
    await owner.query("insert into settings (key, value) values ('demo_dates_moved', 'true')") // In the same transaction: never twice.
  })
  const { rows } = await owner.query<{ transaction_id: string; settled_at: Date }>(
    "select transaction_id, settled_at from payments where status = 'settled' and transaction_id = any($1)",
    [moves.orders.map(({ transactionId }) => transactionId)],
  )
  await backdateProvider(
    cinetpayUrl,
    rows.map((row) => ({ transaction_id: row.transaction_id, paid_at: row.settled_at.toISOString() })),
  )
}

const REFUSED_HOURS = 5 // Before it was corrected or appealed.
const REVIEWED_HOURS = 14
const KEPT_HOURS = 40 // From the upload to the day it was sent.

/** Each case was sent, refused, sent again and appealed so many hours ago, not all at once just now. One transaction, once. */
export async function moveCases(owner: Client, cases: { file: string; hoursAgo: number }[]) {
  if ((await owner.query("select 1 from settings where key = 'demo_cases_moved'")).rowCount) return
  await withoutGuards(owner, ['histories', 'reviews'], async () => {
    for (const { file, hoursAgo } of cases) {
      const ago = (hours: number) => `interval '1 hour' * ${hoursAgo + hours}`
      const photo = 'select id from photos where file_name = $1'
      await owner.query(
        `update histories h set created_at = h.created_at - case
           when h.to_state in ('submitted', 'appealed') and h.id = (select max(o.id) from histories o where o.subject_id = h.subject_id) then ${ago(0)}
           when h.to_state = 'rejected' then ${ago(REFUSED_HOURS)}
           when h.to_state = 'submitted' then ${ago(REFUSED_HOURS + REVIEWED_HOURS)}
           else ${ago(KEPT_HOURS)} end
         where h.subject_id in (${photo})`,
        [file],
      )
      await owner.query(`update reviews set created_at = created_at - ${ago(REFUSED_HOURS)} where photo_id in (${photo})`, [file])
      await owner.query(`update appeals set created_at = created_at - ${ago(0)} where photo_id in (${photo})`, [file])
      await owner.query(
        `update photos set created_at = created_at - ${ago(KEPT_HOURS)}, updated_at = updated_at - ${ago(0)}, submitted_at = submitted_at - ${ago(0)} where file_name = $1`,
        [file],
      )
    }
    await owner.query("insert into settings (key, value) values ('demo_cases_moved', 'true')")
  })
}

/** Photographers asked and were approved before their first photo. */
async function movePeople(owner: Client) {
  const joined = `(select g.id, g.user_id, min(p.created_at) - interval '20 days' as at from photographers g join photos p on p.photographer_id = g.id group by g.id) joined`
  await owner.query(`update users u set created_at = at - interval '1 hour' from ${joined} where u.id = joined.user_id`)
  await owner.query(`update photographers g set created_at = at, decided_at = at + interval '1 day' from ${joined} where g.id = joined.id`)
  await owner.query(
    `update histories h set created_at = at + case h.to_state when 'approved' then interval '1 day' else interval '0' end from ${joined} where h.subject_id = joined.id`,
  )
}

/** Whether the demo's dates lie back already. */
export const datesMoved = async (owner: Client) => (await owner.query("select 1 from settings where key = 'demo_dates_moved'")).rowCount === 1

/** What is released today was released when its thirty days were over. */
export async function dateReleases(owner: Client) {
  await withoutGuards(owner, ['transfers', 'histories'], async () => {
    await owner.query(
      `update transfers t set created_at = r.available_at from revenues r where t.source_id in (r.id, r.order_item_id) and t.reason in ('release', 'release_clawback')`,
    )
    await owner.query(
      `update histories h set created_at = r.available_at from revenues r where h.subject_id = r.id and h.to_state = 'available' and r.available_at < now()`,
    )
  })
}

/** One transaction in which the append-only tables let the owner through. */
export async function withoutGuards(owner: Client, tables: string[], work: () => Promise<void>) {
  await owner.query('begin')
  try {
    for (const table of tables) await owner.query(`alter table ${table} disable trigger user`)
    await work()
    for (const table of tables) await owner.query(`alter table ${table} enable trigger user`)
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

/** The provider's books say the same. */
export async function backdateProvider(cinetpayUrl: string, entries: Record<string, string>[]) {
  const answer = await fetch(`${cinetpayUrl}/_backdate`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(entries) })
  if (!answer.ok) throw new Error(`the simulator's books were not moved: ${answer.status} ${await answer.text()}`)
}

async function movePhoto(owner: Client, photo: PlannedPhoto) {
  const days = photo.fate === 'published' ? photo.publishedDaysAgo + 0.3 : 0.5
  const waitedHours = photo.fate === 'waiting' ? 0 : 3 + ((photo.priceXof / 500) % 25) // Nobody is reviewed within a second.
  const { rows } = await owner.query<{ id: string }>('select id from photos where file_name = $1', [photo.file])
  const ids = rows.map(({ id }) => id)
  const by = `interval '1 second' * ${Math.round((days * DAY_MS) / 1000)}`
  const before = `${by} - interval '1 hour' * ${waitedHours}`
  await owner.query(
    `update photos set created_at = created_at - ${before}, submitted_at = submitted_at - ${before}, published_at = published_at - ${by}, updated_at = updated_at - ${by} where id = any($1)`,
    [ids],
  )
  await owner.query(`update reviews set created_at = created_at - ${by} where photo_id = any($1)`, [ids])
  await owner.query(
    `update histories set created_at = case when to_state in ('published', 'rejected') then created_at - ${by} else created_at - ${before} end where subject_id = any($1)`,
    [ids],
  )
}

async function moveOrder(owner: Client, orderId: string, daysAgo: number) {
  const by = `interval '1 day' * ${daysAgo}`
  const shift = (table: string, columns: string[], where: string) =>
    owner.query(`update ${table} set ${columns.map((column) => `${column} = ${column} - ${by}`).join(', ')} where ${where}`, [orderId])
  const items = 'select id from order_items where order_id = $1'
  const payments = 'select id from payments where order_id = $1'
  const revenues = `select id from revenues where order_item_id in (${items})`
  await shift('transfers', ['created_at'], `source_id in (${items} union ${revenues})`)
  await shift('histories', ['created_at'], `subject_id in (select $1::uuid union ${payments} union ${revenues})`)
  await shift('webhook_notices', ['received_at'], `payment_id in (${payments})`)
  await shift('downloads', ['created_at', 'expires_at'], `order_item_id in (${items})`)
  await shift('revenues', ['paid_at', 'available_at', 'created_at', 'updated_at'], `order_item_id in (${items})`)
  await shift('payments', ['initiated_at', 'checked_at', 'settled_at', 'created_at', 'updated_at'], 'order_id = $1')
  await shift('invoices', ['issued_at'], 'order_id = $1')
  await shift('order_items', ['created_at'], 'order_id = $1')
  await shift('orders', ['created_at', 'paid_at', 'completed_at', 'expires_at', 'updated_at'], 'id = $1')
}

/** Numbers run without gaps in each year, by date; the papers are printed again with them. */
async function renumberInvoices(owner: Client) {
  await owner.query(`update invoices set year = extract(year from issued_at at time zone 'Africa/Abidjan'), number = -number, object_key = null`)
  await owner.query(
    `update invoices set number = given.number from (select id, row_number() over (partition by year order by issued_at, id) as number from invoices) as given where given.id = invoices.id`,
  )
  await owner.query('update invoice_counters set last = coalesce((select max(number) from invoices where invoices.year = invoice_counters.year), 0)')
  await owner.query(
    'insert into invoice_counters (year, last) select year, max(number) from invoices group by year on conflict (year) do update set last = excluded.last',
  )
}
