import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { placeholder } from '@/components/thumbhash'
import { ActionForm } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Locale } from '@/lib/actor'
import { listLibrary } from '@/lib/downloads/queries'
import { path } from '@/lib/web/path'
import { requireUser } from '@/lib/web/session'
import { AccountList } from '../_components/account-list'
import { StartDownload } from './_components/start-download'
import { renewDownloadAction } from './actions'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ cursor?: string; start?: string }> }
type Item = Awaited<ReturnType<typeof listLibrary>>['items'][number]

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'account.downloads' })
  return { title: t('title'), robots: { index: false } }
}

/** The library: each bought photo with its file one tap away. */
export default async function DownloadsPage({ params, searchParams }: Props) {
  const { locale } = await params
  const { cursor, start } = await searchParams
  const actor = await requireUser()
  const [{ items, nextCursor }, t] = await Promise.all([listLibrary(actor, cursor), getTranslations('account.downloads')])
  const starting = items.find((item) => item.downloadId === start && item.state === 'live')
  return (
    <AccountList area="downloads" locale={locale} cursor={cursor} nextCursor={nextCursor} isEmpty={!items.length}>
      {starting && (
        <div className="mt-6 max-w-2xl">
          <noscript>
            <meta httpEquiv="refresh" content={`0;url=${fileHref(starting)}`} />
          </noscript>
          <StartDownload href={fileHref(starting)} />
          <FormMessage ok>
            {t('starting', { title: starting.title })}{' '}
            <a href={fileHref(starting)} className="link">
              {t('startingAgain')}
            </a>
          </FormMessage>
        </div>
      )}
      <ul className="mt-8 grid gap-x-8 gap-y-10 sm:grid-cols-2 lg:grid-cols-3">
        {items.map((item) => (
          <LibraryItem key={item.itemId} item={item} locale={locale} />
        ))}
      </ul>
    </AccountList>
  )
}

const fileHref = (item: Item) => `/api/downloads/${item.downloadId}/file`

async function LibraryItem({ item, locale }: { item: Item; locale: Locale }) {
  const [t, format] = await Promise.all([getTranslations('account.downloads'), getFormatter()])
  const closed = item.state === 'revoked' || item.state === 'taken_down'
  const ground = placeholder(item.thumbhash)
  return (
    <li className="flex flex-col justify-end">
      <div className={`flex flex-1 items-end ${closed ? 'opacity-45' : ''}`}>
        {item.medium && (
          <img
            src={item.medium}
            alt=""
            width={item.widthPx ?? 3}
            height={item.heightPx ?? 2}
            loading="lazy"
            decoding="async"
            className="max-h-72 w-auto max-w-full rounded-photo bg-wash bg-cover"
            style={{ aspectRatio: `${item.widthPx ?? 3}/${item.heightPx ?? 2}`, backgroundImage: ground && `url(${ground})` }}
          />
        )}
      </div>
      <h2 className="mt-3 font-semibold">{item.title}</h2>
      <p className="text-muted">
        {t('by', { name: item.photographerName })}, {t(`licence.${item.licence}`)}
      </p>
      <div className="mt-3">
        {item.state === 'live' && (
          // A plain form: the answer is a file, and the page stays where it is.
          <form method="post" action={`/api/downloads/${item.photoId}/initiate`}>
            <input type="hidden" name="licence" value={item.licence} />
            <Button type="submit" tone="outline" icon={<Icon name="download" />} aria-label={t('downloadName', { title: item.title })}>
              {t('download')}
            </Button>
          </form>
        )}
        {(item.state === 'spent' || item.state === 'old' || item.state === 'none') && (
          <ActionForm action={renewDownloadAction}>
            <input type="hidden" name="photoId" value={item.photoId} />
            <input type="hidden" name="licence" value={item.licence} />
            <SubmitButton tone="outline" busy={t('busy')} icon={<Icon name="download" />}>
              {t('renew')}
              <span className="sr-only">, {item.title}</span>
            </SubmitButton>
          </ActionForm>
        )}
        <p className={`mt-2 text-sm ${closed ? 'text-bad' : 'text-muted'}`}>
          {item.state === 'live' && item.expiresAt
            ? t('left', { count: item.left, until: format.dateTime(item.expiresAt, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }) })
            : item.state !== 'live' && t(item.state)}
        </p>
      </div>
      <a href={path(locale, `/account/orders/${item.orderId}`)} className="link inline-flex min-h-11 items-center self-start">
        {t('order')}
      </a>
    </li>
  )
}
