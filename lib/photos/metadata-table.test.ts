import { expect, test } from 'vitest'
import { type Column, columns, ROWS_MAX, readTable, TABLE_MAX_BYTES, writeTable } from './metadata-table'

const bytes = (text: string) => new TextEncoder().encode(text)
const row = (cells: Partial<Record<Column, string>>) => ({ ...(Object.fromEntries(columns.map((column) => [column, ''])) as Record<Column, string>), ...cells })
const keyOf = (text: string | Uint8Array) => {
  try {
    readTable(typeof text === 'string' ? bytes(text) : text)
    return null
  } catch (error) {
    return (error as { key: string }).key
  }
}

test.each(['fr', 'en'] as const)('a table written in %s reads back as it was, whatever the cells hold', (locale) => {
  const hostile = row({
    id: '01a2',
    titleFr: '=HYPERLINK("http://evil.test";"clic")',
    titleEn: "'=1+1",
    descriptionFr: 'une ligne\nune autre ; « guillemets " » , virgule\tet tabulation',
    descriptionEn: '@SUM(A1)',
    tags: '-marché, +soir',
    city: "N'Djamena",
    price: '9000',
  })
  const text = writeTable([hostile, row({ id: '2', titleFr: "''=x" })], locale)
  expect(readTable(bytes(text)).rows.map(({ cells }) => cells)).toEqual([hostile, row({ id: '2', titleFr: "''=x" })])
})

test('a cell that a spreadsheet would run is written as text', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '＝', "'="]) {
    const cell = writeTable([row({ id: '1', titleFr: `${start}cmd|' /C calc'!A0` })], 'fr')
      .split('\r\n')[1]
      ?.split(';')[2]
    expect(cell?.replace(/^"/, ''), JSON.stringify(start)).toMatch(/^'/)
  }
  expect(writeTable([row({ id: '1', titleFr: "L'eau" })], 'fr')).toContain(";L'eau;")
})

test('the file opens in Excel: its mark, semicolons, Windows line ends', () => {
  const text = writeTable([row({ id: '1' })], 'fr')
  expect(text.startsWith('\ufeffIdentifiant;Fichier;Titre (français);')).toBe(true)
  expect(text.split('\r\n')).toHaveLength(3)
})

test.each([
  ['semicolons', 'Identifiant;Titre (français);Prix\n1;Étal, du matin;9 000\n'],
  ['commas', 'identifiant,TITRE (FRANCAIS),prix\n1,"Étal, du matin",9 000\n'],
  ['tabs', 'Identifier\tTitle (French)\tPrice\r\n1\tÉtal, du matin\t9 000\r\n'],
  ['a hint', 'sep=|\r\nid|titleFr|price\r\n1|Étal, du matin|9 000\r\n'],
  ['a mark', '\ufeff"Identifiant";"Titre (français)";"Prix"\r\n"1";"Étal, du matin";"9 000"\r\n'],
])('a file with %s is understood', (_, text) => {
  expect(readTable(bytes(text))).toEqual({ rows: [{ line: 2, cells: { id: '1', titleFr: 'Étal, du matin', price: '9 000' } }], unknown: [] })
})

test('Windows-1252 and UTF-16 are told from UTF-8', () => {
  const windows = Uint8Array.from([...Buffer.from('Identifiant;Titre\n1;L'), 0x92, 0xe9, 0x74, 0xe9, 0x20, 0x80])
  expect(readTable(windows).rows[0]?.cells.titleFr).toBe('L’été €')
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Identifiant\tTitre\r\n1\tL’été', 'utf16le')])
  expect(readTable(wide).rows[0]?.cells.titleFr).toBe('L’été')
})

test('empty rows are passed over but counted, short rows are read, unknown columns are named', () => {
  const { rows, unknown } = readTable(bytes('Fichier;Titre;Humeur\n\na.jpg;Un;gaie\n;;\nb.jpg\n'))
  expect(rows).toEqual([
    { line: 3, cells: { fileName: 'a.jpg', titleFr: 'Un' } },
    { line: 5, cells: { fileName: 'b.jpg', titleFr: '' } },
  ])
  expect(unknown).toEqual(['Humeur'])
})

test.each([
  ['', 'sheet.csv.fault.empty'],
  ['Identifiant;Titre\n', 'sheet.csv.fault.empty'],
  ['Titre;Prix\nUn;100\n', 'sheet.csv.fault.noKey'],
  ['Identifiant;Titre;Titre (français)\n1;a;b\n', 'sheet.csv.fault.twiceColumn'],
  ['Identifiant;Titre\n1;"Un\n2;Deux\n', 'sheet.csv.fault.broken'],
])('%j is refused in words', (text, key) => {
  expect(keyOf(text)).toBe(key)
})

test('a spreadsheet’s own file, a picture, one too long or too heavy are refused', () => {
  expect(keyOf(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).toBe('sheet.csv.fault.notText')
  expect(keyOf(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0]))).toBe('sheet.csv.fault.notText')
  const lines = (count: number) => `id;titre\n${Array.from({ length: count }, (_, index) => `${index};t\n`).join('')}`
  expect(keyOf(lines(ROWS_MAX))).toBeNull()
  expect(keyOf(lines(ROWS_MAX + 1))).toBe('sheet.csv.fault.tooMany')
  expect(keyOf(new Uint8Array(TABLE_MAX_BYTES + 1).fill(65))).toBe('sheet.csv.fault.tooBig')
})

test('a header of very many columns is read as far as any table of ours goes, and its rows no further', () => {
  const { rows } = readTable(bytes(`Identifiant;Titre${';x'.repeat(50_000)}\n${`a;b${';c'.repeat(300)}\n`.repeat(3)}`))
  expect(rows.map(({ cells }) => cells)).toEqual(Array(3).fill({ id: 'a', titleFr: 'b' }))
  expect(keyOf(`${'x;'.repeat(50_000)}Identifiant\n`)).toBe('sheet.csv.fault.noKey')
})
