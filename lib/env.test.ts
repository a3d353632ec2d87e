import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { envSchema } from './env'

test('.env.example names every variable, and none that nothing reads', () => {
  const named = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z0-9_]+)=/gm)].map((match) => match[1])
  expect(named.sort()).toEqual(Object.keys(envSchema.shape).sort())
})

test('a missing or malformed variable is named', () => {
  const result = envSchema.safeParse({ APP_URL: 'not an address', AUTH_SECRET: 'short' })
  const paths = result.error?.issues.map((issue) => issue.path.join('.'))
  expect(paths).toEqual(expect.arrayContaining(['APP_URL', 'AUTH_SECRET', 'DATABASE_URL', 'CINETPAY_SECRET_KEY']))
})
