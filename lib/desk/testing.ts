import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import { expect } from 'vitest'
import { db } from '@/db'
import { migrateDatabase } from '@/db/migrate'
import type { User } from '@/lib/actor'
import { addToCart } from '@/lib/cart/add-to-cart'
import { checkDatabase } from './check-books'
import { placeOrder } from '@/lib/orders/place-order'
import { aPublishedPhoto, aUser } from '@/lib/testing'
import { startPayment } from '@/lib/payments/start-payment'

/** A schema of their own for tests that look at all the books: must be called before anything else touches the database. */
export async function aDatabaseOfItsOwn() {
  const { DATABASE_OWNER_URL: owner = '', DATABASE_URL: app = '' } = process.env
  const name = `books_${crypto.randomUUID().replaceAll('-', '')}`
  const admin = new Client({ connectionString: owner })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const moved = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  await migrateDatabase(moved(owner), moved(app))
  process.env.DATABASE_URL = moved(app)
  process.env.DATABASE_OWNER_URL = moved(owner)
}

/** As the owner of the tables and with no guard in the way: what only a broken program or a restored backup could do. */
export async function asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: process.env.DATABASE_OWNER_URL })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A buyer's pending order over photos at these prices, one each. */
export async function aPendingOrder({ pricesXof = [10_000], buyer }: { pricesXof?: number[]; buyer?: User } = {}) {
  const actor = buyer ?? (await aUser()).actor
  for (const priceXof of pricesXof) {
    const photo = await aPublishedPhoto({ priceXof })
    await addToCart(actor, { photoId: photo.id, licence: 'standard' })
  }
  const order = await placeOrder(actor)
  return { actor, order, items: await itemsOf(order.id) }
}

export const itemsOf = (orderId: string) => db.query.orderItems.findMany({ where: (item, { eq }) => eq(item.orderId, orderId), orderBy: (item) => item.id })

/** An attempt of the order stands at the provider. */
export async function anInitiatedPayment(given: { actor: User; order: { id: string } }) {
  await startPayment(given.actor, { orderId: given.order.id })
  return latestPayment(given.order.id)
}

export async function latestPayment(orderId: string) {
  const payment = await db.query.payments.findFirst({ where: (row, { eq }) => eq(row.orderId, orderId), orderBy: (row, { desc }) => desc(row.createdAt) })
  if (!payment) throw new Error('the order has no payment')
  return payment
}

type Outcome = 'accepted' | 'refused' | 'insufficient' | 'waiting'

/** The buyer has decided on the provider's page. No notification is sent: tests knock on each door themselves. */
export async function decide(transactionId: string, outcome: Outcome, { force = false, quiet = true } = {}) {
  if (quiet) await dial({ dial: 'lost', transaction_id: transactionId })
  await simulator('/_decide', { transaction_id: transactionId, outcome, force })
}

/** The simulator misbehaves as told. */
export const dial = (setting: Record<string, unknown>) => simulator('/_dials', setting)

export async function simulator(path: string, body?: unknown) {
  const answer = await fetch(`${process.env.CINETPAY_BASE_URL}${path}`, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** A payment the provider has accepted and we have not heard of. */
export async function aPaymentAcceptedAtProvider(given: Parameters<typeof aPendingOrder>[0] = {}) {
  const made = await aPendingOrder(given)
  const payment = await anInitiatedPayment(made)
  await decide(payment.transactionId, 'accepted')
  return { ...made, payment }
}

/** Reasons and amounts booked for the source, in francs. */
export async function bookedFor(sourceId: string) {
  const rows = await db.query.transfers.findMany({ where: (row, { eq }) => eq(row.sourceId, sourceId), orderBy: (row) => sql`${row.reason}::text` })
  return rows.map(({ reason, amountXof }) => [reason, amountXof])
}

/** The states a row went through, the first one first. */
export async function pathOf(subjectId: string) {
  const rows = await db.query.histories.findMany({ where: (row, { eq }) => eq(row.subjectId, subjectId), orderBy: (row) => row.id })
  return rows.map(({ toState }) => toState)
}

/** The books hold, but for the outbox, which nobody relays in these tests. */
export async function expectBooksToHold() {
  const broken = (await checkDatabase()).filter((invariant) => invariant.broken && invariant.number !== 10)
  expect(broken).toEqual([])
}

/** Made so many hours older, with no other change. */
export const age = (table: 'payments' | 'orders' | 'downloads' | 'payouts', id: string, hours: number) =>
  asOwner((client) =>
    client.query(
      `update ${table} set created_at = created_at - make_interval(hours => $2)${table === 'payments' ? ', next_check_at = now()' : ''}${table === 'downloads' || table === 'orders' ? ', expires_at = expires_at - make_interval(hours => $2)' : ''}${table === 'payouts' ? ', updated_at = updated_at - make_interval(hours => $2)' : ''} where id = $1`,
      [id, hours],
    ),
  )

