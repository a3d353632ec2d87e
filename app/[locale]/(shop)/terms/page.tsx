import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { Locale } from '@/lib/actor'
import { getCommissionBps } from '@/lib/catalog/settings'
import { formatXof, HOLD_DAYS, PAYOUT_MIN_XOF } from '@/lib/money'
import { alternates } from '@/lib/web/alternates'
import { Legal } from '../_components/legal'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ locale }, t] = [await params, await getTranslations('legal.terms')]
  return { title: t('title'), alternates: alternates(locale, '/terms') }
}

const sections = ['who', 'account', 'buying', 'licence', 'downloads', 'problem', 'selling', 'review', 'paid', 'closing'] as const

export default async function TermsPage({ params }: Props) {
  const [{ locale }, commissionBps] = [await params, await getCommissionBps()]
  return (
    <Legal
      page="terms"
      sections={sections}
      values={{ share: 100 - commissionBps / 100, commission: commissionBps / 100, days: HOLD_DAYS, minimum: formatXof(PAYOUT_MIN_XOF, locale) }}
    />
  )
}
