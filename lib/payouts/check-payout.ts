import { and, eq, lte, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import { checkTransfer } from '@/lib/cinetpay-transfers'
import { log } from '@/lib/log'
import { endPayout } from './end-payout'
import { ABSENT_AFTER_MINUTES } from './rules'

const { payouts } = schema

/** A submitted or unknown payout has the provider's end, if there is one yet. It is only asked about here, never sent. Gives the payout's status. */
export async function checkPayout(payoutId: string) {
  const before = await findPayout(payoutId)
  if (!before?.clientTransactionId || !['submitted', 'unknown'].includes(before.status)) return before?.status ?? null
  const truth = await checkTransfer(before.clientTransactionId)
  if (truth.verdict === 'confirmed' && truth.amountXof !== null && truth.amountXof !== before.amountXof) {
    log().error({ payoutId, ours: before.amountXof, theirs: truth.amountXof }, 'a transfer was confirmed with another amount') // Stays open: a human must look.
  } else if (truth.verdict === 'confirmed') await endPayout(payoutId, 'confirm', `provider ${truth.code} VAL`, truth.providerId)
  else if (truth.verdict === 'rejected') await endPayout(payoutId, 'fail', `provider ${truth.code} REJ`)
  else if (truth.verdict === 'absent' && (await isLongAgo(payoutId))) await endPayout(payoutId, 'fail', 'the provider does not know it')
  return (await findPayout(payoutId))?.status ?? null
}

async function findPayout(payoutId: string) {
  const [payout] = await db.select().from(payouts).where(eq(payouts.id, payoutId))
  return payout
}

/** Until then the call that sends it may still be on its way. */
async function isLongAgo(payoutId: string) {
  const sentBefore = lte(payouts.updatedAt, sql`now() - make_interval(mins => ${ABSENT_AFTER_MINUTES})`)
  const [old] = await db
    .select({ id: payouts.id })
    .from(payouts)
    .where(and(eq(payouts.id, payoutId), sentBefore))
  return old !== undefined
}
