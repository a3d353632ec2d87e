import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { findOwnApplication, getAccount, listCountryNames } from '@/lib/accounts/queries'
import { type Actor, isUser } from '@/lib/actor'
import { formatDate } from '@/lib/i18n'
import { path } from '@/lib/web/path'
import { FieldForm } from '../../_components/field-form'
import { applyAction } from '../actions'

/** Where this person stands: no account, the form, waiting, approved, or refused with the form filled in again. */
export async function Application({ actor }: { actor: Actor }) {
  const t = await getTranslations('account.sell')
  const to = (address: string) => path(actor.locale, address)
  if (!isUser(actor)) {
    return (
      <State title={t('formTitle')} words={t('signInFirst')}>
        <ButtonLink href={to(`/register?next=${encodeURIComponent(to('/sell'))}`)}>{t('register')}</ButtonLink>
        <ButtonLink tone="outline" href={to(`/sign-in?next=${encodeURIComponent(to('/sell'))}`)}>
          {t('signIn')}
        </ButtonLink>
      </State>
    )
  }
  const [account, application] = await Promise.all([getAccount(actor), findOwnApplication(actor)])
  if (application?.status === 'approved') {
    return (
      <State title={t('approvedTitle')} words={t('approved')}>
        <ButtonLink href={to('/studio')}>{t('studio')}</ButtonLink>
      </State>
    )
  }
  if (application?.status === 'applied') {
    return <State title={t('waitingTitle')} words={t('waiting', { date: formatDate(application.updatedAt, actor.locale), email: account.email })} />
  }
  return <ApplicationForm actor={actor} name={account.name} refused={application} />
}

function State({ title, words, children }: { title: string; words: string; children?: ReactNode }) {
  return (
    <>
      <h2 id="apply-title" className="display-28">
        {title}
      </h2>
      <p className="mt-3 text-muted">{words}</p>
      {children && <div className="mt-6 flex flex-wrap gap-3">{children}</div>}
    </>
  )
}

async function ApplicationForm({ actor, name, refused }: { actor: Actor; name: string; refused: Awaited<ReturnType<typeof findOwnApplication>> }) {
  const [t, countries] = await Promise.all([getTranslations('account.sell'), listCountryNames(actor.locale)])
  return (
    <>
      <h2 id="apply-title" className="display-28">
        {t(refused ? 'rejectedTitle' : 'formTitle')}
      </h2>
      {refused && <p className="mt-3 text-muted">{t('rejected')}</p>}
      <FieldForm
        action={applyAction}
        words={{ submit: t('submit'), busy: t('busy') }}
        className="mt-6 max-w-xl"
        fields={[
          { name: 'displayName', label: t('displayName'), hint: t('displayNameHint'), value: refused?.displayName ?? name, maxLength: 60 },
          { name: 'city', label: t('city'), value: refused?.city, autoComplete: 'address-level2', maxLength: 80 },
          {
            name: 'countryCode',
            label: t('country'),
            value: refused?.countryCode ?? '',
            options: [['', t('choose')], ...countries.map(({ code, name }) => [code, name] as const)],
          },
          {
            name: 'portfolioUrl',
            label: t('portfolio'),
            optional: t('optional'),
            hint: t('portfolioHint'),
            type: 'url',
            value: refused?.portfolioUrl ?? '',
            maxLength: 300,
          },
          { name: 'motivation', label: t('motivation'), hint: t('motivationHint'), value: refused?.motivation, rows: 6, maxLength: 2_000 },
        ]}
      />
    </>
  )
}
