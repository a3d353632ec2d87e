import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/ui/action-form'
import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Price } from '@/components/ui/price'
import { SubmitButton } from '@/components/ui/submit-button'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import { asId } from '@/lib/id'
import { formatXof } from '@/lib/money'
import { getOrder } from '@/lib/orders/queries'
import { path } from '@/lib/web/path'
import { requireUser } from '@/lib/web/session'
import { found } from '../../../_components/found'
import { Frame } from '../../../_components/frame'
import { OrderMark } from '../../../_components/order-mark'
import { PaymentMark } from '../../../_components/payment-mark'
import { PhotoThumb } from '../../../_components/photo-thumb'
import { cancelOrderAction, resumePaymentAction } from './actions'

type Props = { params: Promise<{ locale: Locale; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'account.orders' })
  return { title: t('title'), robots: { index: false } }
}

export default async function OrderPage({ params }: Props) {
  const { locale, id } = await params
  const actor = await requireUser()
  const order = await found(async () => getOrder(actor, asId(id)))
  const [t, format] = await Promise.all([getTranslations('account.orders'), getFormatter()])
  const bought = order.status === 'paid' || order.status === 'completed' || order.status === 'partly_refunded'
  const open = order.status === 'pending' && order.expiresAt > new Date()
  return (
    <Frame className="margins mx-auto w-full max-w-4xl pt-4 pb-16">
      <a href={path(locale, '/account/orders')} className="link inline-flex min-h-11 items-center gap-2">
        <Icon name="arrow-left" size={18} />
        {t('back')}
      </a>
      <h1 className="display-40 mt-2">{t('one', { date: format.dateTime(order.createdAt, { dateStyle: 'long' }) })}</h1>
      <p className="mt-3 text-lg">
        <OrderMark status={order.status} words={t(`statuses.${order.status}`)} />
      </p>

      <h2 className="display-20 mt-8">{t('photos')}</h2>
      <ul className="mt-3 border-t border-line">
        {order.items.map((item) => (
          <li
            key={item.itemId}
            className="grid grid-cols-[104px_minmax(0,1fr)] items-center gap-x-4 border-b border-line py-4 sm:grid-cols-[104px_minmax(0,1fr)_auto]"
          >
            <PhotoThumb src={item.small} alt="" widthPx={item.widthPx} heightPx={item.heightPx} thumbhash={item.thumbhash} height={72} maxWidth={104} />
            <div className="min-w-0">
              <p className="font-semibold">{item.title}</p>
              <p className="text-sm text-muted">{item.photographerName}</p>
              <p>
                {t(`licence.${item.licence}`)}
                {item.refunded && <span className="text-muted">, {t('refunded')}</span>}
              </p>
            </div>
            <p className="col-start-2 mt-1 sm:col-start-3 sm:mt-0">
              <Price xof={item.priceXof - item.discountXof} locale={locale} />
            </p>
          </li>
        ))}
      </ul>
      <p className="flex items-baseline justify-between gap-4 py-5">
        <span>{t('total')}</span>
        <Price xof={order.totalXof} locale={locale} size={28} />
      </p>

      <div className="flex flex-wrap items-center gap-3">
        {bought && (
          <ButtonLink href={path(locale, '/account/downloads')} icon={<Icon name="download" />} className="w-full sm:w-auto">
            {t('toLibrary')}
          </ButtonLink>
        )}
        {order.invoice?.printed && (
          <ButtonLink href={path(locale, `/account/orders/${order.id}/invoice`)} tone="outline" icon={<Icon name="file-text" />} className="w-full sm:w-auto">
            {t('invoice', { number: order.invoice.label })}
          </ButtonLink>
        )}
        {order.invoice && !order.invoice.printed && <p className="text-muted">{t('invoiceSoon', { number: order.invoice.label })}</p>}
        {open && (
          <ActionForm action={resumePaymentAction} className="w-full sm:w-auto">
            <input type="hidden" name="orderId" value={order.id} />
            <SubmitButton busy={t('busy')} className="w-full">
              <Words>{`${t('resume')}, ${formatXof(order.totalXof, locale)}`}</Words>
            </SubmitButton>
          </ActionForm>
        )}
        {open && (
          <ActionForm action={cancelOrderAction} className="w-full sm:w-auto">
            <input type="hidden" name="orderId" value={order.id} />
            <SubmitButton tone="quiet" busy={t('busy')} className="w-full">
              {t('cancel')}
            </SubmitButton>
          </ActionForm>
        )}
      </div>
      {open && <p className="mt-3 text-muted">{t('until', { time: format.dateTime(order.expiresAt, { hour: '2-digit', minute: '2-digit' }) })}</p>}

      {order.payments.length > 0 && (
        <section className="mt-10">
          <h2 className="display-20">{t('payment')}</h2>
          <ul className="mt-3 border-t border-line">
            {order.payments.map((payment) => (
              <li key={payment.id} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line py-3">
                <PaymentMark status={payment.status} words={t(`payments.${payment.status}`)} />
                <span className="text-muted">{format.dateTime(payment.settledAt ?? payment.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}</span>
                <span className="text-sm break-all text-muted">{t('reference', { reference: payment.transactionId })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Frame>
  )
}
