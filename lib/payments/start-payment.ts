import { setTimeout as pause } from 'node:timers/promises'
import { and, desc, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { db, schema, type Tx } from '@/db'
import { type Actor, isUser, system, type User } from '@/lib/actor'
import { absolute } from '@/lib/address'
import { recordHistory } from '@/lib/audit/machine'
import { type CheckoutRequest, type Initiated, initiate } from '@/lib/cinetpay'
import { AppError, notFound } from '@/lib/errors'
import type { placeOrderInput } from '@/lib/orders/inputs'
import { lockOrder } from '@/lib/orders/move-order'
import { lockPayment, movePayment, type Payment } from './move-payment'
import { newTransactionId, nextCheckAt, openStatuses } from './rules'
import { whyUseless } from './why-useless'

const { orderItems, payments, users } = schema

type Input = z.input<typeof placeOrderInput> & { orderId: string }

/**
 * The buyer's pending order has an attempt at the provider; gives the address of its page. The attempt is committed before the call, and one that lives is reused.
 * Throws `not_found`, `invalid` when a card lacks its owner's address, `conflict` (alreadyPaid, orderEnded, paymentUnderReview, paymentStarting, paymentRefused), `unavailable` providerDown.
 */
export async function startPayment(actor: Actor, input: Input): Promise<{ paymentUrl: string }> {
  if (!isUser(actor)) throw notFound()
  assertCardData(input)
  const { attempt, isNew, locale } = await openAttempt(actor, input)
  if (!isNew) return { paymentUrl: attempt.paymentUrl ?? (await awaitAddress(attempt.id)) }
  const answer = await initiate(await requestFor(actor, attempt, input, locale)) // No connection is held while we wait.
  await db.transaction((tx) => keepAnswer(tx, attempt, answer))
  if (answer.ok) return { paymentUrl: answer.paymentUrl }
  if (answer.reason === 'refused') throw new AppError('conflict', 'paymentRefused')
  throw new AppError('unavailable', 'providerDown') // It may exist there all the same: the poller asks.
}

function assertCardData({ method, phone, address, city, country }: Input) {
  const missing = Object.entries({ phone, address, city, country }).filter(([, value]) => !value)
  if (method === 'card' && missing.length) throw new AppError('invalid', 'badInput', {}, Object.fromEntries(missing.map(([name]) => [name, 'fieldRequired'])))
}

const SECONDS_TO_START = 30

/** The attempt that lives, or a new one, already committed. Two tabs are one after the other here. */
async function openAttempt(actor: User, { orderId, method }: Input) {
  return db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order.buyerId !== actor.userId) throw notFound()
    if (order.paidAt) throw new AppError('conflict', 'alreadyPaid')
    if (order.status !== 'pending' || order.expiresAt <= new Date()) throw new AppError('conflict', 'orderEnded')
    const underReview = await tx.$count(payments, and(eq(payments.orderId, orderId), eq(payments.status, 'review')))
    if (underReview) throw new AppError('conflict', 'paymentUnderReview') // Its money may be there: nobody is asked for it twice.
    const items = await tx.select().from(orderItems).where(eq(orderItems.orderId, orderId))
    if (await whyUseless(tx, order, items)) throw new AppError('conflict', 'orderEnded') // Bought meanwhile, or taken down: no money is asked for nothing.
    const starting = and(isNull(payments.providerCode), gt(payments.createdAt, sql`now() - make_interval(secs => ${SECONDS_TO_START})`))
    const fits = method === 'card' ? eq(payments.method, 'card') : undefined // A page opened without an address offers no card.
    const [live] = await tx
      .select()
      .from(payments)
      .where(and(eq(payments.orderId, orderId), inArray(payments.status, [...openStatuses]), or(isNotNull(payments.paymentUrl), starting), fits))
      .orderBy(desc(payments.createdAt))
      .limit(1)
    return live
      ? { attempt: live, isNew: false, locale: order.locale }
      : { attempt: await writeAttempt(tx, order, actor, method), isNew: true, locale: order.locale }
  })
}

async function writeAttempt(tx: Tx, order: typeof schema.orders.$inferSelect, actor: User, method: Input['method']) {
  const now = new Date()
  const [attempt] = await tx
    .insert(payments)
    .values({
      orderId: order.id,
      transactionId: newTransactionId(),
      amountXof: order.totalXof,
      method: method === 'card' ? 'card' : null,
      nextCheckAt: nextCheckAt(now, now),
    })
    .returning()
  if (!attempt) throw new Error('A payment that was just written did not come back.')
  await recordHistory(tx, { subject: 'payment', id: attempt.id, from: null, to: 'created', event: 'create', actor })
  return attempt
}

async function requestFor(actor: User, attempt: Payment, { phone, address, city, country }: Input, locale: 'fr' | 'en'): Promise<CheckoutRequest> {
  const [buyer] = await db.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, actor.userId))
  if (!buyer) throw notFound()
  const [surname = '', ...rest] = buyer.name.trim().split(/\s+/)
  return {
    transactionId: attempt.transactionId,
    amountXof: attempt.amountXof,
    description: `Pouire ${attempt.transactionId}`,
    locale,
    metadata: attempt.id,
    notifyUrl: absolute('/api/webhooks/cinetpay'),
    returnUrl: absolute('/api/payments/return'),
    customer: { name: rest.join(' ') || surname, surname, email: buyer.email, phone, address, city, country },
  }
}

/** What initiation answered is kept, unless the poller was quicker and the attempt has moved on. */
async function keepAnswer(tx: Tx, { id }: Payment, answer: Initiated) {
  const attempt = await lockPayment(tx, id)
  const known = answer.ok
    ? { paymentUrl: answer.paymentUrl, paymentToken: answer.paymentToken, initiatedAt: new Date() }
    : { providerCode: attempt.providerCode ?? (answer.code || answer.reason) }
  const event = answer.ok ? 'initiate' : answer.reason === 'refused' ? 'refuse' : null
  if (event && attempt.status === 'created')
    await movePayment(tx, attempt, event, system, event === 'refuse' ? { ...known, nextCheckAt: null } : known, answer.ok ? 'provider 201' : answer.detail)
  else await tx.update(payments).set(known).where(eq(payments.id, id))
}

/** The other tab is asking the provider this moment: its address is ours too. */
async function awaitAddress(paymentId: string) {
  for (let tries = 0; tries < 40; tries++) {
    const [attempt] = await db.select().from(payments).where(eq(payments.id, paymentId))
    if (attempt?.paymentUrl) return attempt.paymentUrl
    if (attempt?.status === 'refused') throw new AppError('conflict', 'paymentRefused')
    if (attempt?.providerCode) throw new AppError('unavailable', 'providerDown')
    await pause(250)
  }
  throw new AppError('conflict', 'paymentStarting')
}
