import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { EmptyState } from '@/components/empty-state'
import { JustifiedGrid } from '@/components/justified-grid'
import { Pager } from '@/components/pager'
import { PortfolioHead } from '@/components/portfolio-head'
import type { Locale } from '@/lib/actor'
import { getPhotographerPage } from '@/lib/catalog/photographers'
import { searchPhotos } from '@/lib/catalog/search-photos'
import { type Params, readSearch } from '@/lib/catalog/search-state'
import { alternates } from '@/lib/web/alternates'
import { path } from '@/lib/web/path'
import { getActor } from '@/lib/web/session'
import { found } from '../../../_components/found'
import { Frame } from '../../../_components/frame'
import { coverOf, placeOf, statsOf } from '../../../_components/portfolio'
import { AddForm, bagFor } from '../../_components/add-form'
import { PersonData } from './_components/person-data'

type Props = { params: Promise<{ locale: Locale; handle: string }>; searchParams: Promise<Params> }

const getPerson = cache((handle: string, locale: Locale) => found(() => getPhotographerPage(handle, locale)))
const BEST = 8 // With fewer than twice as many photos the best sold would only be the newest in another order.

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, handle } = await params
  const [person, t] = [await getPerson(handle, locale), await getTranslations('shop.photographer')]
  const description = t('description', { name: person.name, place: placeOf(person) })
  const { cover } = person
  return {
    title: person.name,
    description,
    alternates: alternates(locale, `/photographers/${person.handle}`),
    openGraph: { title: person.name, description, type: 'profile', ...(cover && { images: [{ url: cover.previewJpeg, alt: cover.title }] }) },
    ...(cover && { twitter: { card: 'summary_large_image' } }),
  }
}

/** A photographer's portfolio: cover, words and figures, what sells best, and everything, newest first. */
export default async function PhotographerPage({ params, searchParams }: Props) {
  const { locale, handle } = await params
  const person = await getPerson(handle, locale)
  const { cursor } = readSearch(await searchParams)
  const hasBest = !cursor && person.salesCount > 0 && person.photoCount >= 2 * BEST
  const of = { photographer: person.handle, locale }
  const [t, search, common, actor, stats, newest, best] = await Promise.all([
    getTranslations('shop.photographer'),
    getTranslations('shop.search'),
    getTranslations('common'),
    getActor(),
    statsOf(person),
    searchPhotos({ ...of, sort: 'newest', cursor }),
    hasBest ? searchPhotos({ ...of, sort: 'sold', limit: BEST }) : null,
  ])
  const here = path(locale, `/photographers/${person.handle}`)
  const bag = bagFor(common('addStandard'))
  return (
    <Frame className="pb-16">
      <PersonData person={person} locale={locale} />
      <PortfolioHead
        name={person.name}
        place={placeOf(person)}
        bio={person.bio}
        bioLang={person.bioLang === locale ? undefined : person.bioLang}
        cover={person.cover && coverOf(person.cover)}
        link={person.portfolioUrl ? { href: person.portfolioUrl, label: new URL(person.portfolioUrl).host } : null}
        stats={person.photoCount > 0 ? stats : []}
        sizes="(max-width: 1023px) 100vw, 62vw"
      />
      <p className="margins mt-3 flex flex-wrap gap-x-6">
        {person.photoCount > 0 && (
          <a href={path(locale, `/search?photographer=${encodeURIComponent(person.handle)}`)} className="link inline-flex min-h-11 items-center">
            {t('searchHere')}
          </a>
        )}
        {actor.photographerId === person.id && (
          <a href={path(locale, '/studio/profile')} className="link inline-flex min-h-11 items-center">
            {t('edit')}
          </a>
        )}
      </p>
      <AddForm />
      {best && (
        <section aria-labelledby="best" className="mt-8 px-3 lg:mt-12 lg:px-10">
          <h2 id="best" className="display-28 mb-5 max-lg:px-1">
            {t('best')}
          </h2>
          <JustifiedGrid photos={best.photos} locale={locale} label={t('best')} bag={bag} phoneRows={3} />
        </section>
      )}
      <section aria-labelledby="newest" className="mt-10 px-3 lg:mt-16 lg:px-10">
        <h2 id="newest" className={newest.photos.length ? 'display-28 mb-5 max-lg:px-1' : 'sr-only'}>
          {t(best ? 'newest' : 'photos')}
        </h2>
        {newest.photos.length === 0 ? (
          <EmptyState level={2} title={t('empty')}>
            <p>{t('emptyBody')}</p>
          </EmptyState>
        ) : (
          <>
            <JustifiedGrid photos={newest.photos} locale={locale} label={t('photos')} bag={bag} />
            <Pager
              label={search('pages')}
              next={newest.nextCursor ? { href: `${here}?cursor=${newest.nextCursor}`, label: search('next') } : null}
              first={cursor ? { href: here, label: search('first') } : null}
            />
          </>
        )}
      </section>
    </Frame>
  )
}
