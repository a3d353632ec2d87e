import { getFormatter, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import type { Facet, SearchResult } from '@/lib/catalog/search-photos'
import { orientations, peopleChoices, type Search } from '@/lib/catalog/search-state'
import { path } from '@/lib/web/path'
import { FORM } from './search-form'
import { orientationWords, peopleWords } from './words'

type Props = {
  search: Search
  result: SearchResult
  categories: readonly { slug: string; name: string }[]
  countries: readonly { code: string; name: string }[]
  locale: Locale
}

/** Beside the results in wide windows; on phones a sheet that `#filters` opens, with one button that tells the result. No script needed. */
export async function FilterPanel({ search, result, categories, countries, locale }: Props) {
  const t = await getTranslations('shop.search')
  const subjects = complete(
    result.facets.category,
    search.category,
    categories.map(({ slug, name }) => ({ value: slug, name })),
  )
  const places = complete(
    result.facets.country,
    search.country,
    countries.map(({ code, name }) => ({ value: code, name })),
  )
  const counts = (facets: Facet[]) => new Map(facets.map(({ value, count }) => [value, count]))
  const [byOrientation, byPeople] = [counts(result.facets.orientation), counts(result.facets.people)]
  return (
    <aside
      id="filters"
      aria-labelledby="filters-title"
      tabIndex={-1}
      className="max-lg:opened-by-address max-lg:fixed max-lg:inset-0 max-lg:z-30 max-lg:flex-col max-lg:bg-night/55 max-lg:pt-16 lg:block"
    >
      <div className="flex min-h-0 flex-1 flex-col bg-paper max-lg:rounded-t-2xl">
        <div className="flex items-center gap-2 border-b border-line py-2 max-lg:mx-4 lg:py-4">
          <h2 id="filters-title" className="display-28 lg:display-20">
            <span className="lg:hidden">{t('filters')}</span>
            <span className="max-lg:hidden">{t('refine')}</span>
          </h2>
          <a
            href={`${path(locale, '/search')}${search.q ? `?q=${encodeURIComponent(search.q)}` : ''}`}
            className="link ml-auto inline-flex min-h-11 items-center lg:hidden"
          >
            {t('clear')}
          </a>
          <a href="#results" aria-label={t('closeFilters')} className="-mr-3 inline-flex size-11 items-center justify-center rounded-control lg:hidden">
            <Icon name="x" size={24} />
          </a>
        </div>
        <div className="divide-y divide-line overflow-y-auto overscroll-contain max-lg:px-4 lg:overflow-visible">
          {subjects.length > 0 && (
            <Section title={t('subject')}>
              <Choices name="category" all={subjects} chosen={search.category} first={5} more={(count) => t('moreSubjects', { count })} />
            </Section>
          )}
          <Section title={t('price')}>
            <div className="mt-1 grid grid-cols-2 gap-2">
              <Francs name="min" prefix={t('from')} label={`${t('price')}, ${t('from')} (${t('francs')})`} value={search.priceMin} />
              <Francs name="max" prefix={t('to')} label={`${t('price')}, ${t('to')} (${t('francs')})`} value={search.priceMax} />
            </div>
          </Section>
          {places.length > 0 && (
            <Section title={t('country')}>
              <Choices name="country" all={places} chosen={search.country} first={5} more={(count) => t('moreCountries', { count })} />
            </Section>
          )}
          <Section title={t('orientation')}>
            <div className="mt-1 flex gap-2 lg:gap-1.5">
              {orientations.map((value) => (
                <label
                  key={value}
                  className="flex h-17 flex-auto cursor-pointer flex-col items-center justify-between rounded-control border border-line pt-3 pb-2 text-xs max-lg:text-sm hover:border-control has-checked:border-indigo has-checked:bg-card has-checked:font-semibold has-checked:shadow-[inset_0_0_0_1px_var(--indigo)] has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-indigo"
                >
                  <input type="checkbox" form={FORM} name="orientation" value={value} defaultChecked={search.orientation.includes(value)} className="sr-only" />
                  <span aria-hidden className={`rounded-photo border-[1.5px] border-ink ${shapes[value]}`} />
                  <span>
                    {t(orientationWords[value])}
                    <span className="sr-only"> ({byOrientation.get(value) ?? 0})</span>
                  </span>
                </label>
              ))}
            </div>
          </Section>
          <Section title={t('people')}>
            <Choices
              name="people"
              chosen={search.people}
              first={9}
              more={String}
              all={peopleChoices.map((value) => ({ value, name: t(peopleWords[value]), count: byPeople.get(value) ?? 0 }))}
            />
          </Section>
        </div>
        <div className="border-t border-line px-4 pt-3 pb-5 lg:hidden">
          <button type="submit" form={FORM} className={buttonClass('primary', 'lg', 'w-full')}>
            <span>{t('apply')}</span>
          </button>
        </div>
        <button type="submit" form={FORM} className={buttonClass('outline', 'md', 'mt-2 scripted:hidden! max-lg:hidden!')}>
          {t('apply')}
        </button>
      </div>
    </aside>
  )
}

const shapes = { landscape: 'h-4 w-6', portrait: 'h-5 w-4', square: 'size-[18px]', panorama: 'mt-0.5 h-3 w-8' } as const

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="py-4">
      <legend className="float-left mb-1 w-full font-semibold">{title}</legend>
      <div className="clear-both">{children}</div>
    </fieldset>
  )
}

