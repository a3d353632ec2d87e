import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { FormMessage } from '@/components/ui/field'
import type { Locale } from '@/lib/actor'
import { listReleases } from '@/lib/photos/releases'
import { RELEASE_MAX_BYTES, RELEASE_TYPES } from '@/lib/photos/rules'
import { requirePhotographer } from '@/lib/web/session'
import { StudioFrame } from '../_components/studio-frame'
import { NewRelease } from './_components/new-release'
import { ReleaseRow } from './_components/release-row'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ done?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'studio.releases' })
  return { title: t('title'), robots: { index: false } }
}

/** The signed papers of the photographer: who allowed what, for which photos. */
export default async function ReleasesPage({ params, searchParams }: Props) {
  const [{ locale }, { done }] = await Promise.all([params, searchParams])
  const actor = await requirePhotographer()
  const [releases, t] = await Promise.all([listReleases(actor), getTranslations('studio')])
  return (
    <StudioFrame current="releases">
      <h1 className="display-40">{t('releases.title')}</h1>
      <p className="mt-2 max-w-prose text-muted">{t('releases.lede')}</p>
      <div className="mt-8 grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_minmax(0,440px)]">
        <section className="order-2 min-w-0 lg:order-1">
          {done === 'deleted' && (
            <div className="mb-6">
              <FormMessage ok>{t('releases.deleted')}</FormMessage>
            </div>
          )}
          {releases.length ? (
            <>
              <h2 className="display-20 mb-4">{t('releases.list')}</h2>
              <ul>
                {releases.map((release) => (
                  <ReleaseRow key={release.id} release={release} locale={locale} />
                ))}
              </ul>
            </>
          ) : (
            <EmptyState title={t('releases.emptyTitle')} level={2}>
              {t('releases.empty')}
            </EmptyState>
          )}
        </section>
        <section className="order-1 min-w-0 lg:order-2">
          <h2 className="display-20 mb-4">{t('releases.addTitle')}</h2>
          <NewRelease words={t.raw('releases')} locale={locale} terms={{ types: RELEASE_TYPES, maxBytes: RELEASE_MAX_BYTES }} />
          <noscript>
            <p className="mt-3 text-bad">{t('releases.noScript')}</p>
          </noscript>
        </section>
      </div>
    </StudioFrame>
  )
}
