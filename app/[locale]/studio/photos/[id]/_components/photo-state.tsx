import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/ui/action-form'
import { FormMessage } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Actor, Locale } from '@/lib/actor'
import type { getAppeal } from '@/lib/photos/appeal-photo'
import type { getOwnPhoto } from '@/lib/photos/queries'
import { retryIngestAction } from '../actions'
import { AppealState } from './appeal-state'
import { InQueue } from './in-queue'
import { Refusal } from './refusal'

type Photo = Awaited<ReturnType<typeof getOwnPhoto>>
export type Appeal = Awaited<ReturnType<typeof getAppeal>>

type Props = { photo: Photo; appeal: Appeal; actor: Actor; locale: Locale; done: string | undefined }

/** What the photographer must know now: why it was refused, where it waits, what failed, or what comes next. */
export async function PhotoState({ photo, appeal, actor, locale, done }: Props) {
  const t = await getTranslations('studio.edit')
  if (photo.status === 'rejected') {
    return (
      <>
        {photo.review && <Refusal review={photo.review} locale={locale} />}
        <AppealState photo={photo} appeal={appeal} />
      </>
    )
  }
  if (photo.status === 'submitted' || photo.status === 'appealed') {
    return (
      <>
        {done === 'sent' && photo.status === 'submitted' && (
          <div className="mt-5">
            <FormMessage ok>{t('submitted')}</FormMessage>
          </div>
        )}
        <InQueue photoId={photo.id} actor={actor} locale={locale} />
        <AppealState photo={photo} appeal={appeal} />
      </>
    )
  }
  if (photo.status === 'failed') return <Failed photo={photo} />
  if (photo.status === 'published' && appeal) return <AppealState photo={photo} appeal={appeal} />
  const sentence = {
    draft: t('draft'),
    uploaded: done === 'retried' ? t('retried') : t('preparing'),
    processing: t('preparing'),
    taken_down: t('takenDown'),
    ready: null,
    published: null,
    unlisted: null,
    deleted: null,
  }[photo.status]
  return sentence && <p className="mt-5">{sentence}</p>
}

/** A file at fault, in words; one that only met trouble of ours may be tried again as it is. */
async function Failed({ photo }: { photo: Photo }) {
  const [t, ingest] = await Promise.all([getTranslations('studio.edit'), getTranslations('ingest')])
  const isOurs = photo.failureKey === 'trouble'
  return (
    <section className="mt-5 grid gap-4">
      <FormMessage>
        <strong>{t(isOurs ? 'troubleTitle' : 'failedTitle')}. </strong>
        {photo.failureKey && ingest(photo.failureKey)} {!isOurs && t('failedNext')}
      </FormMessage>
      {isOurs && (
        <ActionForm action={retryIngestAction}>
          <input type="hidden" name="photoId" value={photo.id} />
          <SubmitButton busy={t('busy')}>{t('retry')}</SubmitButton>
        </ActionForm>
      )}
    </section>
  )
}
