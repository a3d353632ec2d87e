import { type SQL, sql } from 'drizzle-orm'
import { db } from '@/db'
import { type Actor, isUser } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { foldWord, stemOf } from './fold-word'

export type Suggestion = { word: string; why: 'own' | 'together' | 'synonym' | 'catalogue' }
type Asked = { chosen: string[]; prefix: string; limit?: number }
type Row = { word: string; slug: string }

const CHOSEN_MAX = 50
const LOOKED_AT = 300 // Photos per chosen tag whose other tags are counted: enough to rank by, however common the tag is.

/**
 * French words to tag with next, best first, without those chosen already or another spelling of them: words this photographer uses most, words that published photos with the
 * chosen tags carry too, synonyms of what is chosen or typed, then any tag. With a `prefix` all but synonyms of it begin so, or have a word that does. Photographers only.
 */
export async function suggestTags(actor: Actor, { chosen, prefix, limit = 8 }: Asked): Promise<Suggestion[]> {
  if (!isUser(actor) || !actor.photographerId) throw new AppError('forbidden', isUser(actor) ? 'ingest.photographersOnly' : 'signInFirst')
  const slugs = [...new Set(chosen.slice(0, CHOSEN_MAX).map(foldWord).filter(Boolean))]
  const typed = foldWord(prefix.slice(0, 40))
  const begins = (slug: SQL) => (typed ? sql`(${slug} like ${`${typed}%`} or ${slug} like ${`%-${typed}%`})` : sql`true`) // Folded: no % and no _ in it.
  const room = limit + slugs.length // What is chosen already may come back and is left out below.
  const found = await Promise.all([
    listOwn(actor.photographerId, begins, room),
    slugs.length ? listTogether(slugs, begins, room) : [],
    slugs.length || typed ? listSynonyms(slugs, typed, begins, room) : [],
    typed ? listCatalogue(begins, room) : [],
  ])
  return mix(found, new Set(slugs.map(stemOf)), limit)
}

const whys = ['own', 'together', 'synonym', 'catalogue'] as const

/** One of each kind in turn, so that none crowds out the others; a word stands under the first kind that has it. */
function mix(found: Row[][], taken: Set<string>, limit: number): Suggestion[] {
  const longest = Math.max(...found.map((rows) => rows.length))
  const suggestions: Suggestion[] = []
  for (let place = 0; place < longest; place++) {
    for (const [kind, why] of whys.entries()) {
      const row = found[kind]?.[place]
      if (!row || taken.has(stemOf(row.slug)) || suggestions.length >= limit) continue
      taken.add(stemOf(row.slug))
      suggestions.push({ word: row.word, why })
    }
  }
  return suggestions
}

type Begins = (slug: SQL) => SQL
const rowsOf = async (query: SQL) => (await db.execute<Row>(query)).rows

const listOwn = (photographerId: string, begins: Begins, limit: number) =>
  rowsOf(sql`
    select t.word_fr as word, t.slug from photos p join photo_tags pt on pt.photo_id = p.id join tags t on t.id = pt.tag_id
    where p.photographer_id = ${photographerId} and p.status <> 'deleted' and ${begins(sql`t.slug`)}
    group by t.id order by count(*) desc, max(p.created_at) desc, t.slug limit ${limit}`)

const listTogether = (slugs: string[], begins: Begins, limit: number) =>
  rowsOf(sql`
    with chosen as (select id from tags where slug = any(${sql.param(slugs)}::text[])),
    mates as (
      select near.photo_id, count(*) as shared from chosen cross join lateral (
        select pt.photo_id from photo_tags pt join photos p on p.id = pt.photo_id and p.status = 'published' where pt.tag_id = chosen.id limit ${LOOKED_AT}
      ) near group by near.photo_id
    )
    select t.word_fr as word, t.slug from mates join photo_tags pt on pt.photo_id = mates.photo_id join tags t on t.id = pt.tag_id
    where ${begins(sql`t.slug`)} and t.id not in (select id from chosen)
    group by t.id order by sum(mates.shared * mates.shared) desc, t.slug limit ${limit}`)

/** French words of the groups of what is chosen, if they begin as typed, and of what is typed, if that is a whole word. */
const listSynonyms = (slugs: string[], typed: string, begins: Begins, limit: number) =>
  rowsOf(sql`
    select min(other.word) as word, other.slug from synonyms known join synonyms other on other.group_id = known.group_id and other.locale = 'fr' and other.slug <> known.slug
    where (known.slug = any(${sql.param(slugs)}::text[]) and ${begins(sql`other.slug`)}) or known.slug = ${typed}
    group by other.slug order by bool_or(known.slug = ${typed}) desc, other.slug limit ${limit}`)

const listCatalogue = (begins: Begins, limit: number) =>
  rowsOf(sql`
    select t.word_fr as word, t.slug from tags t left join photo_tags pt on pt.tag_id = t.id left join photos p on p.id = pt.photo_id and p.status = 'published'
    where ${begins(sql`t.slug`)} group by t.id having count(p.id) > 0 order by count(p.id) desc, t.slug limit ${limit}`)
