import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/ui/action-form'
import { Icon } from '@/components/ui/icon'
import { Price } from '@/components/ui/price'
import { SubmitButton } from '@/components/ui/submit-button'
import { isAdmin, type Locale } from '@/lib/actor'
import { getOrderTimeline } from '@/lib/desk/queries'
import { asId } from '@/lib/id'
import { formatXof } from '@/lib/money'
import { path } from '@/lib/web/path'
import { requireStaff } from '@/lib/web/session'
import { found } from '../../../_components/found'
import { OrderMark } from '../../../_components/order-mark'
import { PaymentMark } from '../../../_components/payment-mark'
import { PhotoThumb } from '../../../_components/photo-thumb'
import { AdminFrame } from '../../_components/admin-frame'
import { MovesTable } from '../../_components/moves-table'
import { recheckPaymentAction, resendReceiptAction } from './actions'

type Props = { params: Promise<{ locale: Locale; id: string }> }
type Seen = Awaited<ReturnType<typeof getOrderTimeline>>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'admin.order' })
  return { title: t('title'), robots: { index: false } }
}

/** One order: what was bought, each attempt to pay, the money it moved, and everything that happened. */
export default async function AdminOrderPage({ params }: Props) {
  const { locale, id } = await params
  const actor = await requireStaff()
  const seen = await found(async () => getOrderTimeline(actor, asId(id)))
  const [t, format] = await Promise.all([getTranslations('admin'), getFormatter()])
  const { order } = seen
  return (
    <AdminFrame actor={actor} current="orders">
      <a href={path(locale, '/admin/orders')} className="link inline-flex min-h-11 items-center gap-2">
        <Icon name="arrow-left" size={18} />
        {t('orders.title')}
      </a>
      <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
        <h1 className="display-40">{order.buyerName}</h1>
        <Price xof={order.totalXof} locale={locale} size={28} />
      </div>
      <p className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
        <OrderMark status={order.status} words={t(`orders.statuses.${order.status}`)} />
        <span className="break-all text-muted">{order.buyerEmail}</span>
        <span className="text-muted">{format.dateTime(order.createdAt, { dateStyle: 'long', timeStyle: 'short' })}</span>
      </p>
      <p className="mt-1 text-sm break-all text-muted">{order.id}</p>
      {seen.receiptFailed && (
        <div className="mt-6">
          <p>{t('order.receiptFailed')}</p>
          {isAdmin(actor) && (
            <ActionForm action={resendReceiptAction} className="mt-3">
              <input type="hidden" name="orderId" value={order.id} />
              <SubmitButton tone="outline" size="md" busy={t('order.resending')} icon={<Icon name="refresh-cw" size={18} />}>
                {t('order.resend')}
              </SubmitButton>
            </ActionForm>
          )}
        </div>
      )}
      <div className="mt-8 grid gap-x-16 gap-y-10 lg:grid-cols-2">
        <div className="grid content-start gap-10">
          <Items seen={seen} locale={locale} />
          <Payments seen={seen} locale={locale} mayRecheck={isAdmin(actor)} />
        </div>
        <Timeline seen={seen} />
      </div>
      <section className="mt-12">
        <h2 className="display-28 mb-4">{t('order.money')}</h2>
        {seen.transfers.length ? <MovesTable moves={seen.transfers} locale={locale} /> : <p className="text-muted">{t('order.noMoney')}</p>}
      </section>
    </AdminFrame>
  )
}

