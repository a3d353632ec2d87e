import { sql } from 'drizzle-orm'
import { schema, type Tx } from '@/db'
import { GRANT_HOURS } from './rules'

/** The item has a live grant. The caller has locked its order and closed the grant before, if there was one. */
export async function grantDownload(tx: Tx, item: { id: string }, buyerId: string) {
  const [grant] = await tx
    .insert(schema.downloads)
    .values({ orderItemId: item.id, buyerId, expiresAt: sql`now() + make_interval(hours => ${GRANT_HOURS})` })
    .returning()
  if (!grant) throw new Error('A grant that was just written did not come back.')
  return grant
}
