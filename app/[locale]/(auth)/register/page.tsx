import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { path, safePath } from '@/lib/web/path'
import { getActor } from '@/lib/web/session'
import { FieldForm } from '../../_components/field-form'
import { Aside, Heading } from '../_components/heading'
import { registerAction } from '../actions'
import { withNext } from '../with-next'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.meta'))('register'), robots: { index: false } }
}

export default async function RegisterPage({ searchParams }: Props) {
  const [t, actor, asked] = await Promise.all([getTranslations('auth'), getActor(), searchParams])
  const next = safePath(asked.next, '')
  return (
    <>
      <Heading title={t('register.title')}>{t('register.lede')}</Heading>
      <FieldForm
        action={registerAction}
        hidden={next ? { next } : {}}
        words={{ submit: t('register.submit'), busy: t('register.busy'), show: t('fields.show'), hide: t('fields.hide') }}
        fields={[
          { name: 'name', label: t('fields.name'), autoComplete: 'name', maxLength: 100 },
          { name: 'email', label: t('fields.email'), type: 'email', autoComplete: 'username', maxLength: 254 },
          {
            name: 'password',
            label: t('fields.password'),
            type: 'password',
            hint: t('fields.passwordHint'),
            autoComplete: 'new-password',
            minLength: 12,
            maxLength: 128,
          },
        ]}
      />
      <Aside question={t('register.hasAccount')} href={path(actor.locale, withNext('/sign-in', next))}>
        {t('register.signIn')}
      </Aside>
    </>
  )
}
