import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { db, schema } from '@/db'
import { unknownClient } from '@/lib/web/client-address'
import SearchPage from './page'

// What Next itself gives to a page, and the frame around it, which asks Next for a session.
vi.mock('next/headers', () => ({ headers: async () => new Headers() }))
vi.mock('../../_components/frame', () => ({ Frame: () => null }))
vi.mock('../_components/add-form', () => ({ AddForm: () => null, bagFor: () => null }))

test('a client that searched far too often is told so in words, before anything is looked for', async () => {
  const key = `search-shared:${createHash('sha256').update(unknownClient).digest('base64url')}`
  await db.insert(schema.rateLimits).values({ key, points: 1_000_000, expire: BigInt(Date.now() + 60_000) })
  const page = await SearchPage({ params: Promise.resolve({ locale: 'fr' }), searchParams: Promise.resolve({ q: 'marché' }) })
  expect(page.props).toEqual({ locale: 'fr', words: 'Trop d’essais. Réessayez dans 1 minute.' })
  await db.delete(schema.rateLimits).where(eq(schema.rateLimits.key, key))
})
