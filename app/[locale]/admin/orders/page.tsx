import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Pager } from '@/components/pager'
import type { Locale } from '@/lib/actor'
import { listAllOrders } from '@/lib/desk/queries'
import { path } from '@/lib/web/path'
import { requireStaff } from '@/lib/web/session'
import { AdminFrame } from '../_components/admin-frame'
import { Filters } from '../_components/filters'
import { OrdersTable } from '../_components/orders-table'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ status?: string; cursor?: string }> }

const statuses = ['pending', 'paid', 'completed', 'refund_due', 'partly_refunded', 'refunded', 'expired', 'cancelled'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'admin.orders' })
  return { title: t('title'), robots: { index: false } }
}

/** Everybody's orders; the address holds the filter and the page. */
export default async function AdminOrdersPage({ params, searchParams }: Props) {
  const { locale } = await params
  const asked = await searchParams
  const status = statuses.find((one) => one === asked.status)
  const actor = await requireStaff()
  const [{ orders, nextCursor }, t] = await Promise.all([listAllOrders(actor, { status, cursor: asked.cursor }), getTranslations('admin.orders')])
  const here = (query: { status?: string; cursor?: string }) => {
    const search = new URLSearchParams(query).toString()
    return path(locale, `/admin/orders${search && `?${search}`}`)
  }
  return (
    <AdminFrame actor={actor} current="orders">
      <h1 className="display-40">{t('title')}</h1>
      <Filters
        label={t('show')}
        links={[
          { href: here({}), words: t('all'), current: !status },
          ...statuses.map((one) => ({ href: here({ status: one }), words: t(`statuses.${one}`), current: one === status })),
        ]}
      />
      {orders.length ? <OrdersTable orders={orders} locale={locale} /> : <p className="py-6 text-muted">{t(status ? 'emptyFilter' : 'empty')}</p>}
      <Pager
        label={t('title')}
        next={nextCursor ? { href: here({ ...(status && { status }), cursor: nextCursor }), label: t('more') } : null}
        first={asked.cursor ? { href: here(status ? { status } : {}), label: t('first') } : null}
      />
    </AdminFrame>
  )
}
