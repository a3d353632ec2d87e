import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Price } from '@/components/ui/price'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import { getOrder } from '@/lib/orders/queries'
import { getReturnState } from '@/lib/payments/return-state'
import { path } from '@/lib/web/path'
import { requireUser } from '@/lib/web/session'
import { found } from '../../_components/found'
import { PhotoThumb } from '../../_components/photo-thumb'
import { CheckoutFrame } from '../_components/checkout-frame'
import { Confirming } from '../_components/confirming'
import { LookAgain } from '../_components/look-again'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ order?: string; transaction?: string; transaction_id?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'checkout' })
  return { title: t('return.title'), robots: { index: false } }
}

/** Where a buyer comes back to. It reads how things stand and changes nothing. */
export default async function ReturnPage({ params, searchParams }: Props) {
  const { locale } = await params
  const actor = await requireUser()
  const t = await getTranslations('checkout')
  const asked = await searchParams
  const named = asked.order ?? asked.transaction ?? asked.transaction_id
  if (!named) notFound()
  const state = await found(() => getReturnState(actor, named))
  const order = await getOrder(actor, state.orderId)
  const format = await getFormatter()
  const time = (at: Date) => format.dateTime(at, { hour: '2-digit', minute: '2-digit' })
  const attempt = order.payments.at(-1)
  return (
    <CheckoutFrame locale={locale}>
      <ul className="flex gap-1.5 overflow-hidden">
        {order.items.slice(0, 3).map((item) => (
          <li key={item.itemId}>
            <PhotoThumb
              src={item.small}
              alt={item.title}
              widthPx={item.widthPx}
              heightPx={item.heightPx}
              thumbhash={item.thumbhash}
              height={104}
              maxWidth={158}
            />
          </li>
        ))}
      </ul>
      {state.state === 'confirming' && (
        <Confirming
          words={{
            title: t('return.confirming'),
            lede: state.reasonKey === 'review' ? t('reasons.review') : t('return.confirmingLede'),
            sent: t('return.sent'),
            sentAt: attempt ? time(attempt.createdAt) : '',
            waiting: t('return.waiting'),
            waitingNow: t('return.inProgress'),
            last: t('return.last'),
            progress: t('return.progress'),
          }}
        >
          <LookAgain everySeconds={4} />
        </Confirming>
      )}
      {state.state === 'paid' && (
        <section className="mt-9" role="status">
          <p className="flex items-center gap-2 font-semibold text-ok">
            <Icon name="circle-check" size={24} />
            {t('return.paidMark')}
          </p>
          <h1 className="display-40 mt-3">{t('return.paid', { count: order.items.length })}</h1>
          <p className="mt-3 text-lg">{state.reasonKey === 'paidTwice' ? t('reasons.paidTwice') : t('return.paidLede')}</p>
          <ButtonLink href={path(locale, '/account/downloads')} className="mt-6 w-full" icon={<Icon name="download" />}>
            {t('return.toLibrary')}
          </ButtonLink>
        </section>
      )}
      {state.state === 'failed' && (
        <section className="mt-9" role="alert">
          <p className="flex items-center gap-2 font-semibold text-bad">
            <Icon name="circle-x" size={24} />
            {t('return.failedMark')}
          </p>
          <h1 className="display-40 mt-3">{t('return.failed')}</h1>
          <p className="mt-3 text-lg">{t(`reasons.${reasonIn(state.reasonKey)}`)}</p>
          <p className="mt-2 text-muted">{t('return.cartKept')}</p>
          <ButtonLink href={path(locale, '/cart')} className="mt-6 w-full">
            {t('return.toCart')}
          </ButtonLink>
        </section>
      )}
      {state.state === 'refund_due' && (
        <section className="mt-9" role="status">
          <p className="flex items-center gap-2 font-semibold text-indigo">
            <Icon name="info" size={24} />
            {t('return.dueMark')}
          </p>
          <h1 className="display-40 mt-3">{t('return.due')}</h1>
          <p className="mt-3 text-lg">{t('return.dueLede')}</p>
          <ButtonLink href={path(locale, `/account/orders/${order.id}`)} tone="outline" className="mt-6 w-full">
            {t('return.toOrder')}
          </ButtonLink>
        </section>
      )}
      <div className="mt-8 flex items-baseline justify-between gap-4 border-t border-line pt-5">
        <a href={path(locale, `/account/orders/${order.id}`)} className="link inline-flex min-h-11 items-center">
          <Words>
            {order.invoice ? t('return.invoice', { number: order.invoice.label }) : t('return.order', { number: order.id.slice(-8).toUpperCase() })}
          </Words>
        </a>
        <Price xof={order.totalXof} locale={locale} />
      </div>
      {state.state === 'confirming' && (
        <p className="mt-3">
          {t('return.mayClose')} <strong>{t('return.notTwice')}</strong>
        </p>
      )}
    </CheckoutFrame>
  )
}

const reasons = ['balance', 'code', 'cancelled', 'number', 'operator', 'limits', 'refused', 'expired'] as const
const reasonIn = (key: string | null) => reasons.find((reason) => reason === key) ?? 'refused'
