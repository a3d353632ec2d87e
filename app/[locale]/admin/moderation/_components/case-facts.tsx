import { getFormatter, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import { formatXof } from '@/lib/money'
import type { listReleasesOf } from '@/lib/photos/releases'
import type { getReviewCase } from '@/lib/photos/review-case'
import { clock } from '@/lib/web/clock'
import { path } from '@/lib/web/path'

export type Seen = Awaited<ReturnType<typeof getReviewCase>> & { releases: Awaited<ReturnType<typeof listReleasesOf>> }
type Props = { seen: Seen; locale: Locale; near: readonly { id: string; src: string; title: string; likeness: string; lines: readonly string[] }[] }

const inLocale = (locale: Locale, french: string | null, english: string | null) => (locale === 'en' && english) || french || ''
export const titleOf = (photo: { titleFr: string; titleEn: string }, locale: Locale) => inLocale(locale, photo.titleFr, photo.titleEn)

const LONG_TITLE = 40 // Over two lines at 28 px.

/** What a photo is judged by, the most pressing first: an appeal, photos that look the same, then its facts, rights, papers and what came before. */
export async function CaseFacts({ seen, locale, near }: Props) {
  const t = await getTranslations('desk')
  const format = await getFormatter()
  const { record } = seen
  const title = titleOf(seen, locale)
  return (
    <>
      <h2 className={title.length > LONG_TITLE ? 'display-20' : 'display-28'}>
        <Words>{title}</Words>
      </h2>
      <p className="mt-1.5 text-muted">
        <a href={path(locale, `/photographers/${seen.photographerHandle}`)} className="link inline-flex min-h-6 items-center">
          {seen.photographerName}
        </a>
        , {t('tally', { published: record.published, refused: record.refused })}
        {record.refused > 0 && ' '}
        {record.refused > 0 && t('share', { share: format.number(record.refusalShare, { style: 'percent' }) })},{' '}
        {t('since', { date: format.dateTime(record.since, { month: 'long', year: 'numeric' }) })}
      </p>
      {seen.status === 'appealed' && seen.appeal && (
        <section className="desk-appeal">
          <h3 className="flex items-center gap-2 font-semibold text-ochre">
            <Icon name="flag" size={18} />
            {t('appeal', { date: format.dateTime(seen.appeal.createdAt, { dateStyle: 'long' }) })}
          </h3>
          <p className="mt-1 whitespace-pre-line">{seen.appeal.text}</p>
        </section>
      )}
      <Earlier seen={seen} locale={locale} />
      {near[0] && <NearStrip seen={seen} near={near} t={t} />}
      <Facts seen={seen} locale={locale} />
      {(seen.descriptionFr || seen.descriptionEn) && (
        <p className="mt-4 border-t border-line pt-3">{inLocale(locale, seen.descriptionFr, seen.descriptionEn)}</p>
      )}
      {record.lastRefusals.length > 0 && (
        <details className="mt-4 border-t border-line pt-3">
          <summary className="inline-flex min-h-6 items-center gap-1 font-semibold">
            {t('lastRefusals')}
            <Icon name="chevron-down" size={18} className="text-muted" />
          </summary>
          <ul className="mt-1">
            {record.lastRefusals.map((refusal) => (
              <li key={`${refusal.photoId}${refusal.createdAt.getTime()}`} className="mt-1 text-muted">
                <span className="text-ink">{titleOf(refusal, locale) || t('untitled')}</span>, {format.dateTime(refusal.createdAt, { dateStyle: 'medium' })},{' '}
                {refusal.reasons.map((reason) => inLocale(locale, reason.nameFr, reason.nameEn)).join(', ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

/** This photo's own earlier decisions, newest first. */
async function Earlier({ seen, locale }: Pick<Props, 'seen' | 'locale'>) {
  const [t, format] = await Promise.all([getTranslations('desk'), getFormatter()])
  if (!seen.reviews.length) return null
  return (
    <section className="mt-4 border-t border-line pt-3">
      <h3 className="font-semibold">{t('before')}</h3>
      {seen.reviews.map((review) => (
        <p key={review.id} className="mt-1 text-muted">
          {format.dateTime(review.createdAt, { dateStyle: 'medium' })}, {t(review.decision === 'published' ? 'wasPublished' : 'wasRejected')}
          {review.reasons.length > 0 && (
            <span className="text-bad"> {review.reasons.map((reason) => inLocale(locale, reason.nameFr, reason.nameEn)).join(', ')}</span>
          )}
          {review.note && <q className="block">{review.note}</q>}
        </p>
      ))}
    </section>
  )
}

type T = Awaited<ReturnType<typeof getTranslations<'desk'>>>

function NearStrip({ seen, near, t }: Pick<Props, 'seen' | 'near'> & { t: T }) {
  const first = near[0]
  return (
    <section className="mt-4 border-t border-line pt-3">
      <h3 className="flex justify-between gap-3">
        <b>
          {t('near')}, {first?.likeness}
        </b>
        <span className="text-muted">
          {near.length > 1 && t('nearMore', { count: near.length - 1 })} <kbd className="max-lg:hidden!">D</kbd>
        </span>
      </h3>
      <div className="mt-2 grid grid-cols-2 gap-2">
        {[{ id: seen.id, src: seen.medium ?? '', title: '' }, ...near.slice(0, 1)].map(({ id, src, title }) => (
          <img key={id} src={src} alt={title} className="aspect-3/2 w-full rounded-photo bg-wash object-contain" />
        ))}
      </div>
      <p className="mt-1.5 text-sm text-muted">{first && [first.title, ...first.lines].join(', ')}</p>
    </section>
  )
}

async function Facts({ seen, locale }: Pick<Props, 'seen' | 'locale'>) {
  const [t, format] = await Promise.all([getTranslations('desk'), getFormatter()])
  const people = { none: t('peopleNone'), one: t('peopleOne'), several: t('peopleSeveral') }[seen.people]
  const hasModelRelease = seen.releases.some(({ kind }) => kind === 'model')
  return (
    <dl className="mt-4 grid grid-cols-[6.25rem_minmax(0,1fr)] gap-x-3 gap-y-1 border-t border-line pt-3 [&_dt]:text-muted">
      <Fact name={t('people')}>
        <Verdict good={seen.people === 'none' || !seen.recognisable || seen.editorialOnly || hasModelRelease}>
          {seen.people === 'none' ? people : `${people}, ${t(seen.recognisable ? 'recognisable' : 'notRecognisable')}`}
        </Verdict>
      </Fact>
      {seen.releases.length > 0 && (
        <Fact name={t('releases')}>
          <ul>
            {seen.releases.map((release) => (
              <li key={release.id}>
                <a href={`/api/desk/releases/${release.id}`} target="_blank" rel="noreferrer" className="link inline-flex min-h-6 items-center gap-1.5">
                  <Icon name="file-text" size={18} />
                  {t(`release.${release.kind}`, { subject: release.subject })}
                </a>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact name={t('image')}>
        <Verdict good={!seen.aiMade}>{t(seen.aiMade ? 'aiMade' : 'notAi')}</Verdict>
      </Fact>
      <Fact name={t('use')}>{t(seen.editorialOnly ? 'editorial' : 'anyUse')}</Fact>
      <Fact name={t('place')}>{[seen.city, inLocale(locale, seen.countryFr, seen.countryEn)].filter(Boolean).join(', ')}</Fact>
      <Fact name={t('taken')}>
        {seen.takenAt &&
          t('takenAt', { date: format.dateTime(seen.takenAt, { dateStyle: 'long', timeZone: 'UTC' }), time: clock(seen.takenAt, locale, 'UTC') })}
      </Fact>
      <Fact name={t('file')}>
        {t('fileFacts', {
          type: seen.mimeType === 'image/png' ? 'PNG' : 'JPEG',
          megapixels: format.number(((seen.widthPx ?? 0) * (seen.heightPx ?? 0)) / 1_000_000, { maximumFractionDigits: 1 }),
          megabytes: format.number(seen.sizeBytes / 1024 / 1024, { maximumFractionDigits: 1 }),
        })}
      </Fact>
      <Fact name={t('camera')}>{[seen.camera, seen.exposure].filter(Boolean).join(', ')}</Fact>
      <Fact name={t('measures')}>
        {seen.sharpness !== null && seen.brightness !== null && t('measureFacts', { sharpness: seen.sharpness, brightness: seen.brightness })}
      </Fact>
      <Fact name={t('subject')}>{inLocale(locale, seen.categoryFr, seen.categoryEn)}</Fact>
      <Fact name={t('keywords')}>{seen.tags.join(', ')}</Fact>
      <Fact name={t('price')}>{seen.priceXof !== null && formatXof(seen.priceXof, locale)}</Fact>
    </dl>
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
