/**
 * 1. A photo moves only along `photoMachine`; each step leaves a row of history.
 * 2. Its pixels are those of a private copy whose SHA-256 is stored when it becomes ready; what is uploaded again later changes nothing.
 * 3. The same file is on the platform once.
 * 4. Nobody reviews their own photo, and a refusal names at least one reason of the catalogue.
 * 5. A photo under review or on sale has a French title, 5 to 50 tags, a category, a country and a price.
 * 6. A price is a multiple of 25 from 100 to 5 000 000, and so is that of its extended licence unless the photo is for editorial use only.
 * 7. Public pictures are stored before the row that names them; nothing is half public.
 * 8. People who can be recognised have signed a release, or the photo is for editorial use only. One that was on sale without before this rule may stay, but none comes to it.
 * 9. Of one's own photos that look alike, one is deleted or both are kept on purpose before either goes to review.
 * 10. A refusal is appealed once, and nobody who refused the photo decides the appeal.
 * 11. What somebody on the desk looks at is decided by nobody else for ten minutes.
 * 12. What a photo was sold under stays: a sold photo keeps its releases, and a kept release its file.
 */
import type { schema } from '@/db'
import type { Machine } from '@/lib/audit/machine'
import { foldWord } from '@/lib/catalog/fold-word'
import { isPrice, licencePrice, PRICE_MAX_XOF } from '@/lib/money'

export type PhotoStatus = (typeof schema.photoStatus.enumValues)[number]
export type PhotoEvent =
  | 'complete_upload'
  | 'take'
  | 'finish'
  | 'fail'
  | 'retry'
  | 'submit'
  | 'publish'
  | 'reject'
  | 'appeal'
  | 'unlist'
  | 'relist'
  | 'delete'
  | 'take_down'
  | 'restore'

export const photoMachine: Machine<PhotoStatus, PhotoEvent> = {
  complete_upload: { from: ['draft'], to: 'uploaded' },
  take: { from: ['uploaded'], to: 'processing' },
  finish: { from: ['processing'], to: 'ready' },
  fail: { from: ['uploaded', 'processing'], to: 'failed' },
  retry: { from: ['failed'], to: 'uploaded' },
  submit: { from: ['ready', 'rejected'], to: 'submitted' },
  publish: { from: ['submitted', 'appealed'], to: 'published' },
  reject: { from: ['submitted', 'appealed'], to: 'rejected' },
  appeal: { from: ['rejected'], to: 'appealed' },
  unlist: { from: ['published'], to: 'unlisted' },
  relist: { from: ['unlisted'], to: 'published' },
  delete: { from: ['draft', 'uploaded', 'processing', 'ready', 'failed', 'submitted', 'rejected', 'appealed', 'published', 'unlisted'], to: 'deleted' },
  take_down: {
    from: ['draft', 'uploaded', 'processing', 'ready', 'failed', 'submitted', 'rejected', 'appealed', 'published', 'unlisted', 'deleted'],
    to: 'taken_down',
  },
  restore: { from: ['taken_down'], to: 'published' },
}

/** Where words, price and rights may still be changed: not while somebody is judging them. */
export const editable: readonly PhotoStatus[] = ['draft', 'uploaded', 'processing', 'ready', 'rejected', 'published', 'unlisted']
/** Where a change must leave the photo complete (rule 5). */
export const mustBeComplete: readonly PhotoStatus[] = ['submitted', 'published', 'unlisted']

export const UPLOAD_TYPES = ['image/jpeg', 'image/png'] as const
export const UPLOAD_MAX_BYTES = 50 * 1024 * 1024
export const PART_BYTES = 5 * 1024 * 1024 // The least a store takes for any part but the last.
export const TAGS_MIN = 5
export const TAGS_MAX = 50
export const RELEASE_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const
export const RELEASE_MAX_BYTES = 10 * 1024 * 1024
export const RELEASES_MAX = 500

type Words = { titleFr: string; categoryId: string | null; countryCode: string | null; priceXof: number | null; editorialOnly: boolean }

/** What is wrong with a price, as a message key; null when it may be asked. */
export function priceFault(priceXof: number, editorialOnly: boolean, extendedFactor: number) {
  if (!isPrice(priceXof)) return 'ingest.price'
  return !editorialOnly && licencePrice(priceXof, 'extended', extendedFactor) > PRICE_MAX_XOF ? 'ingest.priceExtended' : null
}

/** Fields that keep a photo from review, with a message key each; empty when it is complete (rules 5 and 6). */
export function missingFields(words: Words, tagCount: number, extendedFactor: number): Record<string, string> {
  const price = words.priceXof === null ? 'fieldRequired' : priceFault(words.priceXof, words.editorialOnly, extendedFactor)
  const faults: Record<string, string | null> = {
    titleFr: words.titleFr.trim() ? null : 'fieldRequired',
    categoryId: words.categoryId ? null : 'fieldRequired',
    countryCode: words.countryCode ? null : 'fieldRequired',
    priceXof: price,
    tags: tagCount >= TAGS_MIN && tagCount <= TAGS_MAX ? null : 'ingest.tags',
  }
  return Object.fromEntries(Object.entries(faults).filter((fault): fault is [string, string] => fault[1] !== null))
}

type Shown = { people: 'none' | 'one' | 'several'; recognisable: boolean; editorialOnly: boolean }

/** Whether somebody's signature is needed (rule 8). */
export const needsRelease = ({ people, recognisable, editorialOnly }: Shown) => people !== 'none' && recognisable && !editorialOnly

/** What keeps a photo whose words are complete from review (rules 8 and 9), with a message key each. */
export function missingPapers(shown: Shown, modelReleases: number, undecidedDuplicates: number): Record<string, string> {
  return {
    ...(needsRelease(shown) && modelReleases === 0 && { release: 'studio.edit.faults.release' }),
    ...(undecidedDuplicates > 0 && { nearDuplicates: 'studio.edit.faults.nearDuplicates' }),
  }
}

/** `pirogues-au-crepuscule-5c1f09ab2e`: the title, and the random end of the id, so that equal titles have two addresses. */
export function slugFor(title: string, photoId: string) {
  const words = foldWord(title)
    .replace(/[^a-z0-9-]/g, '')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  const end = photoId.replaceAll('-', '').slice(-10)
  return words ? `${words}-${end}` : end
}

/** The parts a file is sent in: all of `PART_BYTES` but the last, which is what is left. */
export function partsOf(sizeBytes: number, partBytes = PART_BYTES) {
  const count = Math.ceil(sizeBytes / partBytes)
  return Array.from({ length: count }, (_, index) => ({ number: index + 1, sizeBytes: Math.min(partBytes, sizeBytes - index * partBytes) }))
}
