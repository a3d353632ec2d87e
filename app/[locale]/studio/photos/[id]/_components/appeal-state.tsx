import { getFormatter, getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon'
import type { getOwnPhoto } from '@/lib/photos/queries'
import { AppealForm } from './appeal-form'
import type { Appeal } from './photo-state'

type Photo = Awaited<ReturnType<typeof getOwnPhoto>>

/** The one appeal a photo has: its form while it may be made, then what was said and what became of it. */
export async function AppealState({ photo, appeal }: { photo: Photo; appeal: Appeal }) {
  const [t, edit, format] = await Promise.all([getTranslations('studio.edit.appeal'), getTranslations('studio.edit'), getFormatter()])
  if (!appeal) {
    if (photo.status !== 'rejected') return null
    return (
      <details className="group mt-5 border-y border-line">
        <summary className="flex min-h-13 items-center justify-between gap-3 font-semibold">
          {t('title')}
          <Icon name="chevron-down" className="group-open:rotate-180" />
        </summary>
        <div className="grid gap-4 pb-6">
          <p className="text-muted">{t('lede')}</p>
          <AppealForm photoId={photo.id} words={{ text: t('text'), hint: t('hint'), send: t('send'), busy: edit('busy') }} />
        </div>
      </details>
    )
  }
  const date = appeal.decidedAt ? format.dateTime(appeal.decidedAt, { dateStyle: 'long' }) : ''
  return (
    <section className="mt-5 border-y border-line py-5 [section+&]:mt-0 [section+&]:border-t-0">
      <h2 className="font-semibold">{t('yours')}</h2>
      <p className="mt-1 whitespace-pre-line text-muted">{appeal.text}</p>
      <p className="mt-3">{!appeal.decidedAt ? t('waiting') : photo.status === 'rejected' ? t('refused', { date }) : t('accepted', { date })}</p>
    </section>
  )
}
