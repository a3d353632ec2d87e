import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { Pager } from '@/components/pager'
import { ButtonLink } from '@/components/ui/button'
import type { Locale } from '@/lib/actor'
import { earningsOf, listSales } from '@/lib/ledger/queries'
import { listBestSellers, listMonthlySales } from '@/lib/ledger/sales-summary'
import { formatXof } from '@/lib/money'
import { listPayouts } from '@/lib/payouts/queries'
import { path } from '@/lib/web/path'
import { requirePhotographer } from '@/lib/web/session'
import { PhotoThumb } from '../../_components/photo-thumb'
import { EarningsBoard } from '../_components/earnings-board'
import { SalesChart } from '../_components/sales-chart'
import { SalesList } from '../_components/sales-list'
import { StudioFrame } from '../_components/studio-frame'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ cursor?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'studio.sales' })
  return { title: t('title'), robots: { index: false } }
}

/** What the photographer has earned: three figures, twelve months, what sells, and every sale. */
export default async function SalesPage({ params, searchParams }: Props) {
  const { locale } = await params
  const { cursor } = await searchParams
  const actor = await requirePhotographer()
  const [earnings, monthly, best, { sales, nextCursor }, { payouts }, t, format] = await Promise.all([
    earningsOf(actor),
    listMonthlySales(actor),
    listBestSellers(actor),
    listSales(actor, cursor),
    listPayouts(actor),
    getTranslations('studio.sales'),
    getFormatter(),
  ])
  const monthName = (month: string, style: 'short' | 'long') =>
    format.dateTime(new Date(`${month}-15T12:00:00Z`), style === 'short' ? { month: 'short' } : { month: 'long', year: 'numeric' })
  const months = monthly.map((month) => ({ ...month, label: monthName(month.month, 'short') }))
  const top = [...monthly].sort((a, b) => b.standardXof + b.extendedXof - a.standardXof - a.extendedXof)[0]
  const alt = t('chartAlt', {
    from: monthName(monthly[0]?.month ?? '', 'long'),
    to: monthName(monthly.at(-1)?.month ?? '', 'long'),
    best: monthName(top?.month ?? '', 'long'),
    amount: formatXof((top?.standardXof ?? 0) + (top?.extendedXof ?? 0), locale),
  })
  return (
    <StudioFrame current="sales">
      <h1 className="display-40 lg:sr-only">{t('title')}</h1>
      <EarningsBoard earnings={earnings} payouts={payouts} locale={locale} />
      {earnings.salesCount === 0 ? (
        <EmptyState
          title={t('emptyTitle')}
          level={2}
          action={
            <ButtonLink href={path(locale, '/studio')} tone="outline">
              {t('emptyAction')}
            </ButtonLink>
          }
        >
          {t('empty')}
        </EmptyState>
      ) : (
        <>
          <div className="mt-10 grid gap-x-16 gap-y-10 lg:mt-16 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            <section>
              <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
                <h2 className="display-28">
                  <span className="max-sm:hidden">{t('chart')}</span>
                  <span className="sm:hidden">{t('chartShort')}</span>
                </h2>
                <p className="flex gap-5 text-muted" aria-hidden>
                  <span className="flex items-center gap-2">
                    <span className="size-3 rounded-[2px] bg-terracotta" /> {t('standard')}
                  </span>
                  <span className="flex items-center gap-2">
                    <span className="size-3 rounded-[2px] border border-[#8A5C0E] bg-ochre" /> {t('extended')}
                  </span>
                </p>
              </div>
              <SalesChart months={months} locale={locale} alt={alt} className="max-sm:hidden" />
              <SalesChart months={months.slice(-6)} locale={locale} alt={alt} left={0} className="text-base sm:hidden" />
            </section>
            <section>
              <h2 className="display-28 mb-4">{t('bestTitle')}</h2>
              <ol className="grid gap-4">
                {best.map((photo) => (
                  <li key={photo.photoId} className="relative grid grid-cols-[104px_minmax(0,1fr)_auto] items-center gap-4">
                    <PhotoThumb
                      src={photo.small}
                      alt=""
                      widthPx={photo.widthPx}
                      heightPx={photo.heightPx}
                      thumbhash={photo.thumbhash}
                      height={72}
                      maxWidth={104}
                    />
                    <a href={path(locale, `/studio/photos/${photo.photoId}`)} className="line-clamp-2 font-semibold after:absolute after:inset-0">
                      {(locale === 'en' && photo.titleEn) || photo.titleFr}
                    </a>
                    <p className="figure text-2xl font-extrabold">
                      <span aria-hidden>{photo.sales}</span>
                      <span className="sr-only">{t('bestCount', { count: photo.sales })}</span>
                    </p>
                  </li>
                ))}
              </ol>
            </section>
          </div>
          <section className="mt-10 lg:mt-16">
            <h2 className="display-28 mb-4">{t('list')}</h2>
            <SalesList sales={sales} locale={locale} />
            <Pager
              label={t('list')}
              next={nextCursor ? { href: path(locale, `/studio/sales?cursor=${nextCursor}`), label: t('more') } : null}
              first={cursor ? { href: path(locale, '/studio/sales'), label: t('first') } : null}
            />
          </section>
        </>
      )}
    </StudioFrame>
  )
}
