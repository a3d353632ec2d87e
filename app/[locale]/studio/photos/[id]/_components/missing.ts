import { licencePrice, PRICE_MAX_XOF } from '@/lib/money'
import { TAGS_MIN } from '@/lib/photos/rules'

/** What of the form counts towards sending a photo to review. */
export type Given = { titleFr: string; tags: string; categoryId: string; countryCode: string; priceXof: string }
export type Missing = { what: 'titleFr' | 'category' | 'tags' | 'country' | 'price'; field: keyof Given; count: number }

export const tagsIn = (text: string) => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((tag) => tag.trim().toLowerCase())
      .filter(Boolean),
  ),
]

/** What is still to be filled in before the photo can be submitted, in the order of the form. */
export function listMissing(given: Given): Missing[] {
  const tags = tagsIn(given.tags).length
  const all: (Missing | false)[] = [
    !given.titleFr.trim() && { what: 'titleFr', field: 'titleFr', count: 1 },
    tags < TAGS_MIN && { what: 'tags', field: 'tags', count: TAGS_MIN - tags },
    !given.categoryId && { what: 'category', field: 'categoryId', count: 1 },
    !given.countryCode && { what: 'country', field: 'countryCode', count: 1 },
    !given.priceXof.trim() && { what: 'price', field: 'priceXof', count: 1 },
  ]
  return all.filter((one) => one !== false)
}

/** Whether the extended licence of this price may be sold at all. */
export const extendedFits = (priceXof: number, factor: number) => licencePrice(priceXof, 'extended', factor) <= PRICE_MAX_XOF
