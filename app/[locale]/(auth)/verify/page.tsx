import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { path, safePath } from '@/lib/web/path'
import { getActor } from '@/lib/web/session'
import { FieldForm } from '../../_components/field-form'
import { Aside, Heading } from '../_components/heading'
import { verifyEmailAction } from '../actions'
import { withNext } from '../with-next'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.meta'))('verify'), robots: { index: false }, referrer: 'same-origin' }
}

/** A button, not a deed on arrival: mail scanners open every link, and would spend this one. */
export default async function VerifyPage({ searchParams }: Props) {
  const [t, { locale }, asked] = await Promise.all([getTranslations('auth.verify'), getActor(), searchParams])
  const next = safePath(asked.next, '')
  const token = typeof asked.token === 'string' ? asked.token : ''
  return (
    <>
      <Heading title={t('title')}>{t('lede')}</Heading>
      <FieldForm action={verifyEmailAction} hidden={next ? { token, next } : { token }} fields={[]} words={{ submit: t('submit'), busy: t('busy') }} />
      <Aside href={path(locale, withNext('/sign-in', next))}>{t('again')}</Aside>
    </>
  )
}
