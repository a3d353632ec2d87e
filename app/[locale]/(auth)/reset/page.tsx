import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { path } from '@/lib/web/path'
import { getActor } from '@/lib/web/session'
import { FieldForm } from '../../_components/field-form'
import { Aside, Heading } from '../_components/heading'
import { requestResetAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.meta'))('reset'), robots: { index: false } }
}

export default async function ResetPage() {
  const [t, { locale }] = await Promise.all([getTranslations('auth'), getActor()])
  return (
    <>
      <Heading title={t('reset.title')}>{t('reset.lede')}</Heading>
      <FieldForm
        action={requestResetAction}
        words={{ submit: t('reset.submit'), busy: t('reset.busy') }}
        fields={[{ name: 'email', label: t('fields.email'), type: 'email', autoComplete: 'username', maxLength: 254 }]}
      />
      <Aside href={path(locale, '/sign-in')}>{t('reset.back')}</Aside>
    </>
  )
}
