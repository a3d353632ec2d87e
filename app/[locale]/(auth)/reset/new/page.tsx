import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { path } from '@/lib/web/path'
import { getActor } from '@/lib/web/session'
import { FieldForm } from '../../../_components/field-form'
import { Aside, Heading } from '../../_components/heading'
import { resetPasswordAction } from '../../actions'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.meta'))('resetNew'), robots: { index: false }, referrer: 'same-origin' }
}

export default async function NewPasswordPage({ searchParams }: Props) {
  const [t, { locale }, asked] = await Promise.all([getTranslations('auth'), getActor(), searchParams])
  return (
    <>
      <Heading title={t('resetNew.title')}>{t('resetNew.lede')}</Heading>
      <FieldForm
        action={resetPasswordAction}
        hidden={{ token: typeof asked.token === 'string' ? asked.token : '' }}
        words={{ submit: t('resetNew.submit'), busy: t('resetNew.busy'), show: t('fields.show'), hide: t('fields.hide') }}
        fields={[
          {
            name: 'password',
            label: t('fields.newPassword'),
            type: 'password',
            hint: t('fields.passwordHint'),
            autoComplete: 'new-password',
            minLength: 12,
            maxLength: 128,
          },
        ]}
      />
      <Aside href={path(locale, '/reset')}>{t('resetNew.again')}</Aside>
    </>
  )
}
