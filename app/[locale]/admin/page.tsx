import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon'
import { figureXof, Stat } from '@/components/ui/stat'
import { isAdmin, type Locale } from '@/lib/actor'
import { adminOverview } from '@/lib/desk/queries'
import { formatXof } from '@/lib/money'
import { path } from '@/lib/web/path'
import { requireStaff } from '@/lib/web/session'
import { AdminFrame } from './_components/admin-frame'
import { OrdersTable } from './_components/orders-table'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'admin' })
  return { title: t('title'), robots: { index: false } }
}

/** What waits for somebody, what was sold, the last orders. */
export default async function AdminPage({ params }: Props) {
  const { locale } = await params
  const actor = await requireStaff()
  const [seen, t] = await Promise.all([adminOverview(actor), getTranslations('admin')])
  const waiting = [
    { key: 'photos', count: seen.photosWaiting, href: '/admin/moderation', open: true },
    { key: 'applications', count: seen.applicationsWaiting, href: '/admin/photographers', open: isAdmin(actor) },
    { key: 'payouts', count: seen.payoutsRequested, href: '/admin/payouts?status=requested', open: isAdmin(actor) },
    { key: 'owed', count: seen.owedPayments, href: '/admin/orders?status=refund_due', open: true },
    { key: 'review', count: seen.ordersInReview, href: '/admin/orders?status=pending', open: true },
  ] as const
  const now = waiting.filter(({ count, open }) => count > 0 && open)
  return (
    <AdminFrame actor={actor} current="overview">
      <h1 className="display-40">{t('overview.title')}</h1>
      <section className="mt-6">
        <h2 className="sr-only">{t('overview.waiting')}</h2>
        {now.length === 0 ? (
          <p className="flex items-center gap-2 text-ok">
            <Icon name="circle-check" />
            {t('overview.nothing')}
          </p>
        ) : (
          <ul className="border-t border-line">
            {now.map(({ key, count, href }) => (
              <li key={key} className="border-b border-line">
                <a href={path(locale, href)} className="flex min-h-13 items-center gap-4 py-2 hover:bg-wash">
                  <span className="figure min-w-12 text-2xl font-extrabold">{count}</span>
                  <span>{t(`overview.waits.${key}`, { count })}</span>
                  <Icon name="chevron-right" className="ml-auto text-muted" />
                </a>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="mt-12 grid gap-8 sm:grid-cols-2 lg:grid-cols-3">
        <h2 className="sr-only">{t('overview.sold')}</h2>
        <Stat
          label={t('overview.today')}
          value={figureXof(seen.revenueTodayXof, locale)}
          unit="F CFA"
          note={t('overview.paidToday', { count: seen.paidToday })}
          lesser
        />
        <Stat
          label={t('overview.month')}
          value={figureXof(seen.revenue30dXof, locale)}
          unit="F CFA"
          note={t('overview.commission', { amount: formatXof(seen.commission30dXof, locale) })}
          lesser
        />
        <Stat label={t('overview.pending')} value={String(seen.pendingOrders)} note={t('overview.pendingNote')} lesser />
      </section>
      <section className="mt-12">
        <h2 className="display-28 mb-4">{t('overview.recent')}</h2>
        {seen.recent.length ? <OrdersTable orders={seen.recent} locale={locale} /> : <p className="text-muted">{t('orders.empty')}</p>}
        {seen.recent.length > 0 && (
          <a href={path(locale, '/admin/orders')} className="link mt-4 inline-flex min-h-11 items-center">
            {t('overview.allOrders')}
          </a>
        )}
      </section>
    </AdminFrame>
  )
}
