import { expect, test } from 'vitest'
import { page, readCursor } from './cursor'

const row = (id: number) => ({
  id: `01a20374-f6ab-72bc-9c9e-e7d6cc24${String(id).padStart(4, '0')}`,
  pageAt: '2026-11-22T10:15:30.123456Z',
  title: `row ${id}`,
})

test('the cursor of a page leads to the row it ended with, to the microsecond', () => {
  const { rows, nextCursor } = page([row(1), row(2), row(3)], 2)
  expect(rows).toEqual([
    { id: row(1).id, title: 'row 1' },
    { id: row(2).id, title: 'row 2' },
  ])
  expect(readCursor(nextCursor)).toEqual({ at: row(2).pageAt, id: row(2).id })
})

test('the last page has no cursor', () => {
  expect(page([row(1), row(2)], 2).nextCursor).toBeNull()
  expect(page([], 2)).toEqual({ rows: [], nextCursor: null })
})

test('an edited cursor leads to the first page', () => {
  const { nextCursor } = page([row(1), row(2)], 1)
  const good = nextCursor ?? ''
  const coded = (text: string) => Buffer.from(text).toString('base64url')
  const edited = [
    `${good}=`,
    `${good.slice(0, 20)}é${good.slice(21)}`,
    good.slice(0, -4),
    coded(`2026-13-45T99:99:99.000000Z ${row(1).id}`),
    coded(`${row(1).pageAt} 1 or 1=1`),
    'x'.repeat(300),
    '',
    null,
  ]
  for (const text of edited) expect(readCursor(text), String(text)).toBeNull()
})
