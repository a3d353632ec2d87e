import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { absolute } from '@/lib/address'
import { sendTransfer } from '@/lib/cinetpay-transfers'
import { endPayout } from './end-payout'
import { lockPayout, movePayout, type Payout } from './move-payout'

const { photographers, users } = schema

/** An approved payout was handed to the provider, at most once: our id is committed first, and what is not approved (any more) is left alone. */
export async function submitPayout(payoutId: string) {
  const payout = await db.transaction(async (tx) => {
    const approved = await lockPayout(tx, payoutId)
    if (approved.status !== 'approved') return null
    return movePayout(tx, approved, 'submit', system, { clientTransactionId: clientIdOf(approved) })
  })
  if (!payout?.clientTransactionId) return
  const sent = await sendTransfer({
    ...(await recipientOf(payout)),
    clientTransactionId: payout.clientTransactionId,
    amountXof: payout.amountXof,
    notifyUrl: absolute('/api/webhooks/cinetpay'),
  })
  if (sent.outcome === 'sent') return // Its end is asked for later.
  const cause = `provider ${sent.code || sent.outcome}: ${sent.detail}`
  // Nothing was sent: the money comes back, and a retry is a new payout.
  if (sent.outcome === 'refused' || sent.outcome === 'unavailable') return endPayout(payout.id, 'fail', cause)
  await db.transaction(async (tx) => {
    const lost = await lockPayout(tx, payout.id)
    if (lost.status === 'submitted') await movePayout(tx, lost, 'loseSight', system, {}, cause)
  })
}

const clientIdOf = (payout: Payout) =>
  `PO-${BigInt(`0x${payout.id.replaceAll('-', '')}`)
    .toString(36)
    .toUpperCase()}`

async function recipientOf({ photographerId, prefix, phone, holder }: Payout) {
  const [payee] = await db
    .select({ email: users.email })
    .from(photographers)
    .innerJoin(users, eq(users.id, photographers.userId))
    .where(eq(photographers.id, photographerId))
  if (!payee) throw new Error(`Photographer ${photographerId} has no user.`)
  const [surname = holder, ...rest] = holder.trim().split(/\s+/)
  return { prefix, phone, name: rest.join(' ') || surname, surname, email: payee.email }
}
