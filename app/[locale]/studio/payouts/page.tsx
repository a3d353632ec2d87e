import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { Pager } from '@/components/pager'
import { StatusMark } from '@/components/status-mark'
import { ActionForm } from '@/components/ui/action-form'
import { FormMessage } from '@/components/ui/field'
import { Price } from '@/components/ui/price'
import { SubmitButton } from '@/components/ui/submit-button'
import { findOwnApplication } from '@/lib/accounts/queries'
import type { Locale } from '@/lib/actor'
import { earningsOf } from '@/lib/ledger/queries'
import { formatXof, PAYOUT_MIN_XOF } from '@/lib/money'
import { listPayouts } from '@/lib/payouts/queries'
import { path } from '@/lib/web/path'
import { requirePhotographer } from '@/lib/web/session'
import { payoutMarks } from '../../_components/payout-marks'
import { EarningsBoard } from '../_components/earnings-board'
import { StudioFrame } from '../_components/studio-frame'
import { cancelPayoutAction } from './actions'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ cursor?: string; asked?: string; cancelled?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'studio.payouts' })
  return { title: t('title'), robots: { index: false } }
}

export default async function PayoutsPage({ params, searchParams }: Props) {
  const { locale } = await params
  const { cursor, asked, cancelled } = await searchParams
  const actor = await requirePhotographer()
  const [{ payouts, nextCursor }, earnings, own, t, format] = await Promise.all([
    listPayouts(actor, cursor),
    earningsOf(actor),
    findOwnApplication(actor),
    getTranslations('studio.payouts'),
    getFormatter(),
  ])
  const min = formatXof(PAYOUT_MIN_XOF, locale)
  return (
    <StudioFrame current="payouts">
      <h1 className="display-40">{t('title')}</h1>
      {(asked || cancelled) && (
        <div className="mt-4 max-w-2xl">
          <FormMessage ok>{t(asked ? 'requested' : 'cancelled')}</FormMessage>
        </div>
      )}
      <p className="mt-3 max-w-2xl text-muted">{t('rules', { min })}</p>
      <p className="mt-2 max-w-2xl">
        {own?.payoutPhone ? (
          <>
            <span className="text-muted">{t('to')} </span>
            {t('number', { prefix: own.payoutPrefix ?? '', phone: `•••• ${own.payoutPhone.slice(-4)}`, holder: own.payoutHolder ?? '' })}
          </>
        ) : (
          t('noNumber')
        )}
      </p>
      <EarningsBoard earnings={earnings} payouts={payouts} locale={locale} />
      {payouts.length === 0 && !cursor ? (
        <div className="mt-10">
          <EmptyState title={t('emptyTitle')} level={2}>
            {t('empty', { min })}
          </EmptyState>
        </div>
      ) : (
        <ul className="mt-10 max-w-3xl border-t border-line">
          {payouts.map((payout) => {
            const [tone, icon] = payoutMarks[payout.status]
            return (
              <li key={payout.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 border-b border-line py-4">
                <div>
                  <StatusMark tone={tone} icon={icon}>
                    {t(`states.${payout.status}`)}
                  </StatusMark>
                  <p className="text-muted">
                    {format.dateTime(payout.confirmedAt ?? payout.createdAt, { dateStyle: 'long' })}, {payout.phone}
                  </p>
                </div>
                <Price xof={payout.amountXof} locale={locale} />
                {payout.status === 'requested' && (
                  <ActionForm action={cancelPayoutAction} className="col-span-2">
                    <input type="hidden" name="payoutId" value={payout.id} />
                    <SubmitButton tone="quiet" size="md" busy={t('busy')} className="-ml-4">
                      {t('cancel')}
                    </SubmitButton>
                  </ActionForm>
                )}
              </li>
            )
          })}
        </ul>
      )}
      <Pager label={t('title')} next={nextCursor ? { href: path(locale, `/studio/payouts?cursor=${nextCursor}`), label: t('more') } : null} />
    </StudioFrame>
  )
}
