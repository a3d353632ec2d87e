import { sql } from 'drizzle-orm'
import { schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { recordHistory } from '@/lib/audit/machine'
import { HOLD_DAYS } from '@/lib/money'
import { moveMoney } from './move-money'
import { commission, pocket, provider } from './rules'

type SoldItem = Pick<typeof schema.orderItems.$inferSelect, 'id' | 'photographerId' | 'priceXof' | 'discountXof' | 'shareXof'>

/** Each item's share is held for its photographer, and the rest is commission. Called once, in the transaction that pays the order. */
export async function bookSale(tx: Tx, items: SoldItem[], actor: Actor) {
  await moveMoney(
    tx,
    items.flatMap((item) => [
      { from: provider, to: pocket(item.photographerId, 'held'), amountXof: item.shareXof, reason: 'sale' as const, sourceId: item.id },
      { from: provider, to: commission, amountXof: item.priceXof - item.discountXof - item.shareXof, reason: 'commission' as const, sourceId: item.id },
    ]),
  )
  const made = await tx
    .insert(schema.revenues)
    .values(
      items.map((item) => ({
        orderItemId: item.id,
        photographerId: item.photographerId,
        amountXof: item.shareXof,
        paidAt: sql`now()`,
        availableAt: sql`now() + make_interval(days => ${HOLD_DAYS})`,
      })),
    )
    .returning({ id: schema.revenues.id })
  for (const { id } of made) await recordHistory(tx, { subject: 'revenue', id, from: null, to: 'held', event: 'sell', actor })
}
