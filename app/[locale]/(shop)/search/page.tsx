import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { JustifiedGrid } from '@/components/justified-grid'
import { Pager } from '@/components/pager'
import { SearchField } from '@/components/search-field'
import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import { findPhotographerName } from '@/lib/catalog/photographers'
import { findTagWord, listCategories, listCountries } from '@/lib/catalog/queries'
import { searchPhotos } from '@/lib/catalog/search-photos'
import { countFilters, type Params, readSearch, writeSearch } from '@/lib/catalog/search-state'
import { AppError } from '@/lib/errors'
import { alternates } from '@/lib/web/alternates'
import { clientAddress } from '@/lib/web/client-address'
import { limit } from '@/lib/web/limit'
import { path } from '@/lib/web/path'
import { wordsOfAppError } from '@/lib/web/words-of-error'
import { Frame } from '../../_components/frame'
import { AddForm, bagFor } from '../_components/add-form'
import { activeFilters } from './_components/active-filters'
import { Chips } from './_components/chips'
import { FilterPanel } from './_components/filter-panel'
import { NothingFound } from './_components/nothing-found'
import { SearchForm } from './_components/search-form'
import { SortSelect } from './_components/sort-select'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Params> }

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ locale }, search, t] = [await params, readSearch(await searchParams), await getTranslations('shop.search')]
  const plain = search.q && countFilters(search) === 0 ? `?q=${encodeURIComponent(search.q)}` : ''
  return {
    title: search.q || t('title'),
    alternates: alternates(locale, `/search${plain}`),
    robots: search.cursor || countFilters(search) > 1 ? { index: false } : undefined,
  }
}

export default async function SearchPage({ params, searchParams }: Props) {
  const { locale } = await params
  const search = readSearch(await searchParams)
  const refusal = await findRefusal(locale)
  if (refusal) return <TooMany locale={locale} words={refusal} />
  const [t, common, result, categories, countries, tagWord, photographerName] = await Promise.all([
    getTranslations('shop.search'),
    getTranslations('common'),
    searchPhotos({ ...search, locale }),
    search.category.length ? listCategories(locale) : [],
    search.country.length ? listCountries(locale) : [],
    search.tag === null ? null : findTagWord(search.tag, locale),
    search.photographer === null ? null : findPhotographerName(search.photographer),
  ])
  const here = path(locale, '/search')
  const words = result.corrected ?? search.q
  const chips = activeFilters(search, { categories, countries, tagWord, photographerName }, t, locale)
  const heading = result.totalIsMore
    ? words
      ? t('moreFor', { count: result.total, words })
      : t('more', { count: result.total })
    : words
      ? t('headingFor', { count: result.total, words })
      : t('heading', { count: result.total })
  const field = (
    <SearchField
      action={here}
      q={search.q}
      clearHref={`${here}${writeSearch(search, { q: '' })}`}
      words={{ label: common('searchLabel'), placeholder: common('searchPlaceholderShort'), submit: common('search'), clear: common('clearSearch') }}
    />
  )
  return (
    <Frame search={field} className="pb-16">
      <SearchForm action={here} search={search} />
      <div className="grid lg:grid-cols-[272px_minmax(0,1fr)] lg:gap-x-10 lg:pr-10 lg:pl-10">
        <FilterPanel search={search} result={result} categories={categories} countries={countries} locale={locale} />
        <div id="results" className="min-w-0">
          {result.total === 0 ? (
            <NothingFound locale={locale} search={search} chips={chips} />
          ) : (
            <>
              <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 pt-3.5 max-lg:px-4">
                <h1 className="display-28 break-words">
                  <Words>{heading}</Words>
                </h1>
                <SortSelect search={search} />
              </div>
              {result.corrected && <p className="mt-2 text-muted max-lg:px-4">{t('corrected', { asked: search.q, found: result.corrected })}</p>}
              <Chips
                chips={chips}
                clearHref={`${here}${writeSearch({ ...search, category: [], country: [], orientation: [], people: [], photographer: null, tag: null, priceMin: null, priceMax: null })}`}
                here={here}
              />
              <AddForm />
              <div className="mt-5 max-lg:px-3">
                <JustifiedGrid photos={result.photos} locale={locale} layout="besidePanel" eager={4} label={t('results')} bag={bagFor(common('addStandard'))} />
                <Pager
                  label={t('pages')}
                  next={result.nextCursor ? { href: `${here}${writeSearch(search, { cursor: result.nextCursor })}`, label: t('next') } : null}
                  first={search.cursor ? { href: `${here}${writeSearch(search)}`, label: t('first') } : null}
                />
              </div>
            </>
          )}
        </div>
      </div>
      <a
        href="#filters"
        className="fixed bottom-5 left-1/2 z-10 inline-flex h-13 -translate-x-1/2 items-center gap-3 rounded-xl bg-ink px-6 font-semibold text-paper focus-visible:rounded-xl lg:hidden"
      >
        <Icon name="sliders-horizontal" size={20} />
        {t('filters')}
        {chips.length > 0 && <span className="grid size-5 place-items-center rounded-full bg-paper text-xs font-bold text-ink">{chips.length}</span>}
      </a>
    </Frame>
  )
}

/** Why this client may not search now, in words; null when it may. */
async function findRefusal(locale: Locale) {
  try {
    await limit('search', clientAddress(await headers()))
    return null
  } catch (error) {
    if (error instanceof AppError && error.code === 'limited') return wordsOfAppError(error, locale).message
    throw error
  }
}

async function TooMany({ locale, words }: { locale: Locale; words: string }) {
  const t = await getTranslations('common')
  return (
    <Frame className="margins py-16">
      <EmptyState title={words} action={<ButtonLink href={path(locale, '/')}>{t('failure.home')}</ButtonLink>} />
    </Frame>
  )
}
