import { inArray } from 'drizzle-orm'
import { schema, type Tx } from '@/db'
import { foldWord } from './fold-word'

/** Ids of the tags of these French words, in their order, each once; words not known yet are added. Two spellings of one word (`Marché`, `marche`) are one tag. */
export async function ensureTags(tx: Tx, words: string[]): Promise<string[]> {
  const bySlug = new Map<string, string>()
  for (const word of words) {
    const slug = foldWord(word)
    if (slug && !bySlug.has(slug)) bySlug.set(slug, word.trim().replace(/\s+/g, ' ').toLowerCase())
  }
  if (bySlug.size === 0) return []
  const sorted = [...bySlug].sort(([a], [b]) => (a < b ? -1 : 1)) // In one order everywhere: two savings at once must not wait for each other.
  await tx
    .insert(schema.tags)
    .values(sorted.map(([slug, wordFr]) => ({ slug, wordFr })))
    .onConflictDoNothing()
  const found = await tx
    .select({ id: schema.tags.id, slug: schema.tags.slug })
    .from(schema.tags)
    .where(inArray(schema.tags.slug, [...bySlug.keys()]))
  const ids = new Map(found.map(({ slug, id }) => [slug, id]))
  return [...bySlug.keys()].map((slug) => {
    const id = ids.get(slug)
    if (!id) throw new Error(`The tag ${slug} was neither found nor added.`)
    return id
  })
}
