import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import { listAllReasons } from '@/lib/photos/reasons'
import { path } from '@/lib/web/path'
import { requireAdmin } from '@/lib/web/session'
import { AdminFrame } from '../_components/admin-frame'
import { ReasonForm } from './_components/reason-form'
import { ReasonRow } from './_components/reason-row'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ edit?: string; done?: string }> }

const done = ['saved', 'moved', 'retired', 'restored'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'admin.reasons' })
  return { title: t('title'), robots: { index: false } }
}

/** The catalogue of reasons: what reviewers may refuse a photo for, in their order, and what was retired. The one being written is in the address, so that all works without script. */
export default async function ReasonsPage({ params, searchParams }: Props) {
  const { locale } = await params
  const asked = await searchParams
  const actor = await requireAdmin()
  const [{ offered, retired }, t] = await Promise.all([listAllReasons(actor), getTranslations('admin.reasons')])
  const said = done.find((one) => one === asked.done)
  const row = { locale, editing: asked.edit ?? null }
  return (
    <AdminFrame actor={actor} current="reasons">
      <h1 className="display-40">{t('title')}</h1>
      <p className="mt-2 max-w-2xl text-muted">{t('lede')}</p>
      {said && (
        <div className="mt-6 max-w-2xl">
          <FormMessage ok>{t(`done.${said}`)}</FormMessage>
        </div>
      )}
      <ol className="mt-8 max-w-5xl border-t border-line">
        {offered.map((reason, index) => (
          <ReasonRow key={reason.code} reason={reason} number={index + 1} isFirst={index === 0} isLast={index === offered.length - 1} {...row} />
        ))}
      </ol>
      <section id="new" className="mt-8 max-w-5xl">
        {asked.edit === 'new' ? (
          <>
            <h2 className="display-28 mb-6">{t('new')}</h2>
            <ReasonForm locale={locale} />
          </>
        ) : (
          <ButtonLink href={path(locale, '/admin/reasons?edit=new#new')} tone="outline" icon={<Icon name="plus" size={18} />}>
            {t('add')}
          </ButtonLink>
        )}
      </section>
      {retired.length > 0 && (
        <section className="mt-14 max-w-5xl">
          <h2 className="display-28">{t('retired')}</h2>
          <p className="mt-2 mb-6 max-w-2xl text-muted">{t('retiredLede')}</p>
          <ul className="border-t border-line">
            {retired.map((reason) => (
              <ReasonRow key={reason.code} reason={reason} {...row} />
            ))}
          </ul>
        </section>
      )}
    </AdminFrame>
  )
}
