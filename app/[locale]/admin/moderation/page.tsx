import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ComponentProps } from 'react'
import { EmptyState } from '@/components/empty-state'
import { Logo } from '@/components/logo'
import { ButtonLink } from '@/components/ui/button'
import { getAccount } from '@/lib/accounts/queries'
import type { Locale, User } from '@/lib/actor'
import { listReasons } from '@/lib/photos/queries'
import { getReviewCase } from '@/lib/photos/review-case'
import { listReviewQueue } from '@/lib/photos/review-queue'
import { listReviewedToday } from '@/lib/photos/reviewed-today'
import { path } from '@/lib/web/path'
import { requireStaff } from '@/lib/web/session'
import { found } from '../../_components/found'
import { CaseFacts } from './_components/case-facts'
import { Filmstrip } from './_components/filmstrip'
import { ReviewDesk } from './_components/review-desk'
import './_components/moderation.css'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ photo?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'admin.desk' })
  return { title: t('title'), robots: { index: false } }
}

/** The review desk: one photo in the whole window, what to judge it by at its side, the queue as a filmstrip. Always dark, so that pictures are judged on the same ground. */
export default async function ModerationPage({ params, searchParams }: Props) {
  const { locale } = await params
  const { photo: asked } = await searchParams
  const actor = await requireStaff()
  const [{ photos: queue }, reviewed, reasons, account, t] = await Promise.all([
    listReviewQueue(actor),
    listReviewedToday(actor),
    listReasons(locale),
    getAccount(actor),
    getTranslations('admin.desk'),
  ])
  const current = queue.find(({ id }) => id === asked) ?? queue[0]
  const place = current ? queue.indexOf(current) : -1
  const href = (id: string | undefined) => (id ? path(locale, `/admin/moderation?photo=${id}`) : null)
  return (
    <div className="desk">
      <header className="flex min-h-14 flex-wrap items-center gap-x-6 px-5">
        <a href={path(locale, '/admin')} aria-label={t('leave')} className="flex min-h-11 items-center">
          <Logo height={22} />
        </a>
        <h1 className="font-semibold">{t('title')}</h1>
        <p className="text-muted max-sm:basis-full max-sm:pb-2">{t('waiting', { count: queue.length, age: ageOf(queue[0]?.submittedAt ?? null, t) })}</p>
        <p className="ml-auto flex gap-6 max-lg:hidden">
          <span className="text-muted">{t('today', { count: reviewed.count })}</span>
          <span>{account.name}</span>
        </p>
      </header>
      {current ? (
        <Case
          actor={actor}
          photoId={current.id}
          locale={locale}
          reasons={reasons}
          previousHref={href(queue[place - 1]?.id)}
          nextHref={href(queue[place + 1]?.id)}
          next={queue[place + 1]?.id ?? queue[place - 1]?.id ?? ''}
        />
      ) : (
        <main id="main" tabIndex={-1} className="margins py-10">
          <EmptyState
            title={t('emptyTitle')}
            level={2}
            action={
              <ButtonLink href={path(locale, '/admin')} tone="outline">
                {t('emptyAction')}
              </ButtonLink>
            }
          >
            {t('empty')}
          </EmptyState>
        </main>
      )}
      <Filmstrip queue={queue} done={reviewed.reviews} currentId={current?.id ?? null} locale={locale} />
    </div>
  )
}

type Words = Awaited<ReturnType<typeof getTranslations<'admin.desk'>>>

/** How long the oldest photo has waited, in the largest unit that says something. */
function ageOf(since: Date | null, t: Words) {
  const minutes = since ? Math.floor((Date.now() - since.getTime()) / 60_000) : 0
  if (minutes < 60) return t('minutes', { count: minutes })
  if (minutes < 48 * 60) return t('hours', { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') })
  return t('days', { count: Math.floor(minutes / 60 / 24) })
}

type CaseProps = Pick<ComponentProps<typeof ReviewDesk>, 'reasons' | 'previousHref' | 'nextHref' | 'next'> & { actor: User; photoId: string; locale: Locale }

async function Case({ actor, photoId, locale, ...around }: CaseProps) {
  const [seen, t] = await Promise.all([found(() => getReviewCase(actor, photoId)), getTranslations('admin.desk')])
  const title = (locale === 'en' && seen.titleEn) || seen.titleFr
  return (
    <ReviewDesk
      key={photoId}
      {...around}
      photo={{ id: photoId, title, src: seen.preview ?? '', widthPx: seen.widthPx ?? 3, heightPx: seen.heightPx ?? 2 }}
      facts={<CaseFacts seen={seen} title={title} locale={locale} />}
      words={{
        alt: t('alt', { title }),
        reasons: t('reasons'),
        note: t('note'),
        publish: t('publish'),
        reject: t('reject'),
        busy: t('busy'),
        zoom: t('zoom'),
        box: t('box'),
        boxClear: t('boxClear'),
        boxHelp: t('boxHelp'),
        keys: t('keys'),
        rejectCount: t.raw('rejectCount') as string,
      }}
    />
  )
}
