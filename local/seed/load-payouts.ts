import { eq, inArray } from 'drizzle-orm'
import type { Client } from 'pg'
import { db, schema } from '@/db'
import type { User } from '@/lib/actor'
import { earningsOf } from '@/lib/ledger/queries'
import { PAYOUT_MIN_XOF } from '@/lib/money'
import { approvePayout } from '@/lib/payouts/approve-payout'
import { requestPayout } from '@/lib/payouts/request-payout'
import { backdateProvider, withoutGuards } from './move-dates'
import { until } from './until'

const WANTED = 2

/** The two photographers with most available have been paid: asked, approved by an admin, transferred by the simulator. */
export async function loadPayouts(owner: Client, actors: Map<string, User>, admin: User, cinetpayUrl: string) {
  const earners = await Promise.all(
    [...actors.values()].filter((actor) => actor.photographerId).map(async (actor) => ({ actor, earnings: await earningsOf(actor) })),
  )
  const richest = earners.filter(({ earnings }) => earnings.availableXof >= PAYOUT_MIN_XOF).sort((a, b) => b.earnings.availableXof - a.earnings.availableXof)
  const already = await db.select({ id: schema.payouts.id }).from(schema.payouts)
  for (const { actor } of richest.slice(0, Math.max(0, WANTED - already.length))) {
    const payout = await requestPayout(actor)
    await approvePayout(admin, { payoutId: payout.id })
    const paid = await until(`payout ${payout.id} confirmed`, () =>
      db.query.payouts.findFirst({ where: (t, { and }) => and(eq(t.id, payout.id), inArray(t.status, ['confirmed'])) }),
    )
    await movePayout(owner, paid.id)
    if (paid.clientTransactionId) {
      const moved = await db.query.payouts.findFirst({ where: eq(schema.payouts.id, paid.id) })
      await backdateProvider(cinetpayUrl, [{ client_transaction_id: paid.clientTransactionId, validated_at: (moved?.confirmedAt ?? new Date()).toISOString() }])
    }
  }
}

/** To six hours after the last of its revenues was released. */
async function movePayout(owner: Client, payoutId: string) {
  await withoutGuards(owner, ['transfers', 'histories'], async () => {
    const { rows } = await owner.query<{ seconds: number }>(
      `select greatest(0, extract(epoch from now() - max(available_at) - interval '6 hours'))::int as seconds from revenues where payout_id = $1`,
      [payoutId],
    )
    const by = `interval '1 second' * ${rows[0]?.seconds ?? 0}`
    await owner.query(
      `update payouts set created_at = created_at - ${by}, approved_at = approved_at - ${by}, confirmed_at = confirmed_at - ${by} where id = $1`,
      [payoutId],
    )
    await owner.query(`update transfers set created_at = created_at - ${by} where source_id = $1`, [payoutId])
    await owner.query(`update histories set created_at = created_at - ${by} where subject_id = $1`, [payoutId])
  })
}
