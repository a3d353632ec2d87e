import { asc, inArray } from 'drizzle-orm'
import { schema, type Tx } from '@/db'
import { foldWord, stemOf } from './fold-word'
import { stemIn } from './stem-in'

const { tags } = schema

/**
 * Ids of the tags of these French words, in their order, each once; words not known yet are added. Spellings of one word (`Marché`, `marche`, `marchés`; `week-end`,
 * `weekend`) are one tag: the one that is written so, else the oldest that is written otherwise, else a new one.
 */
export async function ensureTags(tx: Tx, words: string[]): Promise<string[]> {
  const wordOf = new Map(
    words
      .map((word) => [foldWord(word), word.trim().replace(/\s+/g, ' ').toLowerCase()] as const)
      .filter(([slug]) => slug)
      .reverse(),
  ) // The first spelling of a word stays.
  const slugs = [...new Set(words.map(foldWord).filter(Boolean))]
  if (slugs.length === 0) return []
  const ids = await idsOf(tx, slugs)
  const unknown = firstOfEach(slugs.filter((slug) => !ids.has(slug)))
  if (unknown.length) {
    const sorted = unknown.toSorted() // In one order everywhere: two savings at once must not wait for each other.
    await tx
      .insert(tags)
      .values(sorted.map((slug) => ({ slug, wordFr: wordOf.get(slug) ?? slug })))
      .onConflictDoNothing()
    for (const [slug, id] of await idsOf(tx, slugs)) ids.set(slug, id)
  }
  return [...new Set(slugs.map((slug) => idIn(ids, slug)))]
}

/** The tags that exist, by the folded words that mean them. Only a word that no tag is written as is looked for among other spellings, which reads the whole table. */
async function idsOf(tx: Tx, slugs: string[]) {
  const exact = await tx.select({ id: tags.id, slug: tags.slug }).from(tags).where(inArray(tags.slug, slugs))
  const ids = new Map(exact.map(({ slug, id }) => [slug, id]))
  const others = slugs.filter((slug) => !ids.has(slug))
  if (!others.length) return ids
  const stem = stemIn(tags.slug)
  const alike = await tx
    .select({ id: tags.id, slug: tags.slug })
    .from(tags)
    .where(inArray(stem, others.map(stemOf)))
    .orderBy(asc(tags.createdAt), asc(tags.id))
  const oldest = new Map(alike.toReversed().map((tag) => [stemOf(tag.slug), tag.id]))
  for (const slug of others) {
    const known = oldest.get(stemOf(slug))
    if (known) ids.set(slug, known)
  }
  return ids
}

/** Of spellings of one word, the first. */
const firstOfEach = (slugs: string[]) => [...new Map(slugs.toReversed().map((slug) => [stemOf(slug), slug])).values()]

function idIn(ids: Map<string, string>, slug: string) {
  const id = ids.get(slug)
  if (!id) throw new Error(`The tag ${slug} was neither found nor added.`)
  return id
}
