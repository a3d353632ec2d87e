import { wordsOfRefusal } from '@/app/[locale]/studio/words-of-refusal'
import type { Locale } from '@/lib/actor'
import { formatXof } from '@/lib/money'
import type { Difference, Preview, RowFault } from '@/lib/photos/import-metadata'
import type { Refusal } from '@/lib/photos/write-edit'
import { wordsOf } from '@/lib/web/words-of-error'

const SHOWN = 100

/** What of a preview the page shows, in the reader's words; the counts are of everything. */
export function toldPreview({ changes, same, faults, unknown, lists }: Preview, locale: Locale) {
  return {
    changed: changes.length,
    same,
    faulty: new Set(faults.map(({ line }) => line)).size,
    unknown: unknown.slice(0, 20),
    changes: changes.slice(0, SHOWN).map(({ line, title, differences }) => ({
      line,
      title,
      fields: differences.map((one) => ({
        name: wordsOf(locale, `sheet.fields.${one.field}`),
        from: shown(one.field, one.from, lists, locale),
        to: shown(one.field, one.to, lists, locale),
      })),
    })),
    faults: faults.slice(0, SHOWN).map((fault) => ({ line: fault.line, sentence: sentenceOf(fault, locale) })),
  }
}

/** Photos a file could not change after all. */
export const toldRefused = (refused: Refusal[], locale: Locale) => refused.slice(0, SHOWN).map((one) => wordsOfRefusal(locale, one))

function sentenceOf({ column, key, values, fields }: RowFault, locale: Locale) {
  if (!column) return wordsOfRefusal(locale, { photoId: '', key, values, fields })
  const colon = locale === 'fr' ? '\u00a0: ' : ': '
  return `${wordsOf(locale, `sheet.csv.columns.${column}`)}${colon}${wordsOf(locale, key, values)}`
}

/** A value as somebody would say it. */
function shown(field: Difference['field'], value: Difference['from'], lists: Preview['lists'], locale: Locale): string {
  const nameOf = (one: { nameFr: string; nameEn: string } | undefined) => (locale === 'en' ? one?.nameEn : one?.nameFr) ?? ''
  if (value === null || value === '' || (Array.isArray(value) && !value.length)) return wordsOf(locale, 'sheet.csv.nothing')
  if (Array.isArray(value)) return value.join(', ')
  if (field === 'categoryId') return nameOf(lists.categories.find(({ id }) => id === value))
  if (field === 'countryCode') return nameOf(lists.countries.find(({ code }) => code === value))
  if (typeof value === 'number') return formatXof(value, locale)
  if (typeof value === 'boolean') return wordsOf(locale, value ? 'sheet.csv.yes' : 'sheet.csv.no')
  if (field === 'people') return wordsOf(locale, `sheet.csv.people.${value}`)
  return value.length > 160 ? `${value.slice(0, 159)}…` : value
}
