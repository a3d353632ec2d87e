import { getTranslations } from 'next-intl/server'
import { listCountryNames } from '@/lib/accounts/queries'
import type { Locale } from '@/lib/actor'
import { listCategories } from '@/lib/catalog/queries'
import { getCommissionBps, getExtendedFactor } from '@/lib/catalog/settings'
import type { getOwnPhoto } from '@/lib/photos/queries'
import { photoMachine } from '@/lib/photos/rules'
import { PhotoForm, type PhotoFormWords } from './photo-form'

type Photo = Awaited<ReturnType<typeof getOwnPhoto>>

/** The form with its words, lists and terms of sale. */
export async function EditForm({ photo, locale }: { photo: Photo; locale: Locale }) {
  const [t, categories, countries, commissionBps, extendedFactor] = await Promise.all([
    getTranslations('studio.edit'),
    listCategories(locale),
    listCountryNames(locale),
    getCommissionBps(),
    getExtendedFactor(),
  ])
  const raw = t.raw as (key: string) => string
  const missing = (what: 'titleFr' | 'category' | 'country' | 'price') => t(`missing.${what}`)
  const words: PhotoFormWords = {
    words: t('words'),
    english: t('english'),
    titleFr: t('titleFr'),
    titleFrHint: t('titleFrHint'),
    titleEn: t('titleEn'),
    descriptionFr: t('descriptionFr'),
    descriptionFrHint: t('descriptionFrHint'),
    descriptionEn: t('descriptionEn'),
    tags: t('tags'),
    tagsHint: t('tagsHint'),
    subject: t('subject'),
    choose: t('choose'),
    place: t('place'),
    city: t('city'),
    country: t('country'),
    price: t('price'),
    priceHint: t('priceHint'),
    peopleTitle: t('peopleTitle'),
    people: t('people'),
    peopleNone: t('peopleNone'),
    peopleOne: t('peopleOne'),
    peopleSeveral: t('peopleSeveral'),
    recognisable: t('recognisable'),
    recognisableHint: t('recognisableHint'),
    editorialOnly: t('editorialOnly'),
    editorialOnlyHint: t('editorialOnlyHint'),
    aiMade: t('aiMade'),
    aiMadeHint: t('aiMadeHint'),
    missingTitle: t('missingTitle'),
    completeTitle: t('completeTitle'),
    complete: t('complete'),
    save: t('save'),
    submit: t(photo.status === 'rejected' ? 'resubmit' : 'saveAndSubmit'),
    busy: t('busy'),
    earnings: { both: raw('earn'), editorial: raw('earnEditorial'), wrong: raw('earnNot'), tooMuch: raw('earnTooMuch') },
    missing: { titleFr: missing('titleFr'), category: missing('category'), country: missing('country'), price: missing('price'), tags: '' },
    missingTags: [0, 1, 2, 3, 4, 5].map((count) => t('missing.tags', { count })),
  }
  return (
    <div className="mt-8">
      <PhotoForm
        photoId={photo.id}
        locale={locale}
        words={words}
        terms={{ commissionBps, extendedFactor }}
        maySubmit={photoMachine.submit.from.includes(photo.status)}
        categories={categories.map(({ id, name }) => [id, name] as const)}
        countries={countries.map(({ code, name }) => [code, name] as const)}
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
        }}
      />
    </div>
  )
}