async function Items({ seen, locale }: { seen: Seen; locale: Locale }) {
  const t = await getTranslations('admin.order')
  return (
    <section>
      <h2 className="display-28 mb-4">{t('items')}</h2>
      <ul className="border-t border-line">
        {seen.items.map((item) => (
          <li key={item.itemId} className="grid grid-cols-[76px_minmax(0,1fr)_auto] items-center gap-4 border-b border-line py-3">
            <PhotoThumb src={item.small} alt="" widthPx={item.widthPx} heightPx={item.heightPx} thumbhash={item.thumbhash} height={52} maxWidth={76} />
            <div className="min-w-0">
              <p className="font-semibold">{item.title}</p>
              <p className="text-sm text-muted">
                {item.photographerName}, {t(`licence.${item.licence}`)}
                {item.refunded && `, ${t('refunded')}`}
              </p>
            </div>
            <div className="text-right tabular-nums">
              <p className="font-semibold whitespace-nowrap">{formatXof(item.priceXof - item.discountXof, locale)}</p>
              <p className="text-sm whitespace-nowrap text-muted">{t('share', { amount: formatXof(item.shareXof, locale) })}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

async function Payments({ seen, locale, mayRecheck }: { seen: Seen; locale: Locale; mayRecheck: boolean }) {
  const [t, format] = await Promise.all([getTranslations('admin.order'), getFormatter()])
  const at = (moment: Date) => format.dateTime(moment, { dateStyle: 'medium', timeStyle: 'medium' })
  return (
    <section>
      <h2 className="display-28 mb-4">{t('payment')}</h2>
      {seen.payments.length === 0 && <p className="text-muted">{t('noPayment')}</p>}
      <ul className="grid gap-6">
        {seen.payments.map((payment) => (
          <li key={payment.id} className="border-t border-line pt-4">
            <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
              <PaymentMark status={payment.status} words={t(`payments.${payment.status}`)} />
              <span className="font-semibold tabular-nums">{formatXof(payment.amountXof, locale)}</span>
            </div>
            <dl className="mt-2 grid grid-cols-[9rem_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm [&_dt]:text-muted">
              <dt>{t('transaction')}</dt>
              <dd className="break-all">{payment.transactionId}</dd>
              <dt>{t('asked')}</dt>
              <dd>{at(payment.createdAt)}</dd>
              <dt>{t('checked')}</dt>
              <dd>{payment.checkedAt ? at(payment.checkedAt) : t('never')}</dd>
              {payment.method && (
                <>
                  <dt>{t('method')}</dt>
                  <dd>{payment.method}</dd>
                </>
              )}
              {payment.providerCode && (
                <>
                  <dt>{t('code')}</dt>
                  <dd>{payment.providerCode}</dd>
                </>
              )}
              {payment.operatorId && (
                <>
                  <dt>{t('operator')}</dt>
                  <dd className="break-all">{payment.operatorId}</dd>
                </>
              )}
            </dl>
            {mayRecheck && (
              <ActionForm action={recheckPaymentAction} className="mt-3">
                <input type="hidden" name="paymentId" value={payment.id} />
                <SubmitButton tone="outline" size="md" busy={t('rechecking')} icon={<Icon name="refresh-cw" size={18} />}>
                  {t('recheck')}
                </SubmitButton>
              </ActionForm>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

async function Timeline({ seen }: { seen: Seen }) {
  const [t, format] = await Promise.all([getTranslations('admin.order'), getFormatter()])
  const state = (name: string) => (t.has(`states.${name}`) ? t(`states.${name}`) : name)
  return (
    <section>
      <h2 className="display-28 mb-4">{t('timeline')}</h2>
      <ol className="border-l border-line pl-5">
        {seen.events.map((event) => (
          <li
            key={`${event.subjectId} ${event.to} ${event.at.toISOString()}`}
            className="relative pb-4 before:absolute before:top-2 before:-left-[23.5px] before:size-1.5 before:rounded-full before:bg-control"
          >
            <p>
              <strong>{t(`subjects.${event.subject}`)}</strong> {event.from && <span className="text-muted">{state(event.from)} → </span>}
              {state(event.to)}
            </p>
            <p className="text-sm text-muted">
              {format.dateTime(event.at, { dateStyle: 'medium', timeStyle: 'medium' })}, {event.actorName ?? t('system')}
              {event.cause && `, ${event.cause}`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
