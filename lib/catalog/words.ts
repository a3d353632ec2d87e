import { type SQL, sql } from 'drizzle-orm'
import { db } from '@/db'
import type { Locale } from '@/lib/actor'

/** The words as a tsquery in both languages at once, accents and plurals forgiven. Any string is a valid query; one of stop words alone matches nothing. */
export const exactly = (q: string): SQL => sql`(websearch_to_tsquery('pouire_fr', ${q}) || websearch_to_tsquery('pouire_en', ${q}))`

const LAST_WORD = /^(.*?)([\p{L}\p{N}]{3,})$/su

/** The same with the last word taken as a beginning (`pirog`); null when the last thing typed is no word of three letters. */
export function beginning(q: string): SQL | null {
  const [, rest = '', last] = LAST_WORD.exec(q) ?? []
  if (!last) return null
  const prefix = `${last}:*` // Letters and digits only, so it cannot break the syntax.
  return sql`((websearch_to_tsquery('pouire_fr', ${rest}) && to_tsquery('pouire_fr', ${prefix})) || (websearch_to_tsquery('pouire_en', ${rest}) && to_tsquery('pouire_en', ${prefix})))`
}

const WORDS_MAX = 8
const ALIKE = 0.3

/** Each word that no published photo has is replaced by the tag word most like it; null when nothing needed or found a replacement. */
export async function correct(q: string): Promise<string | null> {
  const words = q.match(/[\p{L}\p{N}]{3,}/gu)?.slice(0, WORDS_MAX) ?? []
  if (!words.length) return null
  const found = await db.execute<{ word: string; better: string | null }>(sql`
    select given.word, (
      select tag.word from (select word_fr as word, id from tags union all select word_en, id from tags where word_en is not null) tag
      where similarity(unaccent(lower(tag.word)), unaccent(lower(given.word))) > ${ALIKE}
        and exists (select 1 from photo_tags pt join photos p on p.id = pt.photo_id where pt.tag_id = tag.id and p.status = 'published')
      order by similarity(unaccent(lower(tag.word)), unaccent(lower(given.word))) desc, tag.word limit 1
    ) as better
    from unnest(${sql.param(words)}::text[]) with ordinality as given(word, position)
    where not exists (select 1 from photos p where p.status = 'published' and p.search_vector @@ (websearch_to_tsquery('pouire_fr', given.word) || websearch_to_tsquery('pouire_en', given.word)))
    order by given.position`)
  let corrected = q
  for (const { word, better } of found.rows) if (better) corrected = corrected.replace(word, better)
  return corrected === q ? null : corrected
}

/** Up to three searches near one that found nothing, each with how many photos it has (counted to 1 000): its own words first, then tags like them, then the tags most used. */
export async function listNearby(q: string, locale: Locale): Promise<{ words: string; count: number }[]> {
  const given = q.match(/[\p{L}\p{N}]{3,}/gu)?.slice(0, WORDS_MAX) ?? []
  const word = locale === 'en' ? sql`coalesce(t.word_en, t.word_fr)` : sql`t.word_fr`
  const found = await db.execute<{ words: string; count: number }>(sql`
    with near as (
      select given.word, 2::real as likeness from unnest(${sql.param(given)}::text[]) as given(word)
      union all
      select ${word}, max(greatest(similarity(unaccent(lower(t.word_fr)), unaccent(lower(given.word))), similarity(unaccent(lower(coalesce(t.word_en, ''))), unaccent(lower(given.word)))))
      from tags t cross join unnest(${sql.param(given.length ? given : [q])}::text[]) as given(word) group by 1
    ), close as (
      select word, likeness from near where likeness >= ${ALIKE}
      union all
      (select ${word}, 0 from tags t join photo_tags pt on pt.tag_id = t.id join photos p on p.id = pt.photo_id and p.status = 'published' group by t.id order by count(*) desc, t.id limit 4)
    ), counted as (
      select near.word as words, max(likeness) as likeness, (
        select count(*)::int from (select 1 from photos p where p.status = 'published' and p.search_vector @@ (websearch_to_tsquery('pouire_fr', near.word) || websearch_to_tsquery('pouire_en', near.word)) limit 1000) capped
      ) as count
      from (select word, likeness from close order by likeness desc limit 16) near group by near.word
    )
    select words, count from counted where count > 0 and lower(words) <> lower(${q}) order by likeness desc, count desc limit 3`)
  return found.rows
}
