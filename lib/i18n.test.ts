import { readdirSync } from 'node:fs'
import { createTranslator } from 'use-intl/core'
import { expect, test } from 'vitest'
import { formatDate, messages } from './i18n'

type Words = { [key: string]: string | Words }

/** Every sentence under its whole key: `cart.empty`. */
const flat = (words: Words, under = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[under + key, value] as [string, string]] : flat(value, `${under}${key}.`)))

const fr = flat(messages.fr)
const en = new Map(flat(messages.en))
const both = [...fr, ...en]
const keysOf = (list: [string, string][]) => list.map(([key]) => key)
const faulty = (list: [string, string][], fault: RegExp) => list.filter(([, text]) => fault.test(text)).map(([key, text]) => `${key}: ${text}`)

/** `{count, plural, one {# photo}}` names `count`, `<link>` names `link`; a branch's own brace opens words, not a hole. */
function holesOf(text: string) {
  const names = [
    ...text.replace(/(?:=\d+|one|many|other) \{/g, '').matchAll(/\{(\w+)(?:\}|, *(?:plural|select|selectordinal|number|date|time)\b)|<(\w+)>/g),
  ].map(([, hole, tag]) => hole ?? `<${tag}>`)
  return [...new Set(names)].sort()
}

test('every area of words is loaded, in both languages', () => {
  for (const locale of ['fr', 'en'] as const) {
    const files = readdirSync(`messages/${locale}`).map((file) => file.replace('.json', ''))
    expect(Object.keys(messages[locale]).sort(), locale).toEqual(files.sort())
  }
})

test('both languages have the same keys', () => {
  expect(fr.length).toBeGreaterThan(1_000)
  expect(keysOf([...en]).sort()).toEqual(keysOf(fr).sort())
})

test('a sentence has the same holes in both languages', () => {
  const different = fr.filter(([key, text]) => holesOf(text).join() !== holesOf(en.get(key) ?? '').join())
  expect(keysOf(different)).toEqual([])
})

test('no sentence is empty, begins or ends with a space, or has two in a row', () => {
  expect(faulty(both, /^$|^\s|\s$|\s\s/)).toEqual([])
})

test('every sentence can be read: its braces close and its plurals have an `other`', () => {
  const broken: string[] = []
  for (const locale of ['fr', 'en'] as const) {
    const translate = createTranslator({
      locale,
      messages: messages[locale] as Words,
      onError: (error) => void (error.code === 'INVALID_MESSAGE' && broken.push(error.message)),
    })
    for (const [key, text] of flat(messages[locale])) {
      const values = Object.fromEntries(
        holesOf(text)
          .filter((hole) => !hole.startsWith('<'))
          .map((hole) => [hole, 2]),
      )
      const tags = Object.fromEntries(
        holesOf(text)
          .filter((hole) => hole.startsWith('<'))
          .map((hole) => [hole.slice(1, -1), (chunks: unknown) => chunks]),
      )
      translate.rich(key as never, { ...values, ...tags } as never)
    }
  }
  expect(broken).toEqual([])
})

test('typography: apostrophes are curly, ellipses one character, quotes no inch marks', () => {
  expect(faulty(both, /\w'\w|'\w|\.\.\.|"/u)).toEqual([])
})

test('French: no plain space before ; ? ! : » % nor after «, a narrow one before ; ? !, a full one before :', () => {
  expect(faulty(fr, /[ \t][;?!:»%]|«[ \t]/)).toEqual([])
  expect(faulty(fr, /[^\u202f?!…][;?!](?=\s|$)|[^\u00a0]:(?=\s|$)|[^\u00a0\u202f]»|«[^\u00a0\u202f]/)).toEqual([])
})

test('a figure and its currency never part', () => {
  expect(faulty(both, / F(?=\sCFA)|F CFA/)).toEqual([])
})

test('French says vous', () => {
  expect(faulty(fr, /(?<![\p{L}’-])(?:tu|toi|ton|tes|t’)(?![\p{L}])/iu)).toEqual([])
})

test('a date in French has the first of the month as an ordinal, and no other day', () => {
  const [first, eleventh, twentyFirst] = ['2026-02-01', '2026-02-11', '2026-02-21'].map((day) => new Date(`${day}T12:00:00Z`)) as [Date, Date, Date]
  expect(formatDate(first, 'fr')).toBe('1er février 2026')
  expect([formatDate(eleventh, 'fr'), formatDate(twentyFirst, 'fr')]).toEqual(['11 février 2026', '21 février 2026'])
  expect(formatDate(first, 'en')).toBe('1 February 2026')
})
