import type { Locale } from '@/lib/actor'
import type { Refusal } from '@/lib/photos/write-edit'
import { wordsOf } from '@/lib/web/words-of-error'

const named = ['titleFr', 'tags', 'categoryId', 'countryCode', 'priceXof', 'release', 'nearDuplicates'] as const

/** Why a photo stayed as it was, in one or two sentences: what it misses, or what is wrong with each field. */
export function wordsOfRefusal(locale: Locale, { key, values, fields }: Refusal) {
  const faults = Object.entries(fields)
  if (!faults.length) return wordsOf(locale, key, values)
  const isMissing = (field: string, fault: string) =>
    fault === 'fieldRequired' || field === 'release' || field === 'nearDuplicates' || (field === 'tags' && key === 'ingest.missingFields')
  const missing = named.filter((field) => fields[field] && isMissing(field, fields[field]))
  const list = new Intl.ListFormat(locale === 'fr' ? 'fr-FR' : 'en-GB').format(missing.map((field) => wordsOf(locale, `sheet.missingOf.${field}`)))
  const wrong = faults.filter(([field]) => !missing.some((one) => one === field))
  return [
    ...(missing.length ? [wordsOf(locale, 'sheet.missing', { list })] : []),
    ...wrong.map(([field, fault]) => `${fieldName(locale, field)}${locale === 'fr' ? '\u00a0' : ''}: ${lower(wordsOf(locale, fault, values))}`),
  ].join(' ')
}

const FIELDS = new Set([
  'titleFr',
  'titleEn',
  'descriptionFr',
  'descriptionEn',
  'tags',
  'categoryId',
  'city',
  'countryCode',
  'priceXof',
  'people',
  'recognisable',
  'editorialOnly',
  'aiMade',
  'releaseIds',
])
const fieldName = (locale: Locale, field: string) => (FIELDS.has(field) ? wordsOf(locale, `sheet.fields.${field}`) : field)
const lower = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1)
