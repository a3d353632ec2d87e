import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { Logo } from '@/components/logo'
import { placeholder } from '@/components/thumbhash'
import { ButtonLink } from '@/components/ui/button'
import { getAccount } from '@/lib/accounts/queries'
import type { Locale } from '@/lib/actor'
import { listCategories, listCountries } from '@/lib/catalog/queries'
import { listReasons } from '@/lib/photos/queries'
import { listReviewQueue } from '@/lib/photos/review-queue'
import { getReviewTimes } from '@/lib/photos/review-times'
import { listReviewedToday } from '@/lib/photos/reviewed-today'
import { path } from '@/lib/web/path'
import { requireStaff } from '@/lib/web/session'
import { titleOf } from './_components/case-facts'
import { Desk } from './_components/desk'
import { deskWords } from './_components/desk-words'
import type { DeskItem, Done } from './_components/filmstrip'
import { QueueBar } from './_components/queue-bar'
import { deskAddress, type QueueState, readQueueState } from './_components/queue-state'
import { showCase, takeLock } from './_components/show-case'
import { waitWords } from './_components/wait-words'
import './_components/desk.css'
import './_components/picture.css'
import './_components/compare.css'
import './_components/case.css'
import './_components/queue.css'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

const AHEAD = 2 // Cases told before they are opened.

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'desk' })
  return { title: t('title'), robots: { index: false } }
}

/** The review desk: one photo in the whole window, what to judge it by at its side, the queue as a filmstrip. Always dark, so that pictures are judged on the same ground. */
export default async function ModerationPage({ params, searchParams }: Props) {
  const { locale } = await params
  const state = readQueueState(await searchParams)
  const actor = await requireStaff()
  const [queue, whole, reviewed, reasons, times, account, categories, countries, t] = await Promise.all([
    listReviewQueue(actor, state),
    listReviewQueue(actor),
    listReviewedToday(actor),
    listReasons(locale),
    getReviewTimes(),
    getAccount(actor),
    listCategories(locale),
    listCountries(locale),
    getTranslations('desk'),
  ])
  const photos = queue.photos
  const asked = photos.findIndex(({ id }) => id === state.photo)
  const place = Math.max(0, asked)
  const near = photos.slice(place, place + 1 + AHEAD)
  const current = photos[place]
  const [heldBy, words, ...told] = await Promise.all([
    current && !state.view ? takeLock(actor, current.id) : null,
    deskWords(reasons.length),
    ...near.map(async ({ id }) => [id, await showCase(actor, id, locale)] as const),
  ])
  const oldest = photos[0]?.waitedMinutes ?? 0
  const item = (photo: (typeof photos)[number]): DeskItem => itemOf(photo, { ...state, view: undefined }, locale, t)
  const among = <K extends 'categoryId' | 'countryCode' | 'photographerId'>(field: K) => new Set(whole.photos.map((photo) => photo[field]))
  const [subjects, places] = [among('categoryId'), among('countryCode')]
  return (
    <Desk
      queue={photos.map(item)}
      done={reviewed.reviews.filter(({ photoId }) => !photos.some(({ id }) => id === photoId)).map((review) => doneOf(review, locale))}
      opened={{ id: (!state.view && current?.id) || null, heldBy }}
      cases={Object.fromEntries(told.flatMap(([id, seen]) => (seen ? [[id, seen]] : [])))}
      reasons={reasons}
      startsInGrid={state.view === 'grid'}
      emptyHref={path(locale, deskAddress({ ...state, photo: undefined, view: undefined }))}
      locale={locale}
      words={words}
      header={
        <>
          <a href={path(locale, '/admin')} aria-label={t('leave')} className="flex min-h-11 items-center">
            <Logo height={22} />
          </a>
          <h1 className="font-semibold">{t('title')}</h1>
          <p className="text-muted max-lg:order-last max-lg:basis-full max-lg:pb-2">{t('waiting', { count: queue.total, age: waitWords(oldest, t) })}</p>
          <p className="ml-auto flex gap-6">
            <span className="text-muted max-lg:hidden">{t('today', { count: reviewed.count })}</span>
            <span className="max-sm:hidden">{account.name}</span>
          </p>
        </>
      }
      bar={
        <QueueBar
          state={state}
          counts={whole.counts}
          waiting={whole.total}
          times={times}
          locale={locale}
          options={{
            categoryId: categories.filter(({ id }) => subjects.has(id)).map(({ id, name }) => [id, name] as const),
            countryCode: countries.filter(({ code }) => places.has(code)).map(({ code, name }) => [code, name] as const),
            photographerId: [...new Map(whole.photos.map(({ photographerId, photographerName }) => [photographerId, photographerName]))],
            people: (['none', 'one', 'several'] as const).map((people) => [people, t(`filter.peopleOf.${people}`)] as const),
          }}
        />
      }
      empty={
        <div className="margins py-10">
          <EmptyState
            title={t(whole.total ? 'emptyFilterTitle' : 'emptyTitle')}
            level={2}
            action={
              <ButtonLink href={path(locale, whole.total ? '/admin/moderation' : '/admin')} tone="outline">
                {t(whole.total ? 'emptyFilterAction' : 'emptyAction')}
              </ButtonLink>
            }
          >
            {t(whole.total ? 'emptyFilter' : 'empty')}
          </EmptyState>
        </div>
      }
    />
  )
}

type Waiting = Awaited<ReturnType<typeof listReviewQueue>>['photos'][number]
type Words = Awaited<ReturnType<typeof getTranslations<'desk'>>>

function itemOf(photo: Waiting, state: QueueState, locale: Locale, t: Words): DeskItem {
  const title = titleOf(photo, locale)
  const marks: DeskItem['marks'] = [
    ...(photo.reviewerName ? [{ icon: 'lock' as const, words: t('marks.held', { name: photo.reviewerName }) }] : []),
    ...(photo.isLate ? [{ icon: 'clock' as const, words: t('marks.late'), isLate: true }] : []),
    ...(photo.status === 'appealed' ? [{ icon: 'flag' as const, words: t('marks.appeal') }] : []),
    ...(photo.nearDuplicates ? [{ icon: 'copy' as const, words: t(photo.nearElsewhere ? 'marks.nearElsewhere' : 'marks.near') }] : []),
  ]
  return {
    id: photo.id,
    title,
    alt: t('alt', { title }),
    href: path(locale, deskAddress({ ...state, photo: photo.id })),
    small: photo.small ?? '',
    medium: photo.medium ?? '',
    preview: photo.preview ?? '',
    ground: placeholder(photo.thumbhash),
    widthPx: photo.widthPx ?? 3,
    heightPx: photo.heightPx ?? 2,
    about: t('waited', { name: photo.photographerName, age: waitWords(photo.waitedMinutes, t) }),
    marks,
    heldBy: photo.reviewerName,
  }
}

const doneOf = (review: Awaited<ReturnType<typeof listReviewedToday>>['reviews'][number], locale: Locale): Done => ({
  id: review.photoId,
  title: titleOf(review, locale),
  small: review.small ?? '',
  ground: placeholder(review.thumbhash),
  widthPx: review.widthPx ?? 3,
  heightPx: review.heightPx ?? 2,
  published: review.decision === 'published',
  reasonCount: review.reasons.length,
})
