import { type SQL, sql } from 'drizzle-orm'
import { photographerMachine } from '@/lib/accounts/rules'
import type { Machine } from '@/lib/audit/machine'
import { revenueMachine } from '@/lib/ledger/rules'
import { orderMachine } from '@/lib/orders/rules'
import { paymentMachine } from '@/lib/payments/rules'
import { payoutMachine } from '@/lib/payouts/rules'
import { photoMachine } from '@/lib/photos/rules'

/** What is wrong with which row. */
export type Fault = { subject: string; fault: string }
export type Invariant = { number: number; name: string; query: SQL }

/** Every balance, with whose it is where it is a person's. */
const balances = sql`
  select account, split_part(account, ':', 2) as owner, split_part(account, ':', 3) as kind, sum(amount) as balance from (
    select to_account as account, amount_xof as amount from transfers
    union all select from_account, -amount_xof from transfers
  ) moves group by account`

const refunded = (itemId: SQL) => sql`exists (select from refunds r where r.order_item_id = ${itemId} and r.status in ('confirmed', 'recorded'))`

/** Each step the tables allow, as rows (subject, event, from, to). A first state comes from nothing. */
const steps = () => {
  const of = (subject: string, machine: Machine<string, string>) =>
    Object.values(machine).flatMap(({ from, to }) => from.map((state) => sql`(${subject}, ${state}, ${to})`))
  return sql.join(
    [
      ...of('order', orderMachine),
      ...of('payment', paymentMachine),
      ...of('revenue', revenueMachine),
      ...of('payout', payoutMachine),
      ...of('photo', photoMachine),
      ...of('photographer', photographerMachine),
    ],
    sql`, `,
  )
}

