import { getFormatter, getTranslations } from 'next-intl/server'
import { FormMessage } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import type { getOwnPhoto } from '@/lib/photos/queries'

type Photo = Awaited<ReturnType<typeof getOwnPhoto>>

/** What the photographer must know now: why it was refused, what failed, or what comes next. */
export async function PhotoState({ photo, locale, sent }: { photo: Photo; locale: Locale; sent: boolean }) {
  const [t, ingest, format] = await Promise.all([getTranslations('studio.edit'), getTranslations('ingest'), getFormatter()])
  if (photo.status === 'rejected' && photo.review) {
    const { review } = photo
    return (
      <section className="mt-5 rounded-control border-2 border-bad p-5">
        <h2 className="display-20">{t('rejectedTitle')}</h2>
        <ul className="mt-3 grid gap-3">
          {review.reasons.map((reason) => (
            <li key={reason.code} className="grid grid-cols-[1.75rem_1fr]">
              <Icon name="circle-x" className="mt-0.5 text-bad" />
              <span>
                <strong>{locale === 'en' ? reason.nameEn : reason.nameFr}</strong>
                <span className="block">{locale === 'en' ? reason.adviceEn : reason.adviceFr}</span>
              </span>
            </li>
          ))}
        </ul>
        {review.note && (
          <div className="mt-4 border-t border-line pt-3">
            <p className="font-semibold">{t('note')}</p>
            <p className="whitespace-pre-line">{review.note}</p>
          </div>
        )}
        <p className="mt-3 text-sm text-muted">
          {t('rejectedOn', { date: format.dateTime(review.createdAt, { dateStyle: 'long' }) })} {review.box && t('boxAlt')}
        </p>
      </section>
    )
  }
  if (photo.status === 'failed') {
    return (
      <section className="mt-5">
        <FormMessage>
          <strong>{t('failedTitle')}. </strong>
          {photo.failureKey && ingest(photo.failureKey)} {t('failedNext')}
        </FormMessage>
      </section>
    )
  }
  const sentence = {
    submitted: sent ? t('submitted') : t('inReview'),
    appealed: t('inReview'),
    draft: t('draft'),
    uploaded: t('preparing'),
    processing: t('preparing'),
    taken_down: t('takenDown'),
    ready: null,
    published: null,
    unlisted: null,
    rejected: null,
    deleted: null,
  }[photo.status]
  if (!sentence) return null
  return <div className="mt-5">{sent && photo.status === 'submitted' ? <FormMessage ok>{sentence}</FormMessage> : <p>{sentence}</p>}</div>
}
