import { foldWord } from '@/lib/catalog/fold-word'
import { translator } from '@/lib/i18n'
import type { Changes } from './edit-changes'
import type { Column, Row } from './metadata-table'

/** What cells may name: categories and countries with their words. */
export type Lists = {
  categories: { id: string; slug: string; nameFr: string; nameEn: string }[]
  countries: { code: string; nameFr: string; nameEn: string }[]
}

export type CellFault = { column: Column | null; key: string; values: Record<string, string | number> }

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are what no page and no database should be given.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/
const CELL_MAX = 10_000 // No field takes as much; a cell may be the whole file.
const BLANKS = /[\s\u00a0\u202f]+/g
const people = { none: ['0', 'non', 'no'], one: ['1', 'un'], several: ['2', 'plus'] } as const
const yes = ['1', 'x', 'vrai', 'true', 'y', 'o']
const no = ['0', 'faux', 'false', 'n']

const words = (key: string) => (['fr', 'en'] as const).map((locale) => foldWord(translator(locale)(`sheet.csv.${key}`)))
const peopleNamed = new Map(
  (['none', 'one', 'several'] as const).flatMap((one) => [...people[one], one, ...words(`people.${one}`)].map((word) => [word, one] as const)),
)
const yesNoNamed = new Map([
  ...[...yes, ...words('yes')].map((word) => [word, true] as const),
  ...[...no, ...words('no')].map((word) => [word, false] as const),
])

/** What the cells of a row would change; a column that is not there changes nothing. Cells that cannot be understood are faults, and change nothing either. */
export function readCells({ cells }: Row, lists: Lists): { changes: Changes; faults: CellFault[] } {
  const faults: CellFault[] = []
  const wrong = (column: Column, what: string) => void faults.push({ column, key: `sheet.csv.fault.${what}`, values: {} })
  /** The cell, if its column is there and it may be written at all. */
  const cell = (column: Column) => {
    const text = cells[column]
    if (text === undefined) return undefined
    if (text.length > CELL_MAX) return void faults.push({ column, key: 'fieldTooLong', values: { max: CELL_MAX } })
    if (CONTROL.test(text)) return wrong(column, 'control')
    return text.trim()
  }
  const line = (column: Column) => cell(column)?.replace(BLANKS, ' ')
  /** A cell that names one of a few things; an empty one names none. */
  const named = <T>(column: Column, find: (folded: string, text: string) => T | undefined, fault: string) => {
    const text = cell(column)
    if (text === undefined) return undefined
    if (text === '') return null
    const found = find(foldWord(text), text)
    return found === undefined ? wrong(column, fault) : found
  }
  const yesNo = (column: Column) => named(column, (folded) => yesNoNamed.get(folded), 'yesNo') ?? undefined
  const category = (folded: string) => lists.categories.find(({ slug, nameFr, nameEn }) => [slug, foldWord(nameFr), foldWord(nameEn)].includes(folded))?.id
  const country = (folded: string) =>
    lists.countries.find(({ code, nameFr, nameEn }) => [code.toLowerCase(), foldWord(nameFr), foldWord(nameEn)].includes(folded))?.code
  const given = {
    titleFr: line('titleFr'),
    titleEn: line('titleEn'),
    descriptionFr: cell('descriptionFr'),
    descriptionEn: cell('descriptionEn'),
    setTags: line('tags')
      ?.split(/[,|;]/)
      .map((tag) => tag.trim())
      .filter(Boolean),
    categoryId: named('category', category, 'category'),
    city: line('city'),
    countryCode: named('country', country, 'country'),
    priceXof: named('price', (_, text) => readPrice(text), 'price'),
    people: named('people', (folded) => peopleNamed.get(folded), 'people') ?? undefined,
    recognisable: yesNo('recognisable'),
    editorialOnly: yesNo('editorial'),
    aiMade: yesNo('ai'),
  }
  return { changes: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Changes, faults }
}

/** `12 500 F CFA`, `12,500`, `12.500` or `12500,00`, in whole francs; undefined for what is no price. */
function readPrice(text: string): number | undefined {
  const figure = text.replace(/F\s?CFA|XOF|FCFA/gi, '').replace(BLANKS, '')
  const whole = figure.replace(/[.,]0{1,2}$/, '')
  if (/^\d{1,9}$/.test(whole)) return Number(whole)
  return /^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(whole) ? Number(whole.replace(/[.,]/g, '')) : undefined
}
