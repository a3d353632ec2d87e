import { getFormatter, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import { formatXof } from '@/lib/money'
import type { getReviewCase } from '@/lib/photos/review-case'
import { path } from '@/lib/web/path'

type Seen = Awaited<ReturnType<typeof getReviewCase>>

/** What a photo is judged by: whose, where, when, the file, its words and rights, earlier decisions, and photos that look the same. */
export async function CaseFacts({ seen, title, locale }: { seen: Seen; title: string; locale: Locale }) {
  const [t, format] = await Promise.all([getTranslations('admin.desk'), getFormatter()])
  const refused = seen.reviews.filter(({ decision }) => decision === 'rejected')
  const country = (locale === 'en' ? seen.countryEn : seen.countryFr) ?? ''
  const people = { none: t('peopleNone'), one: t('peopleOne'), several: t('peopleSeveral') }[seen.people]
  return (
    <>
      <h2 className="display-28 mt-1">{title}</h2>
      <p className="mt-1.5 text-muted">
        <a href={path(locale, `/photographers/${seen.photographerHandle}`)} className="link inline-flex min-h-6 items-center">
          {seen.photographerName}
        </a>
        , {t('tally', { published: seen.photographerPublished })}
      </p>
      {(seen.descriptionFr || seen.descriptionEn) && <p className="mt-3">{(locale === 'en' && seen.descriptionEn) || seen.descriptionFr}</p>}
      <dl className="mt-4 grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 border-t border-line pt-4 [&_dt]:text-muted">
        <Fact name={t('place')}>{[seen.city, country].filter(Boolean).join(', ')}</Fact>
        <Fact name={t('taken')}>{seen.takenAt && format.dateTime(seen.takenAt, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })}</Fact>
        <Fact name={t('file')}>
          {t('fileFacts', {
            type: seen.mimeType === 'image/png' ? 'PNG' : 'JPEG',
            megapixels: format.number(((seen.widthPx ?? 0) * (seen.heightPx ?? 0)) / 1_000_000, { maximumFractionDigits: 1 }),
            megabytes: format.number(seen.sizeBytes / 1024 / 1024, { maximumFractionDigits: 1 }),
          })}
        </Fact>
        <Fact name={t('camera')}>{seen.camera}</Fact>
        <Fact name={t('subject')}>{locale === 'en' ? seen.categoryEn : seen.categoryFr}</Fact>
        <Fact name={t('price')}>{seen.priceXof !== null && formatXof(seen.priceXof, locale)}</Fact>
        <Fact name={t('keywords')}>
          <details>
            <summary className="inline-flex min-h-6 items-center gap-1">
              {seen.tags.length}
              <Icon name="chevron-down" size={18} className="text-muted" />
            </summary>
            <span className="text-muted">{seen.tags.join(', ')}</span>
          </details>
        </Fact>
        <Fact name={t('people')}>
          <Verdict good={seen.people === 'none' || !seen.recognisable || seen.editorialOnly}>
            {seen.people === 'none' ? people : `${people}, ${t(seen.recognisable ? 'recognisable' : 'notRecognisable')}`}
          </Verdict>
        </Fact>
        <Fact name={t('use')}>{t(seen.editorialOnly ? 'editorial' : 'anyUse')}</Fact>
        <Fact name={t('image')}>
          <Verdict good={!seen.aiMade}>{t(seen.aiMade ? 'aiMade' : 'notAi')}</Verdict>
        </Fact>
      </dl>
      {refused.length > 0 && (
        <div className="mt-4 border-t border-line pt-4">
          <h3 className="font-semibold">{t('before')}</h3>
          {refused.map((review) => (
            <p key={review.id} className="mt-1 text-muted">
              {format.dateTime(review.createdAt, { dateStyle: 'medium' })}:{' '}
              {review.reasons.map((reason) => (locale === 'en' ? reason.nameEn : reason.nameFr)).join(', ')}
              {review.note && `. ${review.note}`}
            </p>
          ))}
        </div>
      )}
      {seen.nearDuplicates.length > 0 && (
        <div className="mt-4 border-t border-line pt-4">
          <h3 className="mb-2 font-semibold">{t('near')}</h3>
          <ul className="grid grid-cols-2 gap-2">
            {[{ ...seen, photographerName: null }, ...seen.nearDuplicates.map((other) => ({ ...other, id: other.otherId }))].slice(0, 4).map((photo) => (
              <li key={photo.id}>
                <img
                  src={photo.medium ?? ''}
                  alt={photo.titleFr}
                  width={photo.widthPx ?? 3}
                  height={photo.heightPx ?? 2}
                  className="h-auto w-full rounded-photo"
                />
                {photo.photographerName && <p className="truncate text-sm text-muted">{t('nearBy', { name: photo.photographerName })}</p>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null
  return (
    <>
      <dt>{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

const Verdict = ({ good, children }: { good: boolean; children: ReactNode }) => (
  <span className={`inline-flex items-start gap-1.5 ${good ? 'text-ok' : 'text-ochre'}`}>
    <Icon name={good ? 'circle-check' : 'triangle-alert'} size={18} className="mt-0.75" />
    <span>{children}</span>
  </span>
)
