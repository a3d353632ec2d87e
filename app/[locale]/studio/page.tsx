import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { Pager } from '@/components/pager'
import { placeholder } from '@/components/thumbhash'
import type { Locale } from '@/lib/actor'
import { listOwnPhotos } from '@/lib/photos/own-photos'
import { listUnfinished } from '@/lib/photos/unfinished-uploads'
import { path } from '@/lib/web/path'
import { requirePhotographer } from '@/lib/web/session'
import { PhotoMark, type PhotoStatus } from './_components/photo-mark'
import { StudioFrame } from './_components/studio-frame'
import { Tile } from './_components/tile'
import { UploadDesk } from './_components/upload-desk'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ status?: string; cursor?: string }> }

const shown = ['ready', 'submitted', 'rejected', 'published', 'failed'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'studio.sheet' })
  return { title: t('title'), robots: { index: false } }
}

/** The contact sheet: every photo of the photographer, newest first, with what is being sent before them. */
export default async function StudioPage({ params, searchParams }: Props) {
  const { locale } = await params
  const asked = await searchParams
  const status = shown.find((one) => one === asked.status)
  const actor = await requirePhotographer()
  const [{ photos, nextCursor, counts }, unfinished, t, all] = await Promise.all([
    listOwnPhotos(actor, { status, cursor: asked.cursor }),
    listUnfinished(actor),
    getTranslations('studio'),
    getTranslations(),
  ])
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const here = (query: Record<string, string>) => {
    const search = new URLSearchParams(query).toString()
    return path(locale, `/studio${search && `?${search}`}`)
  }
  return (
    <StudioFrame current="sheet">
      <UploadDesk
        locale={locale}
        words={all.raw('upload')}
        unfinished={unfinished}
        shown={photos.map(({ id }) => id)}
        heading={
          <div className="min-w-0">
            <h1 className="display-40">{t('sheet.title')}</h1>
            <p className="mt-2 text-muted">{t('sheet.lede', { total })}</p>
            {total > 0 && (
              <nav aria-label={t('sheet.filters')} className="no-scrollbar -mx-4 mt-2 overflow-x-auto px-4">
                <ul className="flex gap-x-5 whitespace-nowrap">
                  <Filter href={here({})} current={!status} words={t('sheet.all')} count={total} />
                  {shown.map((one) =>
                    counts[one] ? (
                      <Filter key={one} href={here({ status: one })} current={status === one} words={t(`sheet.of.${one}`)} count={counts[one]} />
                    ) : null,
                  )}
                </ul>
              </nav>
            )}
            <noscript>
              <p className="mt-3 max-w-prose text-bad">{t('sheet.noScript')}</p>
            </noscript>
          </div>
        }
      >
        {photos.map((photo) => {
          const title = (locale === 'en' && photo.titleEn) || photo.titleFr
          return (
            <Tile
              key={photo.id}
              widthPx={photo.widthPx ?? 3}
              heightPx={photo.heightPx ?? 2}
              title={title || photo.fileName}
              titleLang={title && title === photo.titleFr && locale === 'en' ? 'fr' : undefined}
              href={path(locale, `/studio/photos/${photo.id}`)}
              picture={<TilePicture src={photo.medium} thumbhash={photo.thumbhash} />}
              status={
                <PhotoMark
                  status={photo.status as PhotoStatus}
                  words={
                    photo.status === 'rejected' && photo.reasonCount ? t('status.rejectedReasons', { count: photo.reasonCount }) : t(`status.${photo.status}`)
                  }
                />
              }
            />
          )
        })}
      </UploadDesk>
      {total === 0 && (
        <EmptyState title={t('sheet.emptyTitle')} level={2}>
          {t('sheet.empty')}
        </EmptyState>
      )}
      {total > 0 && photos.length === 0 && <p className="text-muted">{t('sheet.emptyFilter')}</p>}
      <Pager
        label={t('sheet.title')}
        next={nextCursor ? { href: here({ ...(status && { status }), cursor: nextCursor }), label: t('sheet.more') } : null}
        first={asked.cursor ? { href: here(status ? { status } : {}), label: t('sheet.all') } : null}
      />
    </StudioFrame>
  )
}

const Filter = ({ href, current, words, count }: { href: string; current: boolean; words: string; count: number }) => (
  <li>
    <a
      href={href}
      aria-current={current ? 'page' : undefined}
      className={`inline-flex min-h-11 items-center ${current ? 'font-semibold underline decoration-2 underline-offset-8' : 'text-muted hover:text-ink'}`}
    >
      {`${words} ${count}`}
    </a>
  </li>
)

function TilePicture({ src, thumbhash }: { src: string | null; thumbhash: string | null }) {
  const ground = placeholder(thumbhash)
  if (!src) return null
  return (
    <img
      src={src}
      alt=""
      loading="lazy"
      decoding="async"
      className="h-full w-full bg-contain bg-center bg-no-repeat object-contain"
      style={{ backgroundImage: ground && `url(${ground})` }}
    />
  )
}
