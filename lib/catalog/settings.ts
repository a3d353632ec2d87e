import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Db, db, schema, type Tx } from '@/db'

const values = { commission_bps: z.int().min(0).max(9_000), extended_factor: z.int().min(2).max(10) }

async function read(tx: Tx | Db, key: keyof typeof values) {
  const [row] = await tx.select({ value: schema.settings.value }).from(schema.settings).where(eq(schema.settings.key, key))
  const parsed = values[key].safeParse(row?.value)
  if (!parsed.success) throw new Error(`settings.${key} is missing or out of bounds.`) // Selling at a guessed price would be worse.
  return parsed.data
}

/** The platform's part of a sale, in ten-thousandths. */
export const getCommissionBps = (tx: Tx | Db = db) => read(tx, 'commission_bps')

/** An extended licence costs the standard price this many times: 2 to 10. */
export const getExtendedFactor = (tx: Tx | Db = db) => read(tx, 'extended_factor')
