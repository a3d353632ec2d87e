import { expect, test } from 'vitest'
import { attachment } from './storage'

test('a name with accents is given twice: plain for old clients, true for the rest', () => {
  expect(attachment('Marché de Bobo.jpg')).toBe(`attachment; filename="Marche de Bobo.jpg"; filename*=UTF-8''March%C3%A9%20de%20Bobo.jpg`)
})

test('a hostile name neither ends the header nor names a folder', () => {
  const header = attachment('../a"; x=\r\nSet-Cookie: b\u202egpj.exe%00')
  expect(header).not.toMatch(/[\r\n]/)
  expect(header).toMatch(/^attachment; filename="[^"\\/;]+"; filename\*=UTF-8''[\w%.!~-]+$/)
})

test('a name that is cut in the middle of a character, or empty, still makes a header', () => {
  expect(attachment('')).toContain('filename="photo"')
  expect(attachment(`${'é'.repeat(149)}😀😀`)).toContain("filename*=UTF-8''%C3%A9")
  expect(attachment('\ud800.jpg')).toContain('.jpg')
})
