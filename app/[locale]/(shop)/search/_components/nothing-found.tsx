import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { JustifiedGrid } from '@/components/justified-grid'
import { ButtonLink } from '@/components/ui/button'
import type { Locale } from '@/lib/actor'
import { listFresh } from '@/lib/catalog/queries'
import { searchPhotos } from '@/lib/catalog/search-photos'
import { countFilters, noSearch, type Search, writeSearch } from '@/lib/catalog/search-state'
import { listNearby } from '@/lib/catalog/words'
import { path } from '@/lib/web/path'
import type { ActiveFilter } from './active-filters'
import { Chips } from './chips'

const CLOSE = 8

/** No result leads somewhere: what happened, searches nearby with their counts, the way to all photos, and photos close to what was asked. */
export async function NothingFound({ locale, search, chips }: { locale: Locale; search: Search; chips: readonly ActiveFilter[] }) {
  const t = await getTranslations('shop.search')
  const here = path(locale, '/search')
  const filtered = countFilters(search) > 0
  const nearby = search.q ? await listNearby(search.q, locale) : []
  const found = await Promise.all(nearby.map(({ words }) => searchPhotos({ ...noSearch, q: words, locale, limit: CLOSE })))
  const candidates = [...found.flatMap(({ photos }) => photos), ...(await listFresh(locale, CLOSE))]
  const close = [...new Map(candidates.map((photo) => [photo.id, photo])).values()].slice(0, CLOSE)
  return (
    <div className="max-lg:px-4">
      <EmptyState
        title={search.q ? t('none', { words: search.q }) : t('noneFiltered')}
        action={
          <ButtonLink href={filtered && search.q ? `${here}${writeSearch({ ...noSearch, q: search.q })}` : here} className="w-full sm:w-auto">
            {filtered && search.q ? t('clear') : t('browse')}
          </ButtonLink>
        }
      >
        <p>{filtered ? t('noneFilteredBody') : t('noneBody')}</p>
        <div className="max-lg:-mx-4">
          <Chips chips={chips} here={here} clearHref={`${here}${writeSearch({ ...noSearch, q: search.q })}`} />
        </div>
        {nearby.length > 0 && (
          <ul aria-label={t('noneNearby')} className="mt-6 divide-y divide-line border-t border-line">
            {nearby.map(({ words, count }) => (
              <li key={words} className="flex min-h-13 items-center justify-between gap-4">
                <a href={`${here}${writeSearch({ ...noSearch, q: words })}`} className="link inline-flex min-h-11 items-center font-semibold">
                  {words}
                </a>
                <span className="text-muted">{t('count', { count })}</span>
              </li>
            ))}
          </ul>
        )}
      </EmptyState>
      {close.length > 0 && (
        <section aria-labelledby="close" className="mt-4">
          <h2 id="close" className="display-20 mb-4">
            {t('nearby')}
          </h2>
          <JustifiedGrid photos={close} locale={locale} layout="besidePanel" label={t('nearby')} />
        </section>
      )}
    </div>
  )
}
