/*
The address is the state of a search: everything here is text a stranger may have written, so anything unreadable is left out, never refused.
*/

export const orientations = ['landscape', 'portrait', 'square', 'panorama'] as const
export const peopleChoices = ['none', 'one', 'several'] as const
export const sorts = ['relevance', 'newest', 'sold', 'price', '-price'] as const

export type Orientation = (typeof orientations)[number]
export type PeopleChoice = (typeof peopleChoices)[number]
export type Sort = (typeof sorts)[number]

/** What is asked of the catalogue. Prices in whole francs, of the standard licence. */
export type Search = {
  q: string
  category: string[]
  country: string[]
  orientation: Orientation[]
  people: PeopleChoice[]
  photographer: string | null
  tag: string | null
  priceMin: number | null
  priceMax: number | null
  sort: Sort
  cursor: string | null
}

export const noSearch: Search = {
  q: '',
  category: [],
  country: [],
  orientation: [],
  people: [],
  photographer: null,
  tag: null,
  priceMin: null,
  priceMax: null,
  sort: 'relevance',
  cursor: null,
}

export type Params = Record<string, string | string[] | undefined>

const Q_MAX = 200
const CHOICES_MAX = 20

/** The search an address asks for. */
export function readSearch(params: Params): Search {
  const all = (name: string) =>
    [params[name] ?? []]
      .flat()
      .flatMap((value) => value.split(','))
      .map(clean)
      .filter(Boolean)
  const one = (name: string) => clean([params[name] ?? ''].flat()[0] ?? '') || null
  const among = <T extends string>(name: string, allowed: readonly T[]) => [...new Set(all(name))].filter((value): value is T => allowed.includes(value as T))
  const slugs = (name: string, shape: RegExp) => [...new Set(all(name))].filter((value) => shape.test(value)).slice(0, CHOICES_MAX)
  const sort = one('sort')
  return {
    q: clean([params.q ?? ''].flat().join(' ')),
    category: slugs('category', /^[a-z0-9-]{1,80}$/),
    country: slugs('country', /^[A-Z]{2}$/),
    orientation: among('orientation', orientations),
    people: among('people', peopleChoices),
    photographer: one('photographer'),
    tag: one('tag'),
    priceMin: readFrancs(one('min')),
    priceMax: readFrancs(one('max')),
    sort: sorts.find((known) => known === sort) ?? 'relevance',
    cursor: one('cursor'),
  }
}

/** Text PostgreSQL can take: no NUL, no half of a surrogate pair, no more than anybody types. */
const clean = (text: string) =>
  text
    .slice(0, Q_MAX)
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** `15 000`, `15000` and `15.000` are the same price; null for what is no price. */
function readFrancs(text: string | null) {
  const digits = text?.replace(/[\s.,\u00a0\u202f]/g, '')
  return digits && /^\d{1,8}$/.test(digits) ? Number(digits) : null
}

/** The query string of a search, with `change` made to it; `?…` or nothing. A change always starts at the first page unless it says a cursor. */
export function writeSearch(search: Search, change: Partial<Search> = {}) {
  const next = { ...search, cursor: null, ...change }
  const query = new URLSearchParams()
  if (next.q) query.set('q', next.q)
  for (const name of ['category', 'country', 'orientation', 'people'] as const) for (const value of next[name]) query.append(name, value)
  if (next.photographer) query.set('photographer', next.photographer)
  if (next.tag) query.set('tag', next.tag)
  if (next.priceMin !== null) query.set('min', String(next.priceMin))
  if (next.priceMax !== null) query.set('max', String(next.priceMax))
  if (next.sort !== 'relevance') query.set('sort', next.sort)
  if (next.cursor) query.set('cursor', next.cursor)
  const text = query.toString()
  return text ? `?${text}` : ''
}

/** How many filters are on, the words aside. */
export const countFilters = (search: Search) =>
  search.category.length +
  search.country.length +
  search.orientation.length +
  search.people.length +
  [search.photographer, search.tag, search.priceMin, search.priceMax].filter((value) => value !== null).length
