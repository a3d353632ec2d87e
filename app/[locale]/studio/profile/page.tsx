import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon'
import { listCountryNames } from '@/lib/accounts/queries'
import type { Locale } from '@/lib/actor'
import { getOwnProfile } from '@/lib/catalog/photographers'
import { path } from '@/lib/web/path'
import { requirePhotographer } from '@/lib/web/session'
import { coverOf, statsOf } from '../../_components/portfolio'
import { StudioFrame } from '../_components/studio-frame'
import { ProfileForm } from './_components/profile-form'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'profile' })
  return { title: t('title'), robots: { index: false } }
}

/** The photographer's public page from behind: its words, its cover, and what it will look like. */
export default async function ProfilePage({ params }: Props) {
  const { locale } = await params
  const actor = await requirePhotographer()
  const [t, profile, countries] = await Promise.all([getTranslations('profile'), getOwnProfile(actor, locale), listCountryNames(locale)])
  const { name, bioFr, bioEn, city, countryCode, portfolioUrl, coverPhotoId, choices } = profile
  return (
    <StudioFrame current="profile">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-1">
        <div>
          <h1 className="display-40">{t('title')}</h1>
          <p className="mt-2 max-w-[40em] text-muted">{t('lede')}</p>
        </div>
        <a href={path(locale, `/photographers/${profile.handle}`)} className="link inline-flex min-h-11 items-center gap-1.5">
          {t('see')}
          <Icon name="arrow-right" size={18} />
        </a>
      </div>
      <ProfileForm
        locale={locale}
        name={name}
        values={{
          bioFr,
          bioEn,
          city,
          countryCode,
          portfolioUrl: portfolioUrl ?? '',
          coverPhotoId: choices.some(({ id }) => id === coverPhotoId) ? (coverPhotoId ?? '') : '',
        }}
        countries={countries.map(({ code, name: country }) => [code, country] as const)}
        choices={choices.map((photo) => ({ id: photo.id, small: photo.small, ...coverOf(photo) }))}
        bestId={profile.bestId}
        stats={profile.photoCount > 0 ? await statsOf(profile) : []}
        words={{
          about: t('about'),
          bioFr: t('bioFr'),
          bioFrHint: t('bioFrHint'),
          bioEn: t('bioEn'),
          bioEnHint: t('bioEnHint'),
          optional: t('optional'),
          place: t('place'),
          city: t('city'),
          country: t('country'),
          portfolioUrl: t('portfolioUrl'),
          portfolioUrlHint: t('portfolioUrlHint'),
          cover: t('cover'),
          coverHint: t('coverHint'),
          coverNone: t('coverNone'),
          coverBest: t('coverBest'),
          preview: t('preview'),
          previewIn: t('previewIn'),
          save: t('save'),
          busy: t('busy'),
        }}
      />
    </StudioFrame>
  )
}
