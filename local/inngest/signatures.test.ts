import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalJson, isBearerOf, signBody } from './signatures'
import { seededUlids, ulid } from './ulid'

test('canonical JSON sorts keys at every depth and writes numbers and texts as RFC 8785 does', () => {
  expect(canonicalJson({ b: [1e21, -0, { z: 'é\u2028"', a: null }], a: undefined, B: true })).toBe('{"B":true,"b":[1e+21,0,{"a":null,"z":"é\u2028\\""}]}')
})

test('the key signs as text without its prefix', () => {
  const now = new Date(1_700_000_000_000)
  expect(signBody('signkey-prod-abcd', '{}', now)).toBe(signBody('abcd', '{}', now))
  expect(signBody('abcd', '{}', now)).toMatch(/^t=1700000000&s=[0-9a-f]{64}$/)
})

test('a bearer is the key or its hash, nothing else', () => {
  const hash = createHash('sha256').update(Buffer.from('abcd', 'hex')).digest('hex')
  const seen = ['Bearer signkey-prod-abcd', `Bearer signkey-prod-${hash}`, `Bearer ${hash}`, 'Bearer ', undefined].map((header) =>
    isBearerOf('signkey-prod-abcd', header),
  )
  expect(seen).toEqual([true, true, false, false, false])
})

test('ids of a repeated send are the same, in order and different from each other', () => {
  const seed = `1700000000000,${Buffer.alloc(10, 255).toString('base64')}`
  expect(seededUlids(seed, 3)).toEqual(seededUlids(seed, 3))
  expect(new Set(seededUlids(seed, 3)).size).toBe(3)
  expect(seededUlids('nonsense', 1)).not.toEqual(seededUlids('nonsense', 1))
  expect(ulid(1_700_000_000_000, Buffer.alloc(10))).toBe('01HF7YAT000000000000000000')
})
