import { eq } from 'drizzle-orm'
import { db, schema, type Tx } from '@/db'
import { env } from '@/lib/env'
import { writeNotice } from '@/lib/notices/write-notice'

const { payouts, photographers, users } = schema

/** Staff are told, once each, of money that buys nothing (`owed`) and of money that is not what was asked for (`review`): one may follow the other. */
export async function writePaymentNotice(paymentId: string, about: 'owed' | 'review') {
  await db.transaction((tx) =>
    writeNotice(tx, {
      effectKey: `${about}:${paymentId}`,
      userId: null,
      to: env().ALERT_ADDRESS,
      locale: 'fr',
      template: `payment-${about}`,
      data: { paymentId },
    }),
  )
}

/** Staff are told, once an order, that it is paid but its papers do not reach the buyer. */
export const writeUnfinishedNotice = (tx: Tx, orderId: string) =>
  writeNotice(tx, {
    effectKey: `unfinished:${orderId}`,
    userId: null,
    to: env().ALERT_ADDRESS,
    locale: 'fr',
    template: 'order-unfinished',
    data: { orderId },
  })

/** The photographer is told, once, how the payout ended. */
export async function writePayoutNotice(payoutId: string) {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .select({ status: payouts.status, userId: users.id, email: users.email, locale: users.locale })
      .from(payouts)
      .innerJoin(photographers, eq(photographers.id, payouts.photographerId))
      .innerJoin(users, eq(users.id, photographers.userId))
      .where(eq(payouts.id, payoutId))
    if (!ended || (ended.status !== 'confirmed' && ended.status !== 'failed')) return
    const template = ended.status === 'confirmed' ? 'payout-sent' : 'payout-failed'
    await writeNotice(tx, {
      effectKey: `payout:${payoutId}:${ended.status}`,
      userId: ended.userId,
      to: ended.email,
      locale: ended.locale,
      template,
      data: { payoutId },
    })
  })
}
