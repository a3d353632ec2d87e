import { schema, type Tx } from '@/db'

type Move = { from: string; to: string; amountXof: number; reason: (typeof schema.transferReason.enumValues)[number]; sourceId: string }

/** The moves stand in the ledger, each once for its source and reason. A move of nothing is left out. */
export async function moveMoney(tx: Tx, moves: Move[]) {
  const rows = moves.filter((move) => move.amountXof !== 0).map(({ from, to, ...move }) => ({ fromAccount: from, toAccount: to, ...move }))
  if (rows.length)
    await tx
      .insert(schema.transfers)
      .values(rows)
      .onConflictDoNothing({ target: [schema.transfers.sourceId, schema.transfers.reason] })
}
