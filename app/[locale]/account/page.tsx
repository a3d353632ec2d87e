import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/ui/action-form'
import { SubmitButton } from '@/components/ui/submit-button'
import { getAccount } from '@/lib/accounts/queries'
import { listSessions } from '@/lib/accounts/sessions'
import { path } from '@/lib/web/path'
import { requireUser } from '@/lib/web/session'
import { FieldForm } from '../_components/field-form'
import { Frame } from '../_components/frame'
import { Device } from './_components/device'
import { endAllSessionsAction, updateAccountAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.meta'))('account'), robots: { index: false } }
}

export default async function AccountPage() {
  const actor = await requireUser()
  const [t, account, sessions] = await Promise.all([getTranslations('account'), getAccount(actor), listSessions(actor)])
  return (
    <Frame className="margins py-8 lg:py-12">
      <div className="mx-auto max-w-3xl">
        <h1 className="display-40">{t('title')}</h1>
        <p className="mt-3 flex flex-wrap gap-x-6">
          {(['orders', 'downloads'] as const).map((page) => (
            <a key={page} href={path(actor.locale, `/account/${page}`)} className="link inline-flex min-h-11 items-center">
              {t(`${page}.title`)}
            </a>
          ))}
        </p>

        <section aria-labelledby="profile" className="mt-8 border-line border-t pt-8">
          <h2 id="profile" className="display-28 mb-6">
            {t('profile')}
          </h2>
          <dl className="mb-6">
            <dt className="font-semibold">{t('email')}</dt>
            <dd className="mt-1 break-words">{account.email}</dd>
          </dl>
          <FieldForm
            action={updateAccountAction}
            words={{ submit: t('save'), busy: t('saving') }}
            className="max-w-md"
            fields={[
              { name: 'name', label: t('name'), hint: t('nameHint'), value: account.name, autoComplete: 'name', maxLength: 100 },
              {
                name: 'locale',
                label: t('language'),
                value: account.locale,
                options: [
                  ['fr', t('french')],
                  ['en', t('english')],
                ],
              },
            ]}
          />
        </section>

        <section aria-labelledby="password" className="mt-12 border-line border-t pt-8">
          <h2 id="password" className="display-28">
            {t('passwordTitle')}
          </h2>
          <p className="mt-3 text-muted">{t('passwordLede')}</p>
          <a href={path(actor.locale, '/reset')} className="link inline-flex min-h-11 items-center">
            {t('passwordLink')}
          </a>
        </section>

        <section aria-labelledby="devices" className="mt-12 border-line border-t pt-8">
          <h2 id="devices" className="display-28">
            {t('devices')}
          </h2>
          <p className="mt-3 text-muted">{t('devicesLede')}</p>
          <ul className="mt-4">
            {sessions.map((session) => (
              <Device key={session.id} session={session} current={session.id === actor.sessionId} locale={actor.locale} />
            ))}
          </ul>
          <ActionForm action={endAllSessionsAction} className="mt-6">
            <p className="mb-3 text-muted">{t('everywhereLede')}</p>
            <SubmitButton tone="outline" busy={t('everywhereBusy')}>
              {t('everywhere')}
            </SubmitButton>
          </ActionForm>
        </section>
      </div>
    </Frame>
  )
}
