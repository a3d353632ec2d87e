import { getFormatter, getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/ui/action-form'
import { figureXof, Stat } from '@/components/ui/stat'
import { SubmitButton } from '@/components/ui/submit-button'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import type { earningsOf } from '@/lib/ledger/queries'
import { formatXof, PAYOUT_MIN_XOF } from '@/lib/money'
import type { listPayouts } from '@/lib/payouts/queries'
import { openPayouts, TRANSFER_MAX_XOF } from '@/lib/payouts/rules'
import { requestPayoutAction } from '../payouts/actions'

type Props = { earnings: Awaited<ReturnType<typeof earningsOf>>; payouts: Awaited<ReturnType<typeof listPayouts>>['payouts']; locale: Locale }

/** Held, available, paid. What one can act on is terracotta; on a phone it comes first, with its button. */
export async function EarningsBoard({ earnings, payouts, locale }: Props) {
  const [t, format] = await Promise.all([getTranslations('studio.sales'), getFormatter()])
  const { heldXof, availableXof, paidXof, nextReleaseAt, clawbackXof } = earnings
  const underway = payouts.find((payout) => (openPayouts as readonly string[]).includes(payout.status))
  const lastPaid = payouts.find((payout) => payout.status === 'confirmed')?.confirmedAt
  const payableXof = Math.max(0, availableXof + clawbackXof)
  const mayAsk = !underway && payableXof >= PAYOUT_MIN_XOF
  const long = (at: Date) => format.dateTime(at, { day: 'numeric', month: 'long' })
  const note = () => {
    if (clawbackXof < 0) return t('clawback', { amount: formatXof(-clawbackXof, locale) })
    if (mayAsk) return t('availableNow')
    return availableXof > 0 ? t('availableLow', { min: formatXof(PAYOUT_MIN_XOF, locale) }) : t('availableNone')
  }
  return (
    <section className="mt-4 grid gap-x-8 max-lg:divide-y max-lg:divide-line max-lg:*:py-6 lg:mt-6 lg:grid-cols-[1fr_1fr_1fr_auto] lg:items-start">
      <div className="order-1 lg:order-2">
        <Stat label={t('available')} value={figureXof(availableXof, locale)} unit="F CFA" note={note()} tone={mayAsk ? 'terracotta' : 'ink'} />
        {!underway && mayAsk && <div className="mt-5 lg:hidden">{ask('w-full')}</div>}
        {underway && <p className="mt-2 text-indigo">{t('underway', { amount: formatXof(underway.amountXof, locale) })}</p>}
      </div>
      <div className="order-2 lg:order-1">
        <Stat
          label={t('held')}
          value={figureXof(heldXof, locale)}
          unit="F CFA"
          note={nextReleaseAt ? t('nextRelease', { date: long(nextReleaseAt) }) : t('heldNone')}
          lesser
        />
      </div>
      <div className="order-3">
        <Stat
          label={t('paid')}
          value={figureXof(paidXof, locale)}
          unit="F CFA"
          note={lastPaid ? t('lastPaid', { date: long(lastPaid) }) : t('paidNone')}
          lesser
        />
      </div>
      {mayAsk && <div className="order-4 max-lg:hidden lg:pt-6">{ask('')}</div>}
    </section>
  )

  function ask(className: string) {
    return (
      <ActionForm action={requestPayoutAction}>
        <SubmitButton busy={t('busy')} className={className}>
          <Words>{t('askFor', { amount: formatXof(Math.min(payableXof, TRANSFER_MAX_XOF), locale) })}</Words>
        </SubmitButton>
      </ActionForm>
    )
  }
}
