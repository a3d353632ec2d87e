import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { JustifiedGrid } from '@/components/justified-grid'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import { getCart } from '@/lib/cart/queries'
import { getPhotoPage, type PhotoPage } from '@/lib/catalog/queries'
import { AppError } from '@/lib/errors'
import { formatDate } from '@/lib/i18n'
import { formatXof } from '@/lib/money'
import { alternates } from '@/lib/web/alternates'
import { path } from '@/lib/web/path'
import { getActor } from '@/lib/web/session'
import { Frame } from '../../../_components/frame'
import { AddForm, bagFor } from '../../_components/add-form'
import { Buy } from './_components/buy'
import { Facts } from './_components/facts'
import { ImageData } from './_components/image-data'
import { Mat } from './_components/mat'

type Props = { params: Promise<{ locale: Locale; slug: string }> }

/** Read once for the page and its metadata. A photo that is not on sale has no page. */
const getPage = cache(async (slug: string, locale: Locale): Promise<PhotoPage> => {
  try {
    return await getPhotoPage(slug, locale)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params
  const [photo, t] = [await getPage(slug, locale), await getTranslations('photo')]
  const description = t('metaDescription', {
    title: photo.title,
    place: placeOf(photo),
    name: photo.photographerName,
    price: formatXof(photo.priceXof, locale),
  })
  return {
    title: photo.title,
    description,
    alternates: alternates(locale, `/photos/${slug}`),
    openGraph: { title: photo.title, description, type: 'article', images: [{ url: photo.previewJpeg, alt: photo.title }] },
    twitter: { card: 'summary_large_image' },
  }
}

const placeOf = (photo: PhotoPage) => [photo.city, photo.country].filter(Boolean).join(', ')

export default async function PhotoPageDoor({ params }: Props) {
  const { locale, slug } = await params
  const [photo, actor, t, common] = [await getPage(slug, locale), await getActor(), await getTranslations('photo'), await getTranslations('common')]
  const inCart = (await getCart(actor, locale)).lines.filter((line) => line.photoId === photo.id).map((line) => line.licence)
  const lang = photo.titleLang === locale ? undefined : photo.titleLang
  const authorHref = path(locale, `/photographers/${photo.photographerHandle}`)
  const place = placeOf(photo)
  return (
    <Frame className="pb-16">
      <ImageData photo={photo} locale={locale} />
      <div className="lg:grid lg:min-h-[640px] lg:grid-cols-[minmax(0,1fr)_416px] lg:border-t lg:border-line">
        <Mat photo={photo} lang={lang} />
        <div className="margins pt-6 lg:pt-9 lg:pr-10 lg:pl-8">
          <h1 lang={lang} className="display-28 break-words lg:display-40">
            <Words>{photo.title}</Words>
          </h1>
          <div className="mt-4 flex items-center gap-3">
            <span aria-hidden className="grid size-11 shrink-0 place-items-center rounded-full bg-indigo font-bold text-paper">
              {initials(photo.photographerName)}
            </span>
            <p>
              <a href={authorHref} className="link font-semibold">
                {photo.photographerName}
              </a>
              <span className="block text-sm text-muted">{t('photographerLine', { city: photo.photographerCity, count: photo.photographerPhotos })}</span>
            </p>
          </div>
          {place && <p className="mt-4 text-muted">{photo.takenAt ? t('placeDate', { place, date: formatDate(photo.takenAt, locale) }) : place}</p>}
          <Buy photo={photo} locale={locale} inCart={inCart} own={actor.photographerId === photo.photographerId} />
        </div>
      </div>
      <Facts photo={photo} locale={locale} />
      <AddForm />
      {photo.similar.length > 0 && (
        <section aria-labelledby="similar" className="mt-12 px-3 lg:mt-16 lg:px-10">
          <h2 id="similar" className="display-28 mb-5 max-lg:px-1">
            {t('similar')}
          </h2>
          <JustifiedGrid photos={photo.similar} locale={locale} label={t('similar')} bag={bagFor(common('addStandard'))} />
        </section>
      )}
      {photo.moreFromPhotographer.length > 0 && (
        <section aria-labelledby="more" className="mt-12 px-3 lg:mt-16 lg:px-10">
          <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 max-lg:px-1">
            <h2 id="more" className="display-28">
              {t('more', { name: photo.photographerName })}
            </h2>
            <a href={authorHref} className="link inline-flex min-h-11 items-center">
              {t('seeAll', { count: photo.photographerPhotos })}
            </a>
          </div>
          <JustifiedGrid
            photos={photo.moreFromPhotographer}
            locale={locale}
            label={t('more', { name: photo.photographerName })}
            bag={bagFor(common('addStandard'))}
          />
        </section>
      )}
    </Frame>
  )
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
