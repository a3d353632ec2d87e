import { describe, expect, test } from 'vitest'
import { holds, keyText, parseExpression, parseKey } from './expressions'

const event = { data: { id: 'a', n: 2, flag: true, none: null } }

describe('expressions', () => {
  test.each([
    ["event.data.id == 'a'", true],
    ['event.data.id == "b"', false],
    ["event.data.id != 'b' && event.data.n == 2", true],
    ["event.data.id == 'a' && event.data.n == 3", false],
    ["event.data.id == 'b' && event.data.n == 2", false],
    ['event.data.absent == null', true],
    ['event.data.none == null', true],
    ['event.data.id != null', true],
    ['event.data.id.deeper == null', true],
    ['event.data.flag == true', true],
    ["event.data.n == '2'", false],
    ['async.data.id == event.data.id', true],
    ['event.toString == null', true],
  ])('%s is %s', (text, expected) => {
    expect(holds(parseExpression(text), { event, async: { data: { id: 'a' } } })).toBe(expected)
  })

  test.each([
    'event.data.n > 1',
    "event.data.id == 'a' || event.data.n == 2",
    "(event.data.id == 'a')",
    "event.data.id == 'a' &&",
    'event.data.id',
    'size(event.data.id) == 1',
    "steps.x == 'a'",
    "event.data['id'] == 'a'",
    "event.data.id == 'a",
    '',
  ])('%s is refused with a sentence', (text) => {
    expect(() => parseExpression(text)).toThrow(/beyond the local executor/)
  })

  test('a key tells equal values from different ones', () => {
    expect(keyText(parseKey('event.data.id'), event)).toBe('"a"')
    expect(keyText(parseKey('event.data.n'), event)).not.toBe(keyText(parseKey("'2'"), event))
    expect(() => parseKey('event.data.id + event.data.n')).toThrow(/beyond the local executor/)
  })
})
