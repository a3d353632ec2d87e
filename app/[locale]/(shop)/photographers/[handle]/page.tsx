import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { EmptyState } from '@/components/empty-state'
import { JustifiedGrid } from '@/components/justified-grid'
import { Pager } from '@/components/pager'
import type { Locale } from '@/lib/actor'
import { getPhotographerPage } from '@/lib/catalog/photographers'
import { searchPhotos } from '@/lib/catalog/search-photos'
import { type Params, readSearch } from '@/lib/catalog/search-state'
import { AppError } from '@/lib/errors'
import { alternates } from '@/lib/web/alternates'
import { path } from '@/lib/web/path'
import { Frame } from '../../../_components/frame'
import { AddForm, bagFor } from '../../_components/add-form'

type Props = { params: Promise<{ locale: Locale; handle: string }>; searchParams: Promise<Params> }

const getPerson = cache(async (handle: string, locale: Locale) => {
  try {
    return await getPhotographerPage(handle, locale)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, handle } = await params
  const [person, t] = [await getPerson(handle, locale), await getTranslations('shop.photographer')]
  return {
    title: person.name,
    description: t('description', { name: person.name, place: placeOf(person) }),
    alternates: alternates(locale, `/photographers/${person.handle}`),
  }
}

const placeOf = (person: { city: string; country: string | null }) => [person.city, person.country].filter(Boolean).join(', ')

export default async function PhotographerPage({ params, searchParams }: Props) {
  const { locale, handle } = await params
  const person = await getPerson(handle, locale)
  const { cursor } = readSearch(await searchParams)
  const [t, search, common, found] = await Promise.all([
    getTranslations('shop.photographer'),
    getTranslations('shop.search'),
    getTranslations('common'),
    searchPhotos({ photographer: person.handle, sort: 'newest', cursor, locale }),
  ])
  const here = path(locale, `/photographers/${person.handle}`)
  return (
    <Frame className="pb-16">
      <div className="margins mt-6 mb-8 lg:mt-10 lg:mb-10">
        <h1 className="display-56 break-words">{person.name}</h1>
        {person.bio && (
          <p lang={person.bioLang === locale ? undefined : person.bioLang} className="mt-4 max-w-[36em] whitespace-pre-line lg:text-lg">
            {person.bio}
          </p>
        )}
        <p className="mt-3 text-muted">
          {placeOf(person)}. {t('counts', { photos: person.photoCount, sales: person.salesCount })}
        </p>
        {person.photoCount > 0 && (
          <a href={path(locale, `/search?photographer=${encodeURIComponent(person.handle)}`)} className="link mt-1 inline-flex min-h-11 items-center">
            {t('searchHere')}
          </a>
        )}
      </div>
      <div className="px-3 lg:px-10">
        <h2 className="sr-only">{t('photos')}</h2>
        {found.photos.length === 0 ? (
          <EmptyState level={2} title={t('empty')}>
            <p>{t('emptyBody')}</p>
          </EmptyState>
        ) : (
          <>
            <AddForm />
            <JustifiedGrid photos={found.photos} locale={locale} eager={4} label={t('photos')} bag={bagFor(common('addStandard'))} />
            <Pager
              label={search('pages')}
              next={found.nextCursor ? { href: `${here}?cursor=${found.nextCursor}`, label: search('next') } : null}
              first={cursor ? { href: here, label: search('first') } : null}
            />
          </>
        )}
      </div>
    </Frame>
  )
}
