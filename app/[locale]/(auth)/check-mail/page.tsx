import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { path } from '@/lib/web/path'
import { getActor } from '@/lib/web/session'
import { Aside, Heading } from '../_components/heading'
import { withNext } from '../with-next'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.meta'))('checkMail'), robots: { index: false } }
}

export default async function CheckMailPage({ searchParams }: Props) {
  const [t, { locale }, asked] = await Promise.all([getTranslations('auth.checkMail'), getActor(), searchParams])
  const isReset = asked.of === 'reset'
  return (
    <>
      <Heading title={t('title')}>{t(isReset ? 'reset' : 'register')}</Heading>
      <p>{t('nothing')}</p>
      <Aside href={path(locale, isReset ? '/reset' : withNext('/register', asked.next))}>{t(isReset ? 'againReset' : 'againRegister')}</Aside>
    </>
  )
}
