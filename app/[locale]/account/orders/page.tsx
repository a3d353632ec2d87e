import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Price } from '@/components/ui/price'
import type { Locale } from '@/lib/actor'
import { listOrders } from '@/lib/orders/queries'
import { path } from '@/lib/web/path'
import { requireUser } from '@/lib/web/session'
import { OrderMark } from '../../_components/order-mark'
import { PhotoThumb } from '../../_components/photo-thumb'
import { AccountList } from '../_components/account-list'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ cursor?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'account.orders' })
  return { title: t('title'), robots: { index: false } }
}

/** Every order of the buyer's, newest first. */
export default async function OrdersPage({ params, searchParams }: Props) {
  const { locale } = await params
  const { cursor } = await searchParams
  const actor = await requireUser()
  const [{ orders, nextCursor }, t, format] = await Promise.all([listOrders(actor, cursor), getTranslations('account.orders'), getFormatter()])
  return (
    <AccountList area="orders" locale={locale} cursor={cursor} nextCursor={nextCursor} isEmpty={!orders.length} className="mx-auto w-full max-w-4xl">
      <ul className="mt-6 border-t border-line">
        {orders.map((order) => (
          <li key={order.id} className="relative border-b border-line py-5 hover:bg-wash">
            <div className="grid grid-cols-[104px_minmax(0,1fr)] items-start gap-x-4 sm:grid-cols-[128px_minmax(0,1fr)_auto] sm:gap-x-6">
              <PhotoThumb src={order.small} alt="" widthPx={3} heightPx={2} height={72} maxWidth={104} className="h-auto! object-contain" />
              <div className="min-w-0">
                <h2 className="font-semibold">
                  <a href={path(locale, `/account/orders/${order.id}`)} className="after:absolute after:inset-0">
                    {t('items', { title: order.firstTitle, more: order.itemCount - 1 })}
                  </a>
                </h2>
                <p className="mt-0.5 text-sm text-muted">{format.dateTime(order.createdAt, { dateStyle: 'long', timeStyle: 'short' })}</p>
                <p className="mt-1">
                  <OrderMark status={order.status} words={t(`statuses.${order.status}`)} />
                </p>
              </div>
              <p className="col-start-2 mt-2 sm:col-start-3 sm:mt-0">
                <Price xof={order.totalXof} locale={locale} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </AccountList>
  )
}
