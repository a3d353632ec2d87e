import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Pager } from '@/components/pager'
import { StatusMark } from '@/components/status-mark'
import { ActionForm } from '@/components/ui/action-form'
import { Icon } from '@/components/ui/icon'
import { Price } from '@/components/ui/price'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Locale } from '@/lib/actor'
import { formatXof } from '@/lib/money'
import { listAllPayouts } from '@/lib/payouts/queries'
import { TWO_APPROVALS_ABOVE_XOF } from '@/lib/payouts/rules'
import { path } from '@/lib/web/path'
import { requireAdmin } from '@/lib/web/session'
import { payoutMarks } from '../../_components/payout-marks'
import { AdminFrame } from '../_components/admin-frame'
import { Filters } from '../_components/filters'
import { approvePayoutAction, rejectPayoutAction } from './actions'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ status?: string; cursor?: string }> }

const statuses = ['requested', 'approved', 'submitted', 'unknown', 'confirmed', 'failed', 'rejected', 'cancelled'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'admin.payouts' })
  return { title: t('title'), robots: { index: false } }
}

/** Payouts of all photographers; those asked for wait for an approval that is not the payee's. */
export default async function AdminPayoutsPage({ params, searchParams }: Props) {
  const { locale } = await params
  const asked = await searchParams
  const status = statuses.find((one) => one === asked.status)
  const actor = await requireAdmin()
  const [{ payouts, nextCursor }, t, format] = await Promise.all([
    listAllPayouts(actor, { status, cursor: asked.cursor }),
    getTranslations('admin.payouts'),
    getFormatter(),
  ])
  const here = (query: { status?: string; cursor?: string }) => {
    const search = new URLSearchParams(query).toString()
    return path(locale, `/admin/payouts${search && `?${search}`}`)
  }
  return (
    <AdminFrame actor={actor} current="payouts">
      <h1 className="display-40">{t('title')}</h1>
      <p className="mt-2 max-w-2xl text-muted">{t('lede', { limit: formatXof(TWO_APPROVALS_ABOVE_XOF, locale) })}</p>
      <Filters
        label={t('show')}
        links={[
          { href: here({}), words: t('all'), current: !status },
          ...statuses.map((one) => ({ href: here({ status: one }), words: t(`states.${one}`), current: one === status })),
        ]}
      />
      {payouts.length === 0 && <p className="py-6 text-muted">{t(status ? 'emptyFilter' : 'empty')}</p>}
      <ul className="border-t border-line empty:hidden">
        {payouts.map((payout) => {
          const [tone, icon] = payoutMarks[payout.status]
          return (
            <li key={payout.id} className="flex flex-wrap items-center gap-x-8 gap-y-3 border-b border-line py-4">
              <div className="mr-auto">
                <p className="font-semibold">{payout.photographerName}</p>
                <p className="text-muted">
                  {format.dateTime(payout.createdAt, { dateStyle: 'long', timeStyle: 'short' })}, {payout.phone}
                </p>
                <p className="mt-1">
                  <StatusMark tone={tone} icon={icon}>
                    {t(`states.${payout.status}`)}
                  </StatusMark>
                  {payout.status === 'requested' && payout.approvedBy && <span className="text-muted">, {t('oneApproval')}</span>}
                </p>
              </div>
              <Price xof={payout.amountXof} locale={locale} size={28} />
              {payout.status === 'requested' && (
                <div className="flex flex-wrap gap-3">
                  <ActionForm action={approvePayoutAction}>
                    <input type="hidden" name="payoutId" value={payout.id} />
                    <SubmitButton tone="outline" size="md" busy={t('busy')} icon={<Icon name="check" size={18} />}>
                      {t('approve')}
                      <span className="sr-only">, {payout.photographerName}</span>
                    </SubmitButton>
                  </ActionForm>
                  <ActionForm action={rejectPayoutAction}>
                    <input type="hidden" name="payoutId" value={payout.id} />
                    <SubmitButton tone="quiet" size="md" busy={t('busy')} icon={<Icon name="x" size={18} />}>
                      {t('reject')}
                      <span className="sr-only">, {payout.photographerName}</span>
                    </SubmitButton>
                  </ActionForm>
                </div>
              )}
            </li>
          )
        })}
      </ul>
      <Pager
        label={t('title')}
        next={nextCursor ? { href: here({ ...(status && { status }), cursor: nextCursor }), label: t('more') } : null}
        first={asked.cursor ? { href: here(status ? { status } : {}), label: t('first') } : null}
      />
    </AdminFrame>
  )
}
