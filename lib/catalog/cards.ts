import { type SQL, sql } from 'drizzle-orm'
import { schema } from '@/db'
import type { Locale } from '@/lib/actor'
import { mediaUrl } from '@/lib/storage'

const { photos, photographers } = schema

/** One photo of a grid. Addresses are whole; `large` and `preview` carry the watermark. `titleLang` is the language the title is really in. */
export type PhotoCard = {
  id: string
  slug: string
  title: string
  titleLang: Locale
  photographerName: string
  photographerHandle: string
  priceXof: number
  widthPx: number
  heightPx: number
  thumbhash: string | null
  small: string
  medium: string
  large: string
  preview: string
}

/** What a card is made of: select these from photos joined to photographers. */
export const cardColumns = {
  id: photos.id,
  slug: photos.slug,
  titleFr: photos.titleFr,
  titleEn: photos.titleEn,
  photographerName: photographers.displayName,
  photographerHandle: photographers.handle,
  priceXof: photos.priceXof,
  widthPx: photos.widthPx,
  heightPx: photos.heightPx,
  thumbhash: photos.thumbhash,
  smallKey: photos.smallKey,
  mediumKey: photos.mediumKey,
  largeKey: photos.largeKey,
  previewKey: photos.previewKey,
}

/** The only photos anybody sees in the shop. */
export const isOnSale: SQL = sql`${photos.status} = 'published'`

type Row = {
  id: string
  slug: string
  titleFr: string
  titleEn: string
  photographerName: string
  photographerHandle: string
  priceXof: number | null
  widthPx: number | null
  heightPx: number | null
  thumbhash: string | null
  smallKey: string | null
  mediumKey: string | null
  largeKey: string | null
  previewKey: string | null
}

/** The card of a published row. The database keeps published photos whole, so a hole here is a bug and is thrown. */
export function toCard(row: Row, locale: Locale): PhotoCard {
  const { priceXof, widthPx, heightPx, smallKey, mediumKey, largeKey, previewKey } = row
  if (priceXof === null || !widthPx || !heightPx || !smallKey || !mediumKey || !largeKey || !previewKey)
    throw new Error(`Photo ${row.id} is published without all its parts.`)
  return {
    id: row.id,
    slug: row.slug,
    ...inLanguage(locale, row.titleFr, row.titleEn),
    photographerName: row.photographerName,
    photographerHandle: row.photographerHandle,
    priceXof,
    widthPx,
    heightPx,
    thumbhash: row.thumbhash,
    small: mediaUrl('thumbnails', smallKey),
    medium: mediaUrl('thumbnails', mediumKey),
    large: mediaUrl('watermarked', largeKey),
    preview: mediaUrl('watermarked', previewKey),
  }
}

function inLanguage(locale: Locale, fr: string, en: string): { title: string; titleLang: Locale } {
  return locale === 'en' && en ? { title: en, titleLang: 'en' } : { title: fr, titleLang: 'fr' }
}