/** Section 5 of the money rules: each of these queries returns no rows. 8 and 11 ask other services and stand in check-books.ts. */
export const invariants = (): Invariant[] => [
  {
    number: 1,
    name: 'sale and commission of an item sum to its price less its discount; no account has the wrong sign',
    query: sql`
      select t.source_id::text as subject, 'moved ' || sum(t.amount_xof) || ' for ' || (i.price_xof - i.discount_xof) as fault
      from transfers t left join order_items i on i.id = t.source_id where t.reason in ('sale', 'commission')
      group by t.source_id, i.price_xof, i.discount_xof having sum(t.amount_xof) is distinct from (i.price_xof - i.discount_xof)::bigint
      union all
      select i.id::text, 'sold without transfers' from order_items i join orders o on o.id = i.order_id and o.paid_at is not null
      where not exists (select from transfers t where t.source_id = i.id and t.reason = 'sale')
      union all
      select account, 'balance ' || balance from (${balances}) b
      where (kind in ('held', 'available', 'reserved') and balance < 0) or (kind = 'clawback' and balance > 0)`,
  },
  {
    number: 2,
    name: 'reserved is the sum of open payouts, per photographer',
    query: sql`
      select coalesce(b.owner, p.owner) as subject, 'reserved ' || coalesce(b.balance, 0) || ', open payouts ' || coalesce(p.amount, 0) as fault
      from (select owner, balance from (${balances}) a where kind = 'reserved') b
      full join (select photographer_id::text as owner, sum(amount_xof) as amount from payouts where status in ('requested', 'approved', 'submitted', 'unknown') group by 1) p on p.owner = b.owner
      where coalesce(b.balance, 0) <> coalesce(p.amount, 0)`,
  },
  {
    number: 3,
    name: 'an order is paid if and only if it has one settled payment of its amount; its total is the sum of its items',
    query: sql`
      select o.id::text as subject, 'status ' || o.status || ', settled ' || count(p.id) as fault from orders o
      left join payments p on p.order_id = o.id and p.status = 'settled' and p.amount_xof = o.total_xof and p.currency = o.currency
      group by o.id having count(p.id) <> (case when o.paid_at is null then 0 else 1 end)
        or (o.paid_at is not null) <> (o.status in ('paid', 'completed', 'partly_refunded') or (o.status = 'refunded' and count(p.id) = 1))
      union all
      select p.order_id::text, 'settled with ' || p.amount_xof || ' ' || p.currency from payments p join orders o on o.id = p.order_id
      where p.status = 'settled' and (p.amount_xof, p.currency) is distinct from (o.total_xof, o.currency)
      union all
      select o.id::text, 'total ' || o.total_xof || ', items ' || coalesce(sum(i.price_xof - i.discount_xof), 0) from orders o
      left join order_items i on i.order_id = o.id group by o.id having o.total_xof is distinct from sum(i.price_xof - i.discount_xof)`,
  },
  {
    number: 4,
    name: 'one revenue for each item of a paid order, none otherwise',
    query: sql`
      select i.id::text as subject, count(r.id) || ' revenues of ' || coalesce(max(r.amount_xof), 0) || ', share ' || i.share_xof as fault
      from order_items i join orders o on o.id = i.order_id left join revenues r on r.order_item_id = i.id
      group by i.id, o.paid_at having count(r.id) <> (case when o.paid_at is null then 0 else 1 end)
        or bool_or(r.amount_xof <> i.share_xof or r.photographer_id <> i.photographer_id)`,
  },
  {
    number: 5,
    name: 'nothing is available before thirty days; a revenue is in at most one live payout',
    query: sql`
      select r.id::text as subject, 'is ' || r.status || ', paid at ' || o.paid_at as fault from revenues r
      join order_items i on i.id = r.order_item_id join orders o on o.id = i.order_id
      where r.status in ('available', 'reserved', 'paid_out') and greatest(r.available_at, o.paid_at + interval '30 days') > now()
      union all
      select r.id::text, 'is ' || r.status || ', payout ' || coalesce(p.status::text, 'none') from revenues r left join payouts p on p.id = r.payout_id
      where (r.status = 'reserved' and coalesce(p.status in ('requested', 'approved', 'submitted', 'unknown'), false) is false)
        or (r.status = 'paid_out' and p.status is distinct from 'confirmed')
        or (r.status in ('held', 'available') and r.payout_id is not null)
      union all
      select r.payout_id::text, 'carries revenues of two photographers' from revenues r join payouts p on p.id = r.payout_id where p.photographer_id <> r.photographer_id`,
  },
  {
    number: 6,
    name: 'paid out, held, available, reserved and clawback are a photographer’s share of paid, unrefunded items',
    query: sql`
      select coalesce(m.owner, s.owner) as subject, 'ledger ' || coalesce(m.total, 0) || ', shares ' || coalesce(s.total, 0) as fault
      from (
        select owner, sum(balance) as total from (
          select owner, balance from (${balances}) b where kind in ('held', 'available', 'reserved', 'clawback')
          union all select split_part(from_account, ':', 2), amount_xof from transfers where reason = 'payout_paid'
        ) a group by owner
      ) m
      full join (
        select i.photographer_id::text as owner, sum(i.share_xof) as total from order_items i join orders o on o.id = i.order_id
        where o.paid_at is not null and not ${refunded(sql`i.id`)} group by 1
      ) s on s.owner = m.owner
      where coalesce(m.total, 0) <> coalesce(s.total, 0)`,
  },
  {
    number: 7,
    name: 'refunds never exceed what was paid, per item and per payment',
    query: sql`
      select coalesce(r.order_item_id, r.payment_id)::text as subject, 'refunds ' || sum(r.amount_xof) as fault from refunds r
      left join order_items i on i.id = r.order_item_id left join orders o on o.id = i.order_id left join payments p on p.id = r.payment_id
      where r.status not in ('rejected', 'failed')
      group by r.order_item_id, r.payment_id
      having sum(r.amount_xof) > coalesce(max(case when o.paid_at is not null then i.price_xof - i.discount_xof end), max(case when p.status = 'owed' then p.amount_xof end), 0)
      union all
      select account, 'owed ' || balance from (${balances}) b where kind = 'owed' and balance < 0`,
  },
  {
    number: 9,
    name: 'a live grant’s item is paid, not refunded, not taken down; files served are allowed ones of the order’s buyer',
    query: sql`
      select d.id::text as subject, 'order ' || o.status || ', photo ' || f.status as fault from downloads d
      join order_items i on i.id = d.order_item_id join orders o on o.id = i.order_id join photos f on f.id = i.photo_id
      where d.closed_at is null and d.revoked_at is null and d.expires_at > now()
        and (o.status not in ('paid', 'completed', 'partly_refunded') or f.status = 'taken_down' or ${refunded(sql`i.id`)})
      union all
      select d.id::text, 'served ' || sum(s.counted) || ' of ' || d.files_allowed from downloads d join download_files s on s.download_id = d.id
      group by d.id having sum(s.counted) > d.files_allowed
      union all
      select d.id::text, 'is not the buyer’s' from downloads d join order_items i on i.id = d.order_item_id join orders o on o.id = i.order_id
      left join download_files s on s.download_id = d.id where d.buyer_id <> o.buyer_id or s.buyer_id <> o.buyer_id`,
  },
  {
    number: 10,
    name: 'every outbox row is sent, or younger than a minute',
    query: sql`select id::text as subject, name || ' waits since ' || created_at as fault from outbox where sent_at is null and created_at < now() - interval '1 minute'`,
  },
  {
    number: 12,
    name: 'invoice numbers run without gaps per year; one invoice for each paid order',
    query: sql`
      select year::text as subject, 'numbers to ' || max(number) || ', invoices ' || count(*) as fault from invoices group by year having max(number) <> count(*) or min(number) <> 1
      union all
      select o.id::text, 'paid ' || (o.paid_at is not null) || ', invoices ' || count(v.id) from orders o left join invoices v on v.order_id = o.id
      group by o.id having count(v.id) <> (case when o.paid_at is null then 0 else 1 end)
      union all
      select v.order_id::text, 'invoice over ' || v.total_xof from invoices v join orders o on o.id = v.order_id where v.total_xof <> o.total_xof`,
  },
  {
    number: 13,
    name: 'the last row of each history is the state, and each step is in the tables',
    query: sql`
      with last as (select distinct on (subject, subject_id) subject, subject_id, to_state from histories order by subject, subject_id, id desc),
      state as (
        select 'order' as subject, id, status::text from orders union all select 'payment', id, status::text from payments
        union all select 'revenue', id, status::text from revenues union all select 'payout', id, status::text from payouts union all select 'photo', id, status::text from photos
        union all select 'photographer', id, status::text from photographers
      )
      select s.id::text as subject, s.subject || ' is ' || s.status || ', history ' || coalesce(l.to_state, 'none') as fault
      from state s left join last l on l.subject::text = s.subject and l.subject_id = s.id where l.to_state is distinct from s.status
      union all
      select h.subject_id::text, h.subject || ' went ' || coalesce(h.from_state, 'nowhere') || ' to ' || h.to_state from (
        select *, lag(to_state) over (partition by subject, subject_id order by id) as previous from histories where subject in ('order', 'payment', 'revenue', 'payout', 'photo', 'photographer')
      ) h
      where h.from_state is distinct from h.previous
        or (h.from_state is not null and not exists (select from (values ${steps()}) as allowed (subject, from_state, to_state) where (allowed.subject, allowed.from_state, allowed.to_state) = (h.subject::text, h.from_state, h.to_state)))`,
  },
]
