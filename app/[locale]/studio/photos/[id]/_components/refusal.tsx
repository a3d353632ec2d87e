import { getFormatter, getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import type { getOwnPhoto } from '@/lib/photos/queries'

type Review = NonNullable<Awaited<ReturnType<typeof getOwnPhoto>>['review']>

/** Every reason at once with what to do about it and an example, the reviewer's note, and what comes next. */
export async function Refusal({ review, locale }: { review: Review; locale: Locale }) {
  const [t, format] = await Promise.all([getTranslations('studio.edit'), getFormatter()])
  const said = (fr: string, en: string) => (locale === 'en' ? en : fr)
  return (
    <section className="mt-5 rounded-control border-2 border-bad p-5">
      <h2 className="display-20">{t('rejectedTitle')}</h2>
      <ul className="mt-3 grid gap-4">
        {review.reasons.map((reason) => {
          const example = said(reason.exampleFr, reason.exampleEn)
          return (
            <li key={reason.code} className="grid grid-cols-[1.75rem_minmax(0,1fr)]">
              <Icon name="circle-x" className="mt-0.5 text-bad" />
              <span>
                <strong>{said(reason.nameFr, reason.nameEn)}</strong>
                <span className="block">{said(reason.adviceFr, reason.adviceEn)}</span>
                {example && <span className="mt-1 block text-muted">{t('example', { example })}</span>}
              </span>
            </li>
          )
        })}
      </ul>
      {review.note && (
        <div className="mt-4 border-t border-line pt-3">
          <p className="font-semibold">{t('note')}</p>
          <p className="whitespace-pre-line">{review.note}</p>
        </div>
      )}
      <p className="mt-4 border-t border-line pt-3">
        {review.box && t('seeBox')} {t('keptWords')}
      </p>
      <p className="mt-1 text-sm text-muted">{t('rejectedOn', { date: format.dateTime(review.createdAt, { dateStyle: 'long' }) })}</p>
    </section>
  )
}
