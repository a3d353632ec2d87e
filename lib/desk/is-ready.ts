import { sql } from 'drizzle-orm'
import { db } from '@/db'

/** True when the database answers; everything else can be away for a while without harm. */
export async function isReady(): Promise<boolean> {
  try {
    await db.execute(sql`select 1`)
    return true
  } catch (error) {
    if (error instanceof Error) return false // Whatever the reason, traffic should go elsewhere.
    throw error
  }
}
