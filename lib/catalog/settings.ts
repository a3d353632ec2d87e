import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Db, db, schema, type Tx } from '@/db'

const values = {
  commission_bps: z.int().min(0).max(9_000),
  extended_factor: z.int().min(2).max(10),
  quota_photos: z.int().min(0).max(1_000_000),
  quota_bytes: z
    .int()
    .min(0)
    .max(2 ** 50),
  quota_waiting: z.int().min(0).max(100_000),
}

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

/** The most one photographer may have: photos, bytes of originals, and photos on their way or waiting for review. */
export async function getQuotas(tx: Tx | Db = db) {
  return { photos: await read(tx, 'quota_photos'), bytes: await read(tx, 'quota_bytes'), waiting: await read(tx, 'quota_waiting') }
}
