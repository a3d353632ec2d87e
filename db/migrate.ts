import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { Client } from 'pg'

const APPEND_ONLY = ['transfers', 'histories', 'audit', 'webhook_notices', 'reviews', 'download_files', 'order_items']

/**
 * The schema is the newest and the app's role may do its work and no more: no DDL, and only reading and adding where rows are append-only.
 * Safe to repeat. `ownerUrl` owns the tables; `appUrl` names the role and its password, which is made where it is missing.
 */
export async function migrateDatabase(ownerUrl: string, appUrl: string) {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(7640001)') // Two starts at once: the second waits and finds nothing to do.
    await migrate(drizzle(client), { migrationsFolder: new URL('./migrations', import.meta.url).pathname })
    await grant(client, appUrl)
  } finally {
    await client.end()
  }
}

async function grant(client: Client, appUrl: string) {
  const { username, password } = new URL(appUrl)
  const role = client.escapeIdentifier(decodeURIComponent(username))
  const exists = await client.query('select 1 from pg_roles where rolname = $1', [decodeURIComponent(username)])
  if (!exists.rowCount)
    await client.query(`create role ${role} login password ${client.escapeLiteral(decodeURIComponent(password))} nosuperuser nocreatedb nocreaterole`)
  const database = client.escapeIdentifier((await client.query<{ name: string }>('select current_database() as name')).rows[0]?.name ?? '')
  for (const statement of [
    'revoke create on schema public from public',
    `grant connect on database ${database} to ${role}`,
    `grant usage on schema public to ${role}`,
    `grant select, insert, update, delete on all tables in schema public to ${role}`,
    `grant usage on all sequences in schema public to ${role}`,
    `revoke update, delete, truncate on ${APPEND_ONLY.join(', ')} from ${role}`,
  ])
    await client.query(statement)
}

if (process.argv[1]?.endsWith('/db/migrate.ts')) {
  const { env } = await import('@/lib/env')
  const { DATABASE_OWNER_URL, DATABASE_URL } = env()
  if (!DATABASE_OWNER_URL) throw new Error('DATABASE_OWNER_URL: needed to migrate. See .env.example.')
  await migrateDatabase(DATABASE_OWNER_URL, DATABASE_URL)
  process.stdout.write('The schema is up to date.\n')
}
