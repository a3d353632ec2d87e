import { getFormatter, getTranslations } from 'next-intl/server'
import type { Locale } from '@/lib/actor'
import type { listAllOrders } from '@/lib/desk/queries'
import { formatXof } from '@/lib/money'
import { path } from '@/lib/web/path'
import { OrderMark } from '../../_components/order-mark'

type Order = Awaited<ReturnType<typeof listAllOrders>>['orders'][number]

/** Orders, a line each; on phones the columns fold under the buyer. */
export async function OrdersTable({ orders, locale }: { orders: readonly Order[]; locale: Locale }) {
  const [t, format] = await Promise.all([getTranslations('admin.orders'), getFormatter()])
  return (
    <table className="admin-table">
      <thead>
        <tr>
          <th>{t('buyer')}</th>
          <th>{t('state')}</th>
          <th>{t('placed')}</th>
          <th className="text-right">{t('photos')}</th>
          <th className="text-right">{t('total')}</th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr key={order.id} className="relative hover:bg-wash">
            <td className="min-w-0">
              <a href={path(locale, `/admin/orders/${order.id}`)} className="font-semibold after:absolute after:inset-0">
                {order.buyerName}
              </a>
              <span className="block truncate text-sm text-muted">{order.buyerEmail}</span>
            </td>
            <td data-label={t('state')}>
              <OrderMark status={order.status} words={t(`statuses.${order.status}`)} />
            </td>
            <td data-label={t('placed')}>
              {format.dateTime(order.createdAt, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })}
            </td>
            <td data-label={t('photos')} className="lg:text-right">
              {order.itemCount}
            </td>
            <td data-label={t('total')} className="font-semibold whitespace-nowrap lg:text-right">
              {formatXof(order.totalXof, locale)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
