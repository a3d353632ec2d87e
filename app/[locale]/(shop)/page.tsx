import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { JustifiedGrid } from '@/components/justified-grid'
import { Ornament } from '@/components/ornament'
import { ButtonLink } from '@/components/ui/button'
import type { Locale } from '@/lib/actor'
import { featuredPhotographer } from '@/lib/catalog/photographers'
import { countOnSale, listFresh, listSubjects } from '@/lib/catalog/queries'
import { alternates } from '@/lib/web/alternates'
import { path } from '@/lib/web/path'
import { Frame } from '../_components/frame'
import { Hero } from './_components/hero'
import { InFocus } from './_components/in-focus'
import { SellYours } from './_components/sell-yours'
import { Subjects } from './_components/subjects'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations('common.meta')
  return {
    title: { absolute: t('title') },
    alternates: alternates(locale, '/'),
    openGraph: { title: t('title'), description: t('description'), images: ['/hero/lagune-1280.webp'] },
  }
}

const subjectKeys = ['market', 'wax', 'zemidjan', 'lagoon', 'cocoa', 'football', 'mud', 'baobab'] as const

export default async function HomePage({ params }: Props) {
  const { locale } = await params
  const t = await getTranslations('shop')
  const named = subjectKeys.map((key) => ({ name: t(`subjects.${key}`), q: t(`subjects.${key}Query`) }))
  const [counts, subjects, fresh, focus] = await Promise.all([countOnSale(), listSubjects(named, locale), listFresh(locale, 11), featuredPhotographer(locale)])
  return (
    <Frame over>
      <Hero locale={locale} count={counts.all} />
      {subjects.length > 0 && <Subjects locale={locale} subjects={subjects} />}
      {fresh.length > 0 ? (
        <section aria-labelledby="fresh" className="margins mt-6 lg:mt-9">
          <Ornament />
          <div className="mt-8 mb-5 flex flex-wrap items-baseline gap-x-4 gap-y-1 lg:mt-10">
            <h2 id="fresh" className="display-28 lg:display-40">
              {t('home.fresh')}
            </h2>
            {counts.fresh > 0 && <p className="text-muted">{t('home.freshCount', { count: counts.fresh })}</p>}
            <a href={path(locale, '/search?sort=newest')} className="link ml-auto inline-flex min-h-11 items-center max-lg:hidden">
              {t('home.seeFresh')}
            </a>
          </div>
          <div className="max-sm:-mx-1">
            <JustifiedGrid photos={fresh} locale={locale} phoneRows={4} label={t('home.fresh')} />
          </div>
          <ButtonLink href={path(locale, '/search?sort=newest')} tone="outline" className="mt-6 w-full lg:hidden!">
            {t('home.seeFresh')}
          </ButtonLink>
        </section>
      ) : (
        <div className="margins mt-10">
          <EmptyState level={2} title={t('home.noPhotos')}>
            <p>{t('home.noPhotosBody')}</p>
          </EmptyState>
        </div>
      )}
      {focus && <InFocus locale={locale} person={focus} />}
      <SellYours locale={locale} />
    </Frame>
  )
}
