import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { Pager } from '@/components/pager'
import type { Locale } from '@/lib/actor'
import { listOwnPhotos } from '@/lib/photos/own-photos'
import { readSheet, shows, writeSheet } from '@/lib/photos/sheet-state'
import { listUnfinished } from '@/lib/photos/unfinished-uploads'
import { path } from '@/lib/web/path'
import { requirePhotographer } from '@/lib/web/session'
import { Bulk } from './_components/bulk'
import { SheetFilter } from './_components/sheet-filter'
import { SheetKeys } from './_components/sheet-keys'
import { SheetTile } from './_components/sheet-tile'
import { SheetTools } from './_components/sheet-tools'
import { StudioFrame } from './_components/studio-frame'
import { UndoOffer } from './_components/undo-offer'
import { UploadDesk } from './_components/upload-desk'
import './_components/sheet.css'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'sheet' })
  return { title: t('title'), robots: { index: false } }
}

/** The contact sheet: the photographer's photos as frames one can find, choose and change, with what is being sent before them. */
export default async function StudioPage({ params, searchParams }: Props) {
  const { locale } = await params
  const sheet = readSheet(await searchParams)
  const actor = await requirePhotographer()
  const [{ photos, nextCursor, counts }, unfinished, all] = await Promise.all([listOwnPhotos(actor, sheet), listUnfinished(actor), getTranslations()])
  const t = await getTranslations('sheet')
  const total = Object.entries(counts).reduce((sum, [heap, count]) => sum + (heap === 'near' ? 0 : count), 0)
  const here = (change: Partial<typeof sheet>) => path(locale, `/studio${writeSheet({ ...sheet, cursor: null, ...change })}`)
  const isWhole = !sheet.cursor && !nextCursor
  return (
    <StudioFrame current="sheet">
      <UploadDesk
        locale={locale}
        words={all.raw('upload')}
        unfinished={unfinished}
        shown={photos.map(({ id }) => id)}
        heading={
          <div className="min-w-0">
            <h1 className="display-40">{t('title')}</h1>
            <p className="mt-2 text-muted">{t('lede', { total })}</p>
            <noscript>
              <p className="mt-3 max-w-prose text-bad">{t('noScript')}</p>
            </noscript>
          </div>
        }
        tools={
          total > 0 && (
            <>
              <nav aria-label={t('filters')} className="no-scrollbar -mx-4 mt-3 overflow-x-auto px-4">
                <ul className="flex gap-x-5 whitespace-nowrap">
                  <SheetFilter href={here({ status: null })} current={!sheet.status} words={t('all')} count={total} />
                  {shows.map((show) =>
                    counts[show] || sheet.status === show ? (
                      <SheetFilter key={show} href={here({ status: show })} current={sheet.status === show} words={t(`of.${show}`)} count={counts[show] ?? 0} />
                    ) : null,
                  )}
                </ul>
              </nav>
              <SheetTools locale={locale} sheet={sheet} />
              <UndoOffer actor={actor} locale={locale} />
              {sheet.q && (
                <p className="mt-3" role="status">
                  {isWhole ? t('found', { count: photos.length, q: sheet.q }) : t('foundMore', { count: photos.length, q: sheet.q })}
                </p>
              )}
            </>
          )
        }
      >
        {photos.map((photo, index) => (
          <SheetTile key={photo.id} photo={photo} locale={locale} eager={index < 8} />
        ))}
      </UploadDesk>
      {total === 0 && unfinished.length === 0 && (
        <EmptyState title={t('emptyTitle')} level={2}>
          {t('empty')}
        </EmptyState>
      )}
      {total > 0 && photos.length === 0 && !sheet.q && <p className="text-muted">{t('emptyFilter')}</p>}
      {photos.length > 0 && (
        <>
          <SheetKeys ids={photos.map(({ id }) => id)} words={{ ...t.raw('chosen'), keys: t('bulk.keys') }} />
          <Bulk actor={actor} locale={locale} photos={photos} />
        </>
      )}
      <Pager
        label={t('title')}
        next={nextCursor ? { href: here({ cursor: nextCursor }), label: t('more') } : null}
        first={sheet.cursor ? { href: here({}), label: t('first') } : null}
      />
    </StudioFrame>
  )
}
