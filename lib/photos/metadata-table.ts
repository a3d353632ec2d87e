import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { Locale } from '@/lib/actor'
import { foldWord } from '@/lib/catalog/fold-word'
import { AppError } from '@/lib/errors'
import { translator } from '@/lib/i18n'

/*
A table of metadata as spreadsheets write it: any of three separators, three encodings, headers in either language. Every cell is text and stays text.
*/

export const columns = [
  'id',
  'fileName',
  'titleFr',
  'titleEn',
  'descriptionFr',
  'descriptionEn',
  'tags',
  'category',
  'city',
  'country',
  'price',
  'people',
  'recognisable',
  'editorial',
  'ai',
] as const
export type Column = (typeof columns)[number]
/** A row under the header; `line` counts as a spreadsheet does, the header being 1. */
export type Row = { line: number; cells: Partial<Record<Column, string>> }

export const ROWS_MAX = 2_000
export const TABLE_MAX_BYTES = 5 * 1024 * 1024
// Far more than any table of ours has: a header of five million columns would be walked through for each row.
const COLUMNS_MAX = 200
const HEADER_MAX = 20_000

/** What people call a column besides the names we give it. */
const aliases: Record<string, Column> = {
  'nom-du-fichier': 'fileName',
  'nom-de-fichier': 'fileName',
  'file-name': 'fileName',
  filename: 'fileName',
  titre: 'titleFr',
  title: 'titleEn',
  description: 'descriptionFr',
  'mots-cles': 'tags',
  keywords: 'tags',
  categorie: 'category',
  category: 'category',
  prix: 'price',
  price: 'price',
}
const named = new Map<string, Column>([
  ...Object.entries(aliases),
  ...columns.flatMap((column) =>
    [column, ...(['fr', 'en'] as const).map((locale) => translator(locale)(`sheet.csv.columns.${column}`))].map((name) => [foldWord(name), column] as const),
  ),
])

/** A spreadsheet would run a cell that begins like this; an apostrophe before it makes it text. */
const RUNS = /^'*[=+\-@\t\r＝＋－＠]/
const RAN = /^'+[=+\-@\t\r＝＋－＠]/
const guard = (text: string) => (RUNS.test(text) ? `'${text}` : text)
const unguard = (text: string) => (RAN.test(text) ? text.slice(1) : text)

/** The table as a spreadsheet opens it: UTF-8 with its mark, semicolons, the reader's header. */
export function writeTable(rows: Record<Column, string>[], locale: Locale): string {
  const t = translator(locale)
  const header = columns.map((column) => t(`sheet.csv.columns.${column}`))
  return stringify([header, ...rows.map((row) => columns.map((column) => guard(row[column])))], { bom: true, delimiter: ';', record_delimiter: 'windows' })
}

/** The rows of a file, and the names of columns nobody knows. Throws `invalid` when it is no table, has no way to tell rows apart, or is too long. */
export function readTable(bytes: Uint8Array): { rows: Row[]; unknown: string[] } {
  if (bytes.length > TABLE_MAX_BYTES) throw fault('tooBig')
  const [text, separators] = withoutHint(decode(bytes))
  if (!text.trim()) throw fault('empty')
  const headers = separators.map((delimiter) => ({ delimiter, header: (split(text.slice(0, HEADER_MAX), delimiter, 1)[0] ?? []).slice(0, COLUMNS_MAX) }))
  const known = ({ header }: { header: string[] }) => header.filter((name) => named.has(foldWord(name))).length
  const best = headers.reduce((one, other) => (known(other) > known(one) ? other : one))
  const places = best.header.map((name) => named.get(foldWord(name)))
  const twice = places.find((column, index) => column && places.indexOf(column) < index)
  if (twice) throw fault('twiceColumn', { column: twice })
  if (!places.includes('id') && !places.includes('fileName')) throw fault('noKey')
  const records = split(text, best.delimiter, ROWS_MAX + 2).slice(1)
  const rows = records
    .map((record, index) => ({ line: index + 2, cells: cellsOf(record, places) }))
    .filter(({ cells }) => Object.values(cells).some((cell) => cell.trim()))
  if (records.length > ROWS_MAX) throw fault('tooMany', { max: ROWS_MAX })
  if (!rows.length) throw fault('empty')
  return { rows, unknown: best.header.filter((name, index) => name.trim() && !places[index]) }
}

const cellsOf = (record: string[], places: (Column | undefined)[]) =>
  Object.fromEntries(places.flatMap((column, index) => (column ? [[column, unguard(record[index] ?? '').replace(/\r\n?/g, '\n')]] : []))) as Row['cells']

const fault = (what: string, values: Record<string, string | number> = {}) => new AppError('invalid', `sheet.csv.fault.${what}`, values)

function split(text: string, delimiter: string, to: number): string[][] {
  try {
    return parse(text, { delimiter, to, relax_column_count: true, relax_quotes: true, skip_empty_lines: false })
  } catch (error) {
    if (error instanceof CsvError) throw fault('broken', { line: Number(error.lines ?? 1) })
    throw error
  }
}

/** Excel may say its separator in a line before the header: `sep=;`. */
function withoutHint(text: string): [string, string[]] {
  const hint = /^sep=(.)\r?\n/i.exec(text)
  return hint ? [text.slice(hint[0].length), [hint[1] ?? ';']] : [text, [';', ',', '\t']]
}

/** Where Windows-1252 differs from Latin-1; Node's own decoder for it does not know. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) throw fault('notText')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    if (first === 0x50 && second === 0x4b) throw fault('notText') // A zip: the spreadsheet itself.
    return Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\u0080-\u009f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? sign)
  }
}
