import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { PhotoRow } from '@/components/photo-row'
import { ButtonLink } from '@/components/ui/button'
import type { Locale } from '@/lib/actor'
import { listPublicPhotographers } from '@/lib/catalog/photographers'
import { alternates } from '@/lib/web/alternates'
import { path } from '@/lib/web/path'
import { Frame } from '../../_components/frame'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ locale }, t] = [await params, await getTranslations('shop.photographers')]
  return { title: t('title'), alternates: alternates(locale, '/photographers') }
}

export default async function PhotographersPage({ params }: Props) {
  const { locale } = await params
  const [t, people] = await Promise.all([getTranslations('shop.photographers'), listPublicPhotographers(locale)])
  const sell = (
    <ButtonLink href={path(locale, '/sell')} tone="outline">
      {t('apply')}
    </ButtonLink>
  )
  return (
    <Frame className="margins pb-16">
      {people.length === 0 ? (
        <EmptyState title={t('empty')} action={sell}>
          <p>{t('emptyBody')}</p>
        </EmptyState>
      ) : (
        <>
          <h1 className="display-40 lg:display-56 mt-6 lg:mt-10">{t('title')}</h1>
          <p className="mt-3 max-w-[40em] lg:text-lg">{t('lede', { count: people.length })}</p>
          <ul className="mt-8 grid gap-x-10 gap-y-12 lg:mt-12 lg:grid-cols-2 lg:items-end lg:gap-y-16">
            {people.map((person) => (
              <li key={person.id}>
                <PhotoRow
                  photos={person.photos}
                  hrefOf={(photo) => path(locale, `/photos/${photo.slug}`)}
                  label={t('some', { name: person.name })}
                  vw={47}
                  gap="gap-1.5"
                />
                <h2 className="display-20 mt-1 -mb-1.5">
                  <a href={path(locale, `/photographers/${person.handle}`)} className="inline-flex min-h-11 items-center hover:underline">
                    {person.name}
                  </a>
                </h2>
                <p className="text-muted">
                  {[person.city, person.country].filter(Boolean).join(', ')}. {t('photos', { count: person.photoCount })}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Frame>
  )
}
