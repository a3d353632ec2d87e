import type { Locale } from '@/lib/actor'
import { type Search, writeSearch } from '@/lib/catalog/search-state'
import { formatXof } from '@/lib/money'
import { orientationWords, peopleWords } from './words'

export type ActiveFilter = { name: string; query: string }

type Names = {
  categories: readonly { slug: string; name: string }[]
  countries: readonly { code: string; name: string }[]
  tagWord: string | null
  photographerName: string | null
}
type Key =
  | (typeof orientationWords)[keyof typeof orientationWords]
  | (typeof peopleWords)[keyof typeof peopleWords]
  | 'priceFrom'
  | 'priceTo'
  | 'byPhotographer'
type Translate = (key: Key, values?: Record<string, string>) => string

/** Each filter that is on, by its name, with the query string of the same search without it. */
export function activeFilters(search: Search, names: Names, t: Translate, locale: Locale): ActiveFilter[] {
  const without = (change: Partial<Search>) => writeSearch(search, change)
  const { categories, countries, tagWord, photographerName } = names
  return [
    ...search.category.map((slug) => ({
      name: categories.find((category) => category.slug === slug)?.name ?? slug,
      query: without({ category: search.category.filter((other) => other !== slug) }),
    })),
    ...search.country.map((code) => ({
      name: countries.find((country) => country.code === code)?.name ?? code,
      query: without({ country: search.country.filter((other) => other !== code) }),
    })),
    ...search.orientation.map((value) => ({
      name: t(orientationWords[value]),
      query: without({ orientation: search.orientation.filter((other) => other !== value) }),
    })),
    ...search.people.map((value) => ({ name: t(peopleWords[value]), query: without({ people: search.people.filter((other) => other !== value) }) })),
    ...(search.tag === null ? [] : [{ name: tagWord ?? search.tag, query: without({ tag: null }) }]),
    ...(search.photographer === null
      ? []
      : [{ name: t('byPhotographer', { name: photographerName ?? search.photographer }), query: without({ photographer: null }) }]),
    ...(search.priceMin === null ? [] : [{ name: t('priceFrom', { price: formatXof(search.priceMin, locale) }), query: without({ priceMin: null }) }]),
    ...(search.priceMax === null ? [] : [{ name: t('priceTo', { price: formatXof(search.priceMax, locale) }), query: without({ priceMax: null }) }]),
  ]
}
