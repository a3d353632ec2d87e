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

/** A form, not a deed on arrival: mail scanners open every link, and would spend this one. It asks for the password, which whoever registered somebody else's address knows alone. */
export default async function VerifyPage({ searchParams }: Props) {
  const [t, { locale }, asked] = await Promise.all([getTranslations('auth'), getActor(), searchParams])
  const next = safePath(asked.next, '')
  const token = typeof asked.token === 'string' ? asked.token : ''
  return (
    <>
      <Heading title={t('verify.title')}>{t('verify.lede')}</Heading>
      <FieldForm
        action={verifyEmailAction}
        hidden={next ? { token, next } : { token }}
        link={{ href: path(locale, '/reset'), label: t('verify.forgot') }}
        words={{ submit: t('verify.submit'), busy: t('verify.busy'), show: t('fields.show'), hide: t('fields.hide') }}
        fields={[{ name: 'password', label: t('fields.password'), type: 'password', hint: t('verify.passwordHint'), autoComplete: 'current-password' }]}
      />
      <Aside href={path(locale, withNext('/sign-in', next))}>{t('verify.again')}</Aside>
    </>
  )
}
