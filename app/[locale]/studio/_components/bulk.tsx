import { getTranslations } from 'next-intl/server'
import { listCountryNames } from '@/lib/accounts/queries'
import type { Locale, User } from '@/lib/actor'
import { listCategories } from '@/lib/catalog/queries'
import { getCommissionBps, getExtendedFactor } from '@/lib/catalog/settings'
import type { listOwnPhotos } from '@/lib/photos/own-photos'
import { listReleases } from '@/lib/photos/releases'
import { BulkBar, type BulkWords } from './bulk-bar'

type Photos = Awaited<ReturnType<typeof listOwnPhotos>>['photos']

/** The bar with its words, lists and terms of sale. */
export async function Bulk({ actor, locale, photos }: { actor: User; locale: Locale; photos: Photos }) {
  const [t, categories, countries, releases, commissionBps, extendedFactor] = await Promise.all([
    getTranslations('sheet'),
    listCategories(locale),
    listCountryNames(locale),
    listReleases(actor),
    getCommissionBps(),
    getExtendedFactor(),
  ])
  const words = { ...t.raw('bulk'), undo: t('undo.action'), chosen: t.raw('chosen') } as BulkWords // A test holds both languages to the same keys.
  return (
    <BulkBar
      locale={locale}
      words={words}
      photos={photos.map(({ id, titleFr, titleEn, fileName, status, editorialOnly, tags }) => ({
        id,
        title: (locale === 'en' && titleEn) || titleFr || fileName,
        status,
        editorialOnly,
        tags,
      }))}
      categories={categories.map(({ id, name }) => [id, name] as const)}
      countries={countries.map(({ code, name }) => [code, name] as const)}
      releases={releases.map(({ id, subject, kind }) => [id, `${subject} (${t(`bulk.releaseKinds.${kind}`)})`] as const)}
      terms={{ commissionBps, extendedFactor }}
    />
  )
}
