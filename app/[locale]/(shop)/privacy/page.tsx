import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { Locale } from '@/lib/actor'
import { alternates } from '@/lib/web/alternates'
import { Legal } from '../_components/legal'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ locale }, t] = [await params, await getTranslations('legal.privacy')]
  return { title: t('title'), alternates: alternates(locale, '/privacy') }
}

const sections = ['kept', 'payment', 'photos', 'cookies', 'shared', 'long', 'rights'] as const

export default function PrivacyPage() {
  return <Legal page="privacy" sections={sections} />
}
