import { eq } from 'drizzle-orm'
import { schema, type Tx } from '@/db'
import { notFound } from '@/lib/errors'

/** Until the transaction ends nobody else moves this photographer's available money. Sales, which only add to what is held, do not wait. */
export async function lockPhotographer(tx: Tx, photographerId: string) {
  const [row] = await tx.select().from(schema.photographers).where(eq(schema.photographers.id, photographerId)).for('no key update')
  if (!row) throw notFound()
  return row
}
