import { licencePrice, PRICE_MAX_XOF } from '@/lib/money'
import { missingPapers, TAGS_MIN } from '@/lib/photos/rules'
import { tagsIn } from './tags-in'

type Papers = Parameters<typeof missingPapers>[0]
/** What of the form counts towards sending a photo to review; the last two are counted elsewhere. */
export type Given = Papers & {
  titleFr: string
  tags: string
  categoryId: string
  countryCode: string
  priceXof: string
  modelReleases: number
  undecided: number
}
export type Missing = { what: 'titleFr' | 'category' | 'tags' | 'country' | 'price' | 'release' | 'nearDuplicates'; field: string; count: number }

/** What is still to be done before the photo can be submitted, in the order of the page. */
export function listMissing(given: Given): Missing[] {
  const tags = tagsIn(given.tags).length
  const papers = missingPapers(given, given.modelReleases, given.undecided)
  const all: (Missing | false)[] = [
    'nearDuplicates' in papers && { what: 'nearDuplicates', field: 'alike', count: 1 },
    !given.titleFr.trim() && { what: 'titleFr', field: 'titleFr', count: 1 },
    tags < TAGS_MIN && { what: 'tags', field: 'tags', count: TAGS_MIN - tags },
    !given.categoryId && { what: 'category', field: 'categoryId', count: 1 },
    !given.countryCode && { what: 'country', field: 'countryCode', count: 1 },
    !given.priceXof.trim() && { what: 'price', field: 'priceXof', count: 1 },
    'release' in papers && { what: 'release', field: 'releases', count: 1 },
  ]
  return all.filter((one) => one !== false)
}

/** Whether the extended licence of this price may be sold at all. */
export const extendedFits = (priceXof: number, factor: number) => licencePrice(priceXof, 'extended', factor) <= PRICE_MAX_XOF
