import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { StatusMark } from '@/components/status-mark'
import { ActionForm } from '@/components/ui/action-form'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { SubmitButton } from '@/components/ui/submit-button'
import { listApplications, listPhotographers } from '@/lib/accounts/queries'
import type { Locale } from '@/lib/actor'
import { path } from '@/lib/web/path'
import { requireAdmin } from '@/lib/web/session'
import { AdminFrame } from '../_components/admin-frame'
import { Filters } from '../_components/filters'
import { decideApplicationAction } from './actions'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ status?: string }> }
type Person = Awaited<ReturnType<typeof listApplications>>[number]

const statuses = ['applied', 'approved', 'rejected'] as const
const marks = { applied: ['wait', 'hourglass'], approved: ['ok', 'circle-check'], rejected: ['bad', 'circle-x'] } as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'admin.photographers' })
  return { title: t('title'), robots: { index: false } }
}

/** Who asks to sell, oldest first, and who was let in or not. */
export default async function PhotographersPage({ params, searchParams }: Props) {
  const { locale } = await params
  const asked = await searchParams
  const status = statuses.find((one) => one === asked.status) ?? 'applied'
  const actor = await requireAdmin()
  const [people, t] = await Promise.all([
    status === 'applied' ? listApplications(actor) : listPhotographers(actor, status),
    getTranslations('admin.photographers'),
  ])
  return (
    <AdminFrame actor={actor} current="photographers">
      <h1 className="display-40">{t('title')}</h1>
      <Filters
        label={t('show')}
        links={statuses.map((one) => ({
          href: path(locale, `/admin/photographers${one === 'applied' ? '' : `?status=${one}`}`),
          words: t(`statuses.${one}`),
          current: one === status,
        }))}
      />
      {people.length === 0 && <p className="py-6 text-muted">{t(`empty.${status}`)}</p>}
      <ul className="max-w-4xl border-t border-line empty:hidden">
        {people.map((person) => (
          <Application key={person.id} person={person} locale={locale} />
        ))}
      </ul>
    </AdminFrame>
  )
}

async function Application({ person, locale }: { person: Person; locale: Locale }) {
  const [t, format] = await Promise.all([getTranslations('admin.photographers'), getFormatter()])
  const [tone, icon] = marks[person.status]
  return (
    <li className="border-b border-line py-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="display-20">{person.displayName}</h2>
        <StatusMark tone={tone} icon={icon}>
          {t(`states.${person.status}`, { date: format.dateTime(person.decidedAt ?? person.createdAt, { dateStyle: 'medium' }) })}
        </StatusMark>
      </div>
      <p className="mt-1 text-muted">
        {person.city}, {(locale === 'en' ? person.countryEn : person.countryFr) ?? person.countryCode}
      </p>
      <p className="break-all text-muted">
        {person.name}, {person.email}
      </p>
      {person.motivation && <p className="mt-3 max-w-prose whitespace-pre-line">{person.motivation}</p>}
      {person.portfolioUrl && (
        <a href={person.portfolioUrl} rel="noreferrer nofollow" target="_blank" className="link mt-2 inline-flex min-h-11 items-center gap-1.5 break-all">
          {person.portfolioUrl}
          <Icon name="arrow-up-right" size={18} />
        </a>
      )}
      {person.status === 'approved' && (
        <a href={path(locale, `/photographers/${person.handle}`)} className="link mt-1 flex min-h-11 items-center self-start">
          {t('profile')}
        </a>
      )}
      {person.status === 'applied' && (
        <ActionForm action={decideApplicationAction} className="mt-4">
          <input type="hidden" name="photographerId" value={person.id} />
          <Field name="reason" id={`reason-${person.id}`} label={t('reason')} hint={t('reasonHint')} maxLength={500} className="max-w-xl" />
          <div className="mt-4 flex flex-wrap gap-3">
            <SubmitButton name="decision" value="approve" tone="outline" size="md" busy={t('busy')} icon={<Icon name="check" size={18} />}>
              {t('approve')}
              <span className="sr-only">, {person.displayName}</span>
            </SubmitButton>
            <SubmitButton name="decision" value="reject" tone="quiet" size="md" busy={t('busy')} icon={<Icon name="x" size={18} />}>
              {t('reject')}
              <span className="sr-only">, {person.displayName}</span>
            </SubmitButton>
          </div>
        </ActionForm>
      )}
    </li>
  )
}
