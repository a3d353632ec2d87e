import { Pool, type PoolClient } from 'pg'

/** What the simulator was started with; `apiKey`, `siteId` and `secretKey` are the one merchant it knows. */
export type Merchant = {
  apiKey: string
  siteId: string
  secretKey: string
  transferPassword: string
  payoutBalanceXof: number | null
}

export type Transaction = {
  transaction_id: string
  payment_token: string
  amount: number
  currency: string
  description: string
  notify_url: string
  return_url: string
  channels: string
  lang: 'fr' | 'en'
  metadata: string | null
  customer: Record<string, string>
  phone_locked: boolean
  card_offered: boolean
  status: 'PENDING' | 'ACCEPTED' | 'REFUSED'
  code: string
  payment_method: string | null
  phone: string | null
  operator_id: string | null
  created_at: Date
  decided_at: Date | null
  visible_at: Date | null
}

export type Notification = {
  id: number
  subject: string
  kind: 'waiting' | 'final' | 'transfer'
  burst: string
  url: string
  fields: Record<string, string>
  token: string | null
  token_is: 'good' | 'forged' | 'missing' | 'none'
  state: 'queued' | 'delivered' | 'lost' | 'given_up'
  attempts: number
  due_at: Date
  sent_at: Date | null
  last_status: number | null
}

export type Transfer = {
  client_transaction_id: string
  transaction_id: string
  lot: string
  prefix: string
  phone: string
  amount: number
  notify_url: string
  payment_method: string | null
  status: 'NEW' | 'REC' | 'VAL' | 'REJ'
  outcome: 'VAL' | 'REJ'
  next_at: Date | null
  step_ms: number
  created_at: Date
  validated_at: Date | null
  operator_transaction_id: string | null
}

/** Anything that runs SQL: the pool, or one client inside a transaction. */
export type Sql = Pick<PoolClient, 'query'>

// `fields` is json, not jsonb: the order in which fields are posted is part of the protocol and jsonb would lose it.
const tables = `
create table if not exists transactions (
  transaction_id text primary key,
  payment_token text not null unique,
  amount integer not null check (amount > 0),
  currency text not null,
  description text not null,
  notify_url text not null,
  return_url text not null,
  channels text not null,
  lang text not null default 'fr',
  metadata text,
  customer jsonb not null default '{}',
  phone_locked boolean not null default false,
  card_offered boolean not null default false,
  status text not null default 'PENDING' check (status in ('PENDING', 'ACCEPTED', 'REFUSED')),
  code text not null default '662',
  payment_method text,
  phone text,
  operator_id text,
  created_at timestamptz not null default clock_timestamp(),
  decided_at timestamptz,
  visible_at timestamptz
);
create table if not exists notifications (
  id integer generated always as identity primary key,
  subject text not null,
  kind text not null,
  burst text not null,
  url text not null,
  fields json not null,
  token text,
  token_is text not null,
  state text not null default 'queued' check (state in ('queued', 'delivered', 'lost', 'given_up')),
  attempts integer not null default 0,
  due_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  last_status integer
);
create index if not exists notifications_due on notifications (due_at, id) where state = 'queued';
create index if not exists notifications_subject on notifications (subject);
create table if not exists contacts (
  prefix text not null,
  phone text not null,
  name text not null,
  surname text not null,
  email text not null,
  lot text not null,
  primary key (prefix, phone)
);
create table if not exists transfers (
  client_transaction_id text primary key,
  transaction_id text not null unique,
  lot text not null,
  prefix text not null,
  phone text not null,
  amount integer not null check (amount > 0),
  notify_url text not null,
  payment_method text,
  status text not null default 'NEW' check (status in ('NEW', 'REC', 'VAL', 'REJ')),
  outcome text not null default 'VAL',
  next_at timestamptz,
  step_ms integer not null,
  created_at timestamptz not null default clock_timestamp(),
  validated_at timestamptz,
  operator_transaction_id text
);
create table if not exists dials (
  id integer generated always as identity primary key,
  dial text not null,
  "on" text,
  transaction_id text,
  settings jsonb not null default '{}',
  times_left integer
);`

/** The books are open and every table exists; opening twice, or two at once, changes nothing. */
export async function openBooks(databaseUrl: string, log: (line: string) => void): Promise<Pool> {
  const pool = new Pool({ connectionString: databaseUrl, max: 8 })
  // An idle connection that Postgres drops must not end the process: the next query opens another.
  pool.on('error', (error) => log(`cinetpay: lost a database connection: ${error.message}`))
  await inTransaction(pool, async (sql) => {
    await sql.query("select pg_advisory_xact_lock(hashtext('cinetpay-books'))")
    await sql.query(tables)
  })
  return pool
}

/** `work` is committed whole, or not at all. */
export async function inTransaction<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** `2026-11-22 10:15:30`, in UTC, which is Abidjan's time. */
export function providerTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ')
}
