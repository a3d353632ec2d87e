import { getTranslations } from 'next-intl/server'
import { listCountryNames } from '@/lib/accounts/queries'
import type { Actor, Locale } from '@/lib/actor'
import { listCategories } from '@/lib/catalog/queries'
import { getCommissionBps, getExtendedFactor } from '@/lib/catalog/settings'
import type { getOwnPhoto } from '@/lib/photos/queries'
import { listReleases } from '@/lib/photos/releases'
import { photoMachine, RELEASE_MAX_BYTES, RELEASE_TYPES } from '@/lib/photos/rules'
import { path } from '@/lib/web/path'
import { PhotoForm } from './photo-form'

type Photo = Awaited<ReturnType<typeof getOwnPhoto>>

/** The form with its words, lists and terms of sale. What is on sale or off it is saved only on purpose. */
export async function EditForm({ photo, actor, locale, undecided }: { photo: Photo; actor: Actor; locale: Locale; undecided: number }) {
  const [t, categories, countries, releases, commissionBps, extendedFactor] = await Promise.all([
    getTranslations('studio'),
    listCategories(locale),
    listCountryNames(locale),
    listReleases(actor),
    getCommissionBps(),
    getExtendedFactor(),
  ])
  return (
    <div className="mt-8">
      <PhotoForm
        photo={{
          id: photo.id,
          version: photo.version,
          maySubmit: photoMachine.submit.from.includes(photo.status),
          savesItself: photo.publishedAt === null,
          undecided,
        }}
        locale={locale}
        words={t.raw('edit')}
        releaseWords={t.raw('releases')}
        submitWords={t(photo.status === 'rejected' ? 'edit.resubmit' : 'edit.saveAndSubmit')}
        categories={categories.map(({ id, name }) => [id, name] as const)}
        countries={countries.map(({ code, name }) => [code, name] as const)}
        releases={releases.map(({ id, kind, subject }) => ({ id, kind, subject }))}
        terms={{ commissionBps, extendedFactor, release: { types: RELEASE_TYPES, maxBytes: RELEASE_MAX_BYTES } }}
        releasesHref={path(locale, '/studio/releases')}
        values={{
          titleFr: photo.titleFr,
          titleEn: photo.titleEn,
          descriptionFr: photo.descriptionFr,
          descriptionEn: photo.descriptionEn,
          tags: photo.tags.join(', '),
          categoryId: photo.categoryId ?? '',
          city: photo.city,
          countryCode: photo.countryCode ?? '',
          priceXof: photo.priceXof === null ? '' : String(photo.priceXof),
          people: photo.people,
          recognisable: photo.recognisable,
          editorialOnly: photo.editorialOnly,
          aiMade: photo.aiMade,
          releaseIds: photo.releaseIds,
        }}
      />
    </div>
  )
}
