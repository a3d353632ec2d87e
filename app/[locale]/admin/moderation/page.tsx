import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { Logo } from '@/components/logo'
import { ButtonLink } from '@/components/ui/button'
import { getAccount } from '@/lib/accounts/queries'
import type { Locale } from '@/lib/actor'
import { listReasons } from '@/lib/photos/queries'
import { getReviewCase, listReviewQueue } from '@/lib/photos/review-queue'
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
  const [queue, reviewed, reasons, account, t] = await Promise.all([
    listReviewQueue(actor), listReviewedToday(actor), listReasons(locale), getAccount(actor), getTranslations('admin.desk'),
  ])
  const current = queue.find(({ id }) => id === asked) ?? queue[0]
  const place = current ? queue.indexOf(current) : -1
  const href = (id: string | undefined) => (id ? path(locale, `/admin/moderation?photo=${id}`) : null)
  const next = queue[place + 1]?.id ?? queue[place - 1]?.id ?? ''
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
        <Case actorLocale={locale} photoId={current.id} />
      ) : (
        <main id="main" tabIndex={-1} className="margins py-10">
          <EmptyState title={t('emptyTitle')} level={2} action={<ButtonLink href={path(locale, '/admin')} tone="outline">{t('emptyAction')}</ButtonLink>}>
            {t('empty')}
          </EmptyState>
        </main>
      )}
      <Filmstrip queue={queue} done={reviewed.reviews} currentId={current?.id ?? null} locale={locale} />
    </div>
  )

  async function Case({ photoId, actorLocale }: { photoId: string; actorLocale: Locale }) {
    const seen = await found(() => getReviewCase(actor, photoId))
    const title = (actorLocale === 'en' && seen.titleEn) || seen.titleFr
    return (
      <ReviewDesk
        key={photoId}
        photo={{ id: photoId, title, src: seen.preview ?? '', widthPx: seen.widthPx ?? 3, heightPx: seen.heightPx ?? 2 }}
        reasons={reasons.map(({ code, name, advice }) => ({ code, name, advice }))}
        previousHref={href(queue[place - 1]?.id)}
        nextHref={href(queue[place + 1]?.id)}
        next={next}
        facts={<CaseFacts seen={seen} title={title} locale={actorLocale} />}
        words={{
          alt: t('alt', { title }), reasons: t('reasons'), note: t('note'), publish: t('publish'), reject: t('reject'), busy: t('busy'), zoom: t('zoom'), box: t('box'),
          boxClear: t('boxClear'), boxHelp: t('boxHelp'), keys: t('keys'), rejectCount: t.raw('rejectCount') as string,
        }}
      />
    )
  }
}

type Words = Awaited<ReturnType<typeof getTranslations<'admin.desk'>>>

/** How long the oldest photo has waited, in the largest unit that says something. */
function ageOf(since: Date | null, t: Words) {
  const minutes = since ? Math.floor((Date.now() - since.getTime()) / 60_000) : 0
  if (minutes < 60) return t('minutes', { count: minutes })
  if (minutes < 48 * 60) return t('hours', { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') })
  return t('days', { count: Math.floor(minutes / 60 / 24) })
}
