import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>
const [production = '', development = ''] = readFileSync('docs/dependencies.md', 'utf8').split('## At development and test only')

/** The packages a part of docs/dependencies.md has a line for; `@types/*` stands for all of them. */
const namedIn = (part: string) =>
  [...part.matchAll(/^\| ((?:@?[a-z0-9][\w@/.*-]*(?:, )?)+) \| \S/gm)].flatMap(([, names = '']) => names.split(', ')).filter((name) => name !== 'package')
const has = (names: string[], name: string) => names.some((known) => (known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : known === name))

test.each([
  ['dependencies', production],
  ['devDependencies', development],
] as const)('each of the %s has a line that says what it is for, and no line is left over', (kind, part) => {
  const installed = Object.keys(manifest[kind])
  const named = namedIn(part)
  expect(installed.filter((name) => !has(named, name))).toEqual([])
  expect(named.filter((name) => !installed.some((known) => has([name], known)))).toEqual([])
})
