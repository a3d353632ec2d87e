import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import { expect } from 'vitest'
import { db } from '@/db'
import { migrateDatabase } from '@/db/migrate'
import { system, type User } from '@/lib/actor'
import { addToCart } from '@/lib/cart/add-to-cart'
import { placeOrder } from '@/lib/orders/place-order'
import { settlePayment } from '@/lib/payments/settle-payment'
import { startPayment } from '@/lib/payments/start-payment'
import { aPublishedPhoto, aUser } from '@/lib/testing'
import { startCinetpay } from '@/local/cinetpay/server'
import { checkDatabase } from './check-books'

/** A database and a provider of a test file's own, empty: called before anything else touches either. Gives what ends them. */
export async function aWorldOfItsOwn() {
  const {
    DATABASE_OWNER_URL: owner = '',
    DATABASE_URL: app = '',
    CINETPAY_API_KEY = '',
    CINETPAY_SITE_ID = '',
    CINETPAY_SECRET_KEY = '',
    CINETPAY_TRANSFER_PASSWORD,
  } = process.env
  const name = `world_${crypto.randomUUID().replaceAll('-', '')}`
  const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href
  const admin = new Client({ connectionString: owner })
  await admin.connect()
  for (const database of [name, `${name}_provider`]) await admin.query(`create database ${database}`)
  await admin.end()
  await migrateDatabase(at(owner, name), at(app, name))
  const provider = await startCinetpay({
    port: 0,
    databaseUrl: at(owner, `${name}_provider`),
    apiKey: CINETPAY_API_KEY,
    siteId: CINETPAY_SITE_ID,
    secretKey: CINETPAY_SECRET_KEY,
    transferPassword: CINETPAY_TRANSFER_PASSWORD,
  })
  Object.assign(process.env, {
    DATABASE_URL: at(app, name),
    DATABASE_OWNER_URL: at(owner, name),
    CINETPAY_BASE_URL: provider.url,
    CINETPAY_PAGE_URL: provider.url,
    CINETPAY_TRANSFER_BASE_URL: provider.url,
  })
  return () => provider.close()
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
  const answer = await fetch(
    `${process.env.CINETPAY_BASE_URL}${path}`,
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
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

/** One item of this photographer's was sold: ordered, paid at the provider and settled. */
export async function aSoldItem({ photographerId, priceXof = 10_000 }: { photographerId?: string; priceXof?: number } = {}) {
  const { actor, user } = await aUser()
  const photo = await aPublishedPhoto({ priceXof, ...(photographerId && { photographerId }) })
  await addToCart(actor, { photoId: photo.id, licence: 'standard' })
  const order = await placeOrder(actor)
  const payment = await anInitiatedPayment({ actor, order })
  await decide(payment.transactionId, 'accepted')
  await settlePayment(system, payment.id)
  const [item] = await itemsOf(order.id)
  const revenue = item && (await db.query.revenues.findFirst({ where: (row, { eq }) => eq(row.orderItemId, item.id) }))
  if (!item || !revenue) throw new Error('nothing was sold')
  return { actor, user, photo, order, payment, item, revenue }
}

/** The order was paid so many days earlier. */
export const olderSale = (orderId: string, days: number) =>
  asOwner(async (client) => {
    await client.query('update orders set paid_at = paid_at - make_interval(days => $2) where id = $1', [orderId, days])
    await client.query(
      'update revenues set paid_at = paid_at - make_interval(days => $2), available_at = available_at - make_interval(days => $2) where order_item_id in (select id from order_items where order_id = $1)',
      [orderId, days],
    )
  })

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

/** Invariant 8 from the provider's side: what it accepted is settled, owed or under review here, at its amount, and nothing else is. */
export async function expectProviderToAgree() {
  const { transactions } = (await simulator('/_books')) as { transactions: { transaction_id: string; status: string; amount: number }[] }
  const accepted = transactions.filter((row) => row.status === 'ACCEPTED').map((row) => `${row.transaction_id} ${row.amount}`)
  const taken = await db.query.payments.findMany({ where: (row, { inArray }) => inArray(row.status, ['settled', 'owed', 'review']) })
  expect(taken.map((row) => `${row.transactionId} ${row.amountXof}`).sort()).toEqual(accepted.sort())
}

/** Made so many hours older, with no other change. */
export const age = (table: 'payments' | 'orders' | 'downloads' | 'payouts', id: string, hours: number) =>
  asOwner((client) =>
    client.query(
      `update ${table} set created_at = created_at - make_interval(hours => $2)${table === 'payments' ? ', next_check_at = now()' : ''}${table === 'downloads' || table === 'orders' ? ', expires_at = expires_at - make_interval(hours => $2)' : ''}${table === 'payouts' ? ', updated_at = updated_at - make_interval(hours => $2)' : ''} where id = $1`,
      [id, hours],
    ),
  )
