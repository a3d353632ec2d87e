import { expect, test } from 'vitest'
import { renderInvoice } from './invoice'
import { printable } from './printable'
import { aLine, textOf } from './testing'

const paper = {
  number: '2026-003917',
  issuedAt: new Date('2026-11-22T12:05:00Z'),
  buyer: { name: 'Mariam Traoré', email: 'mariam@example.test' },
  method: 'Orange Money',
  reference: 'TX-7F3K',
  address: 'http://localhost:3000/account/orders',
  totalXof: 56_000,
  lines: [
    aLine({ title: 'Retour de pêche, lagune Ébrié', photographerName: 'Yao N’Guessan', priceXof: 12_500 }),
    aLine({ title: '<script>alert(1)</script> (\\) Tj ET', photographerName: 'Kɔfi Mɛnsa', licence: 'extended', priceXof: 44_000, discountXof: 500 }),
  ],
}

test('the French invoice says its number, each line as it is, and the total to the franc', async () => {
  const words = textOf(await renderInvoice(paper, 'fr'))
  for (const part of [
    'Facture',
    '2026-003917',
    '22 novembre 2026',
    'Mariam Traoré',
    'Retour de pêche, lagune Ébrié',
    'Yao N’Guessan',
    'Kɔfi Mɛnsa',
    'Orange Money',
    'TX-7F3K',
    'Licence étendue',
    '56\u202f000\u00a0F\u00a0CFA',
    '43\u202f500\u00a0F\u00a0CFA',
  ])
    expect(words).toContain(part)
  expect(words).toContain('<script>alert(1)</script> (\\) Tj ET')
})

test('the English invoice is in English', async () => {
  const words = textOf(await renderInvoice(paper, 'en'))
  for (const part of ['Invoice', '22 November 2026', 'Billed to', 'Extended licence', '56,000\u00a0F\u00a0CFA']) expect(words).toContain(part)
  expect(words).not.toContain('Facture')
})

test('what the fonts cannot write is a question mark, and a line end a space', () => {
  expect(printable('Awa 😀\n日 محمد ⵜ ߒ ŋ')).toBe('Awa ? ? محمد ⵜ ߒ ŋ')
})

test('sixty lines run over pages, every line once and the total last', async () => {
  const lines = Array.from({ length: 60 }, (_, index) => aLine({ title: `Photo n° ${index + 1}.` }))
  const words = textOf(await renderInvoice({ ...paper, lines, totalXof: 600_000 }, 'fr'))
  for (const { title } of lines) expect(words.split(title)).toHaveLength(2)
  expect(words).toContain('Page 2 sur')
  expect(words).toContain('600\u202f000\u00a0F\u00a0CFA')
})