/** Facets as found, then what is chosen but found nothing, so that it can be taken off again. */
function complete(facets: Facet[], chosen: readonly string[], all: readonly { value: string; name: string }[]): Facet[] {
  const missing = chosen.filter((value) => !facets.some((facet) => facet.value === value))
  return [...facets, ...missing.flatMap((value) => all.filter((known) => known.value === value)).map((known) => ({ ...known, count: 0 }))]
}

async function Choices({
  name,
  all,
  chosen,
  first,
  more,
}: {
  name: string
  all: readonly Facet[]
  chosen: readonly string[]
  first: number
  more: (count: number) => string
}) {
  const format = await getFormatter()
  const ordered = [...all.filter(({ value }) => chosen.includes(value)), ...all.filter(({ value }) => !chosen.includes(value))]
  const shown = Math.max(first, chosen.length)
  const row = ({ value, name: words, count }: Facet) => (
    <li key={value}>
      <label className="flex min-h-11 cursor-pointer items-center gap-3 has-checked:font-semibold lg:min-h-9">
        <input type="checkbox" form={FORM} name={name} value={value} defaultChecked={chosen.includes(value)} className="tick" />
        <span>{words}</span>
        <span className="ml-auto text-sm font-normal text-muted">{format.number(count)}</span>
      </label>
    </li>
  )
  const rest = ordered.slice(shown)
  return (
    <>
      <ul>{ordered.slice(0, shown).map(row)}</ul>
      {rest.length > 0 && (
        <details className="group">
          <summary className="link inline-flex min-h-11 items-center text-base group-open:hidden lg:min-h-9 lg:text-sm">{more(rest.length)}</summary>
          <ul>{rest.map(row)}</ul>
        </details>
      )}
    </>
  )
}

function Francs({ name, prefix, label, value }: { name: string; prefix: string; label: string; value: number | null }) {
  return (
    <div className="relative">
      <span aria-hidden className="pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-muted">
        {prefix}
      </span>
      <input
        type="text"
        inputMode="numeric"
        form={FORM}
        name={name}
        aria-label={label}
        defaultValue={value ?? ''}
        maxLength={12}
        className={`h-11 w-full rounded-control border border-control bg-card pr-2 text-base focus-visible:rounded-control ${name === 'min' ? 'pl-10' : 'pl-8'}`}
      />
    </div>
  )
}
