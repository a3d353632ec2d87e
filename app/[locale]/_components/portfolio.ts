import { getFormatter, getTranslations } from 'next-intl/server'
import type { CoverPicture } from '@/components/portfolio-head'
import { placeholder } from '@/components/thumbhash'
import type { PhotoCard } from '@/lib/catalog/cards'

type Person = { photoCount: number; salesCount: number; countries: string[]; since: Date; city: string; country: string | null }

export const placeOf = (person: Pick<Person, 'city' | 'country'>) => [person.city, person.country].filter(Boolean).join(', ')

/** A photo as the head of a page shows it, watermarked at every size. */
export function coverOf(photo: PhotoCard): CoverPicture {
  const { title, widthPx, heightPx, large, preview } = photo
  const fitted = (width: number, height: number) => Math.round(Math.min(width, widthPx, (height * widthPx) / heightPx))
  return {
    src: large,
    srcSet: `${large} ${fitted(800, 600)}w, ${preview} ${fitted(1600, 1600)}w`,
    title,
    widthPx,
    heightPx,
    placeholder: placeholder(photo.thumbhash),
  }
}

/** A person's figures in words; what is still nothing is not said. */
export async function statsOf({ photoCount, salesCount, countries, since }: Person) {
  const [t, format] = await Promise.all([getTranslations('shop.photographer'), getFormatter()])
  const named = countries.length <= NAMED_MAX ? format.list(countries) : undefined
  return [
    { figure: format.number(photoCount), label: t('statPhotos', { count: photoCount }) },
    { figure: format.number(salesCount), label: t('statSales', { count: salesCount }) },
    { figure: String(countries.length), label: t('statCountries', { count: countries.length }), note: named },
    { figure: format.dateTime(since, { month: 'short', year: 'numeric' }), label: t('statSince') },
  ].filter(({ figure }) => figure !== '0')
}

const NAMED_MAX = 3
