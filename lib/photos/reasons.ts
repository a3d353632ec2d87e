import { asc, eq, sql } from 'drizzle-orm'
import { v5 as uuidv5 } from 'uuid'
import { db, schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { assertAdmin } from './policy'

const { rejectionReasons } = schema

export type Reason = typeof rejectionReasons.$inferSelect

/** The whole catalogue in both languages: what is offered in its order, then what was retired. Throws `not_found` for anybody but admins. */
export async function listAllReasons(actor: Actor) {
  assertAdmin(actor)
  const rows = await db.select().from(rejectionReasons).orderBy(asc(rejectionReasons.position), asc(rejectionReasons.code))
  return { offered: rows.filter(isOffered), retired: rows.filter((reason) => !isOffered(reason)) }
}

export const isOffered = (reason: Reason) => reason.retiredAt === null

/** The catalogue held until `tx` ends, so that of two who change it at once one comes after the other; and the reason `code` names, if it is given. */
export async function lockReasons(tx: Tx, code?: string) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('change reasons'))`)
  const rows = await tx.select().from(rejectionReasons).orderBy(asc(rejectionReasons.position), asc(rejectionReasons.code))
  return { offered: rows.filter(isOffered), all: rows, reason: rows.find((row) => row.code === code) ?? null }
}

/** As lockReasons, for a reason that must be there. Throws `not_found`. */
export async function lockReason(tx: Tx, code: string) {
  const { reason, ...catalogue } = await lockReasons(tx, code)
  if (!reason) throw notFound()
  return { ...catalogue, reason }
}

/** What is offered stands in this order, numbered from 1. */
export async function orderReasons(tx: Tx, offered: Pick<Reason, 'code'>[]) {
  for (const [index, { code }] of offered.entries())
    await tx
      .update(rejectionReasons)
      .set({ position: index + 1 })
      .where(eq(rejectionReasons.code, code))
}

/** Under which id the audit keeps what was done with a reason: made from its code, always the same. */
export const auditIdOf = (code: string) => uuidv5(`pouire:reason:${code}`, uuidv5.URL)
