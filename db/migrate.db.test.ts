import { getTableColumns, is } from 'drizzle-orm'
import { type PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrateDatabase } from './migrate'
import * as schema from './schema'

const name = `migrated_${crypto.randomUUID().replaceAll('-', '')}`
const at = (url = '', database = name) => Object.assign(new URL(url), { pathname: `/${database}` }).href
const ownerUrl = () => at(process.env.DATABASE_OWNER_URL)
const appUrl = () => at(process.env.DATABASE_URL)

async function ask(url: string, text: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

/** What the database is made of, and what its migrations put into it. */
const shape = async () =>
  Promise.all(
    [
      `select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns where table_schema = 'public' order by 1, 2`,
      `select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as rule from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
      `select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1`,
      `select tgrelid::regclass::text as table, tgname from pg_trigger where not tgisinternal order by 1, 2`,
      `select table_name, privilege_type from information_schema.role_table_grants where grantee = '${new URL(appUrl()).username}' order by 1, 2`,
      `select (select count(*) from countries) as countries, (select count(*) from categories) as categories, (select count(*) from rejection_reasons) as reasons, (select count(*) from settings) as settings`,
    ].map((text) => ask(ownerUrl(), text)),
  )

beforeAll(() => ask(process.env.DATABASE_OWNER_URL ?? '', `create database ${name}`))
afterAll(() => ask(process.env.DATABASE_OWNER_URL ?? '', `drop database ${name} with (force)`))

test('an empty database is migrated by two starts at once, and again, with the same result', async () => {
  await Promise.all([migrateDatabase(ownerUrl(), appUrl()), migrateDatabase(ownerUrl(), appUrl())])
  const first = await shape()
  await migrateDatabase(ownerUrl(), appUrl())
  expect(await shape()).toEqual(first)
  const tables = new Set(first[0]?.map((column) => column.table_name))
  const promised =
    'users photographers photos categories tags photo_tags cart_items orders order_items payments downloads revenues transfers outbox refunds payouts download_files histories webhook_notices invoices sessions audit'
  expect(promised.split(' ').filter((table) => !tables.has(table))).toEqual([])
})

test('keys are UUID v7, made by us, wherever a row is ours to name', async () => {
  const keys = await ask(
    ownerUrl(),
    `select table_name, data_type from information_schema.columns where table_schema = 'public' and column_name = 'id' and data_type <> 'uuid'`,
  )
  expect(keys).toEqual([{ table_name: 'histories', data_type: 'bigint' }]) // In the order of writing, where times are equal.
  const made = Object.values(schema).flatMap((table) =>
    is(table, PgTable) ? ((getTableColumns(table) as Record<string, PgColumn>).id?.defaultFn?.() ?? []) : [],
  )
  expect(made.length).toBeGreaterThan(15)
  expect(made.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(String(id)))).toEqual([])
})

test('the app’s role makes, changes and drops nothing', async () => {
  for (const text of [
    'create table mine (id int)',
    'create schema mine',
    'alter table users add column mine int',
    'drop table users',
    'create index mine on users (name)',
    'alter table transfers disable trigger transfers_append_only',
    'drop trigger transfers_append_only on transfers',
    'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$',
    'create role mine',
    'grant update on transfers to current_user',
  ]) {
    const before = await shape()
    await ask(appUrl(), text).then(
      () => expect(text).toMatch(/^grant/), // PostgreSQL answers a grant of what one does not have with a warning.
      (error: Error) => expect(error.message, text).toMatch(/permission denied|must be owner/),
    )
    expect(await shape(), text).toEqual(before)
  }
})
