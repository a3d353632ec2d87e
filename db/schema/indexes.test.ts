import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const schema = globSync('db/schema/*.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
const code = globSync('lib/**/*.ts', { exclude: ['**/*.test.ts'] })
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
const indexes = schema.split('\n').filter((line) => /\b(?:index|uniqueIndex)\('/.test(line))

test('an index says which query it is for; one without words is a rule that its name tells', () => {
  expect(indexes.length).toBeGreaterThan(40)
  expect(indexes.filter((line) => !line.includes(' // ') && !/_once'/.test(line))).toEqual([])
})

test('a query that an index names exists', () => {
  const named = indexes.flatMap((line) => line.split(' // ')[1]?.match(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g) ?? [])
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((name) => !new RegExp(`(?:function|const) ${name}\\b`).test(code))).toEqual([])
})
