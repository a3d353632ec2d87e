import type { Locale } from '@/lib/actor'
import { absolute } from '@/lib/address'
import type { PhotoPage } from '@/lib/catalog/queries'
import { path } from '@/lib/web/path'
import { LinkedData } from '../../../_components/linked-data'

/** What search engines read: the watermarked picture, its author, its licence and where to buy it. */
export function ImageData({ photo, locale }: { photo: PhotoPage; locale: Locale }) {
  const author = { '@type': 'Person', name: photo.photographerName, url: absolute(path(locale, `/photographers/${photo.photographerHandle}`)) }
  const data = {
    '@type': 'ImageObject',
    name: photo.title,
    description: photo.description || undefined,
    contentUrl: photo.previewJpeg,
    thumbnailUrl: photo.medium,
    license: absolute(path(locale, '/licences')),
    acquireLicensePage: absolute(path(locale, `/photos/${photo.slug}`)),
    creditText: `${photo.photographerName} / Pouire`,
    copyrightNotice: photo.photographerName,
    creator: author,
    datePublished: photo.publishedAt?.toISOString(),
    keywords: photo.tags.map(({ word }) => word).join(', ') || undefined,
  }
  return <LinkedData data={data} />
}
