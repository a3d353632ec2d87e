import { and, desc, eq, ne, sql } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/errors'
import { mediaUrl } from '@/lib/storage'

const { revenues, orderItems, photos } = schema

/** The photographer's shares of unrefunded sales, in francs by licence, for each of the last `months` calendar months (UTC, as in Abidjan), oldest first; months without sales are zero. */
export async function listMonthlySales(actor: Actor, months = 12) {
  if (!actor.photographerId) throw notFound()
  const { rows } = await db.execute<{ month: string; standard: string; extended: string }>(sql`
    select to_char(month, 'YYYY-MM') as month,
      coalesce(sum(r.amount_xof) filter (where i.licence = 'standard'), 0) as standard,
      coalesce(sum(r.amount_xof) filter (where i.licence = 'extended'), 0) as extended
    from generate_series(date_trunc('month', now() at time zone 'UTC') - make_interval(months => ${months - 1}), date_trunc('month', now() at time zone 'UTC'), interval '1 month') as month
    left join (${revenues} r join ${orderItems} i on i.id = r.order_item_id)
      on r.photographer_id = ${actor.photographerId} and r.status <> 'reversed' and date_trunc('month', r.paid_at at time zone 'UTC') = month
    group by month order by month`)
  return rows.map(({ month, standard, extended }) => ({ month, standardXof: Number(standard), extendedXof: Number(extended) }))
}

/** The photographer's photos that sell most, by unrefunded sales. */
export async function listBestSellers(actor: Actor, limit = 3) {
  if (!actor.photographerId) throw notFound()
  const sales = sql<number>`count(*)`.mapWith(Number)
  const rows = await db
    .select({
      photoId: photos.id,
      titleFr: photos.titleFr,
      titleEn: photos.titleEn,
      smallKey: photos.smallKey,
      widthPx: photos.widthPx,
      heightPx: photos.heightPx,
      thumbhash: photos.thumbhash,
      sales,
    })
    .from(revenues)
    .innerJoin(orderItems, eq(orderItems.id, revenues.orderItemId))
    .innerJoin(photos, eq(photos.id, orderItems.photoId))
    .where(and(eq(revenues.photographerId, actor.photographerId), ne(revenues.status, 'reversed')))
    .groupBy(photos.id)
    .orderBy(desc(sales), desc(photos.id))
    .limit(limit)
  return rows.map(({ smallKey, ...photo }) => ({ ...photo, small: smallKey && mediaUrl('thumbnails', smallKey) }))
}
